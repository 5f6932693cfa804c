"""When Python looks for garbage that lies in circles: seldom, for a compilation leaves none.

All that one is made of is let go when nobody holds it any more. Some libraries leave circles: those
that write Office files most, tens of thousands of values a workbook.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 400_000
"""How many more values are made than let go between two looks: what a start and a few workbooks do.

Each look goes through all that is new, and by the usual 700 takes an eighth of a run.
"""


def look_seldom() -> None:
    """Look for garbage seldom, in a process that does nothing else than run budgetc."""
    gc.set_threshold(_SELDOM)


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
