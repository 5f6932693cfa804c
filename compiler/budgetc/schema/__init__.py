"""Checking a tree against a JSON Schema."""

from budgetc.schema.check import NoSchemaError, Schema, load_schema, make_schema

__all__ = ["NoSchemaError", "Schema", "load_schema", "make_schema"]
