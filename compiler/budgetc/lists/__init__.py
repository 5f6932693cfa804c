"""The lists that rules read: words, patterns, codes and numbers, from the files of `schema/`."""

from budgetc.lists.load import KIND_FUNDS, load_lists, money_units, shipped_lists
from budgetc.lists.model import Lists, Thresholds
from budgetc.lists.patterns import Found, Pattern, Together

__all__ = [
    "KIND_FUNDS",
    "Found",
    "Lists",
    "Pattern",
    "Thresholds",
    "Together",
    "load_lists",
    "money_units",
    "shipped_lists",
]
