"""Tests of budgetc.templating."""
