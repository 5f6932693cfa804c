"""Tests of budgetc.reports."""
