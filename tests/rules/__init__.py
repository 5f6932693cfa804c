"""Tests of budgetc.rules."""
