"""Tests of budgetc.source."""
