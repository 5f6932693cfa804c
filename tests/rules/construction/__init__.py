"""Budgets, what was typed in them, and what their documents print, read without the compiler."""
