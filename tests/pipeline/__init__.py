"""Tests of budgetc.pipeline."""
