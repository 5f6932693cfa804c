"""What editors are told about sources: the schema, with the code lists of a year in it."""

from budgetc.editor.schema import SCHEMA_NAME, editor_schema, rule_schema, schema_text

__all__ = ["SCHEMA_NAME", "editor_schema", "rule_schema", "schema_text"]
