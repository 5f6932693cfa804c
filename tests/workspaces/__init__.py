"""Whole workspaces that show what budgetc does for somebody, and are built in tests."""
