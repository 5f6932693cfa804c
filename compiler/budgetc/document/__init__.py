"""The document, whatever format it becomes, and its figures."""
