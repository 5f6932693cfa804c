"""Tests of budgetc.garbage."""
