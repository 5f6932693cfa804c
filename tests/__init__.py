"""Tests of budgetc."""
