"""Tests of budgetc.classification."""
