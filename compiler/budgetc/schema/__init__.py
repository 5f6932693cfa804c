"""Checking a tree against a JSON Schema."""

from budgetc.schema.check import Schema, load_schema, make_schema

__all__ = ["Schema", "load_schema", "make_schema"]
