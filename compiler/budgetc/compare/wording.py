"""Which texts of ours are worded otherwise in print, whatever they say of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.compare.alignment import Alignment
from budgetc.compare.cells import Compared
from budgetc.compare.model import Quote
from budgetc.compare.ours import Spot, TextKind
from budgetc.compare.published import Published
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.characters import printable
from budgetc.document.model import Role, line_text
from budgetc.published.likeness import letters_of

_TEXTS = frozenset({TextKind.SENTENCE, TextKind.NOTE, TextKind.CELL})
_NAMES = frozenset({Role.LABEL, Role.TEXT})
_LEAST = 0.3
"""A text of which print has less is not there, which a part of a document may well lack."""


def worded_otherwise(alignment: Alignment, tables: Sequence[Compared]) -> Iterator[Quote]:
    """Yield where in print a text of ours, or the name of a row, has other words or numbers."""
    printed = alignment.published
    for spot in alignment.ours.spots:
        place = slice(*alignment.ours.letters(spot))
        letters = alignment.partners[place]
        found = [letter for letter in letters if letter != UNMATCHED]
        if spot.kind not in _TEXTS or not found or len(found) < _LEAST * len(letters):
            continue
        words, theirs = alignment.ours.scanned.letters[place], printed.scanned.letters
        # A cell over several rows is in print once a row: letters of two copies are no other words.
        if theirs.startswith(words, found[0]) or theirs.endswith(words, 0, found[-1] + 1):
            continue
        start = printed.scanned.offsets[found[0]]
        there = _first_other(letters)
        if there is not None and _is_there(spot, printed, start):
            offset = printed.scanned.offsets[there]
            yield printed.place(offset, offset + 1)
    for pair in alignment.pairs:
        spot, is_words = pair.ours.spot, pair.ours.figure is None and not pair.equal
        if is_words and spot.kind in _TEXTS and _is_there(spot, printed, pair.theirs[0].start):
            yield alignment.place(pair)
    for table in tables:
        for row in table.laid.rows:
            theirs = letters_of("".join(cell.text for cell in row.theirs.cells))
            columns = table.table.ours.panels[row.panel].columns
            for column, cell in zip(columns, row.ours.cells, strict=True):
                if column.role in _NAMES and letters_of(line_text(cell)) not in theirs:
                    yield Quote(row.theirs.place, printable(row.theirs.label))


def _is_there(spot: Spot, printed: Published, start: int) -> bool:
    """Tell whether a place in print may be of a text of ours.

    What of a sentence is in a table is the name of something, and not that sentence.
    """
    return (spot.table is not None and bool(spot.table.form)) or printed.is_in_prose(start)


def _first_other(letters: Sequence[int]) -> int | None:
    """Return the letter in print before which its words are no more ours; none if all are."""
    last = next(letter for letter in letters if letter != UNMATCHED)
    if letters[0] == UNMATCHED:
        return last
    for letter in letters[1:]:
        if letter != last + 1:
            return last
        last = letter
    return None
