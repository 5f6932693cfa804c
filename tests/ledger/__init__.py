"""Tests of budgetc.ledger."""
