"""When Python looks for garbage that lies in circles: seldom, for a compilation leaves none.

All that one is made of is let go when nobody holds it any more. Some libraries leave circles: few
values that hold twenty megabytes a document of Word, tens of thousands a workbook.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 400_000
"""How many more values are made than let go until Python looks by itself: more than a start makes.

Each look goes through all that is new, and by the usual 700 takes an eighth of a run.
"""


def look_seldom() -> None:
    """Look for garbage seldom, in a process that does nothing else than run budgetc."""
    gc.set_threshold(_SELDOM)


def look_at_what_is_new() -> None:
    """Let go of what was made since the last look and lies in circles.

    Python counts values, and not what they hold, so it would look too late. After a source was made
    little of what is new is left, and to go through that costs next to nothing.
    """
    gc.collect(0)


@contextmanager
def not_looking() -> Iterator[None]:
    """Look for no garbage while one source is compiled, and as before from then on.

    All that is made lives as long as the compilation, so every look is for nothing; they are an
    eighth of a check where Python looks as usual (docs/performance.md).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
