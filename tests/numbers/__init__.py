"""Tests of budgetc.numbers."""
