"""Tests of budgetc.layout."""
