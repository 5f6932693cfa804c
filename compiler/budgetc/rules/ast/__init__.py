"""AST: assets."""
