"""Tests of budgetc.schema."""
