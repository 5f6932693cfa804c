"""Checking a tree against a JSON Schema, and mending slips that can mean one thing only."""

from budgetc.schema.check import NoSchemaError, Schema, load_schema, make_schema

__all__ = ["NoSchemaError", "Schema", "load_schema", "make_schema"]
