"""Tests of budgetc.lists."""
