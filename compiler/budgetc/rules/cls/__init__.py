"""CLS: codes."""
