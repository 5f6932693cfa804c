"""Rows of tables that one of the documents has and the other has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from budgetc.compare.alignment import Alignment
from budgetc.compare.cells import Compared
from budgetc.compare.model import Difference, Fault, Quote
from budgetc.compare.ours import OurNumber, joined, listed
from budgetc.compare.scan import SHORTEST_NAME
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Row, RowKind
from budgetc.frozen import frozen
from budgetc.published.likeness import letters_of
from budgetc.published.model import PrintedRow

_UNSURE = 0.5
"""How sure it is that something is missing that may stand elsewhere, or was not read."""

_MOST = 0.5
"""A part of a table of which fewer rows are found than this was read otherwise than it stands."""


@frozen()
class _Missing:
    """A row of ours without one in print, and its amounts.

    Attributes:
        at: its position among those with amounts.
        is_read: whether print has most of the rows beside it.
    """

    at: int
    is_read: bool
    row: Row
    amounts: tuple[OurNumber, ...]


def lost_rows(tables: Sequence[Compared], alignment: Alignment) -> Iterator[Difference]:
    """Yield the rows of tables that print lacks where it has others; those in succession once."""
    for table in tables:
        missing = _missing(table)
        runs = groupby(enumerate(missing), lambda entry: entry[1].at - entry[0])
        for run in ([one for _, one in entries] for _, entries in runs):
            amounts = [amount for one in run for amount in one.amounts]
            wheres = [joined(table.table.ours.name, one.row.label) for one in run]
            is_sure = run[0].is_read and not all(_is_told(one.row.label, alignment) for one in run)
            yield Difference(
                Fault.MISSING,
                (),
                wheres[0],
                "",
                listed(amount.text for amount in amounts),
                msg("this row is not in print"),
                amounts[0].figure,
                also=tuple(wheres[1:]),
                confidence=_sure(table) * (1 if is_sure else _UNSURE),
            )


def _missing(table: Compared) -> list[_Missing]:
    """Return the rows of ours that print does not have.

    Those without amounts need not be there, nor do subtotals where print has none of the table's.
    """
    amounts: dict[str, list[OurNumber]] = {}
    for ours in table.absent:
        amounts.setdefault(ours.spot.row, []).append(ours)
    laid = {f"{pair.panel} {pair.ours.id}" for pair in table.laid.rows}
    has_subtotals = any(pair.ours.kind is RowKind.SUBTOTAL for pair in table.laid.rows)
    # One that stands elsewhere, under another name or none, is there: `extra_rows` tells of it.
    more = [{cell.text for cell in row.cells} for row in table.laid.more]
    missing: list[_Missing] = []
    at = 0
    for position, panel in enumerate(table.table.ours.panels):
        rows = {
            f"{position} {row.id}": row
            for row in panel.rows
            if has_subtotals or row.kind is not RowKind.SUBTOTAL
        }
        # A row without amounts that is not there is not between two others.
        known = [key for key in rows if key in laid or key in amounts]
        is_read = sum(key in laid for key in known) >= _MOST * len(known)
        missing += [
            _Missing(at + there, is_read, rows[key], tuple(amounts[key]))
            for there, key in enumerate(known)
            if key not in laid
            and not any(texts.issuperset(one.text for one in amounts[key]) for texts in more)
        ]
        at += len(known) + 1
    return missing


def _is_told(label: str, alignment: Alignment) -> bool:
    """Tell whether a label stands in print outside of tables more often than in our text."""
    letters = letters_of(label)
    theirs, ours = alignment.published.scanned.letters, alignment.ours.scanned.letters
    return len(letters) >= SHORTEST_NAME and theirs.count(letters) > ours.count(letters)


def _sure(table: Compared) -> float:
    """Return how sure it is that a table was read and is ours: most of its amounts agree."""
    is_ours = 2 * sum(pair.equal for pair in table.pairs) >= len(table.pairs)
    return table.sure * (1 if is_ours else _UNSURE)


def extra_rows(tables: Sequence[Compared]) -> Iterator[Difference]:
    """Yield the rows of tables that only print has, and those that stand there twice."""
    for table in tables:
        known = Counter(_key(pair.theirs) for pair in table.laid.rows)
        for row in table.laid.more:
            amounts = [cell.text for cell in row.cells if cell.number and cell.number.value]
            if not amounts:
                continue
            is_again = known[_key(row)] > 0
            reason = (
                msg("this row stands in print twice")
                if is_again
                else msg("the compiled document has no such row")
            )
            yield Difference(
                Fault.COPIED if is_again else Fault.MISSING,
                (Quote(row.place, f"{row.code} {row.label} {amounts[0]}".strip()),),
                joined(table.table.ours.name, row.label),
                listed(amounts),
                "",
                reason,
                confidence=_sure(table) * (1 if row.label or row.code else _UNSURE),
            )


def _key(row: PrintedRow) -> tuple[object, ...]:
    amounts = tuple(cell.number.value for cell in row.cells if cell.number)
    return row.code, letters_of(row.label), amounts
