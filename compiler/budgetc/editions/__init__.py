"""Editions of the classification: what one changed, and a new one read from its official table."""
