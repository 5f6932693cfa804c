"""Tests of budgetc.document."""
