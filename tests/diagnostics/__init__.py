"""Tests of budgetc.diagnostics."""
