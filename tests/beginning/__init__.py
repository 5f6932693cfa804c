"""Tests of budgetc.beginning."""
