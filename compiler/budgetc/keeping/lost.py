"""What becomes of results that are kept and cannot be had."""

from __future__ import annotations


class LostError(Exception):
    """What is kept cannot be read any more; all of it is made again."""


class BusyError(LostError):
    """Others hold what is kept, or it may not be written; it is left to them."""
