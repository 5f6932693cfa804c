"""Published documents, read."""
