"""Published documents, audited without any source."""
