"""Rules that a workspace declares itself."""
