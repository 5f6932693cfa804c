"""Comparing with a document that was published by hand."""
