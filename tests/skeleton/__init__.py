"""Tests of budgetc.skeleton."""
