"""Slips that are mended, and all that is not."""
