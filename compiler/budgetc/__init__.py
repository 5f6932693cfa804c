"""budgetc: a compiler from leaf amounts in YAML to a published departmental budget."""

__version__ = "0.1.0"
