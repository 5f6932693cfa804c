"""Which of our tables print does not have at all, so that no text of it is taken for theirs."""

from __future__ import annotations

from collections.abc import Container, Iterator

from budgetc.compare.ours import Ours
from budgetc.compare.published import Published
from budgetc.compare.scan import SHORTEST_NAME
from budgetc.compare.tables import is_grid
from budgetc.document.model import Document, Table
from budgetc.published.likeness import letters_of

_FEWEST = 3
"""So many rows tell whether a table is there."""


def absent_tables(
    document: Document, ours: Ours, printed: Published, apart: Container[int]
) -> Iterator[int]:
    """Yield the positions of our tables that print lacks.

    Its title and most of its labels stand no more often than the rest of our document has them:
    they are those of other tables.

    Args:
        document: the compiled one.
        ours: its text.
        printed: the published one.
        apart: positions of tables that are compared cell by cell.
    """
    theirs = printed.scanned.letters
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table) and is_grid(block) and at not in apart:
            own = _letters_of(ours, at)
            is_titled = _is_told(letters_of(block.title), own, ours, theirs)
            if not is_titled and _has_no_rows(block, own, ours, theirs):
                yield at


def _letters_of(ours: Ours, block: int) -> str:
    """Return the letters of a block of ours."""
    spots = (spot for spot in ours.spots if spot.block == block)
    return "".join(ours.scanned.letters[slice(*ours.letters(spot))] for spot in spots)


def _has_no_rows(table: Table, own: str, ours: Ours, theirs: str) -> bool:
    labels = {letters_of(row.label) for row in table.rows}
    told = [label for label in labels if len(label) >= SHORTEST_NAME and label in own]
    there = sum(_is_told(label, own, ours, theirs) for label in told)
    return len(told) >= _FEWEST and 2 * there < len(told)


def _is_told(words: str, own: str, ours: Ours, theirs: str) -> bool:
    """Tell whether words of a table stand in print more often than in the rest of ours."""
    return theirs.count(words) > ours.scanned.letters.count(words) - own.count(words)
