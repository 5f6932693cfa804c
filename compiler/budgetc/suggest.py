"""The nearest right word for a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from budgetc.messages import Message, msg

_FEW = 5


def choices(wrong: str, allowed: Sequence[str]) -> Message:
    """Return which words may stand in place of a wrong one: all if few, else the nearest."""
    if len(allowed) > _FEW and (
        close := difflib.get_close_matches(wrong, allowed, n=3, cutoff=0.5)
    ):
        return msg("did you mean {names}?", names=", ".join(close))
    return msg("it may be {names}", names=", ".join(allowed))
