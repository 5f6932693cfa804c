"""Tests of budgetc.render."""
