"""Slips of the hand in a source's text, mended where no more than one thing can be meant."""

from budgetc.mending.mend import Mended, mend

__all__ = ["Mended", "mend"]
