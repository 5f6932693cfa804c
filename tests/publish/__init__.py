"""Tests of budgetc.publish."""
