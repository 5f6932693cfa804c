"""What is told of a form that came back, in the order of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.form.returned import Cell

_MOST_LISTED = 5

_Found = tuple[Cell | None, Diagnostic]
"""What is told, with the cell that it is told of; of what is no more there, without any."""


class FormFindings:
    """Gathers what is told of a form.

    Attributes:
        hidden: cells that were read though nobody sees them.
        computed: cells of whose formulas the values were taken.
        unread: cells that are in no table.
    """

    def __init__(self, file: str) -> None:
        self.hidden: list[Cell] = []
        self.computed: list[Cell] = []
        self.unread: list[Cell] = []
        self._file = file
        self._found: list[_Found] = []

    def refuse(self, cell: Cell, reason: Message, hint: Message | None) -> None:
        """Note why a cell, or what begins with it, cannot be taken."""
        problem = msg("{cell}: {reason}", cell=cell.place, reason=reason)
        self._found.append(self._of("FRM001", cell, problem, hint))

    def lack(self, problem: Message, hint: Message) -> None:
        """Note what the form has no more."""
        found = finding("FRM001", problem, Span.point(self._file), hint=hint)
        self._found.append((None, found))

    def in_order(self, sheets: Sequence[str]) -> tuple[Diagnostic, ...]:
        """Return all that is told, in the order of the sheets and of the cells in each."""
        order = {name: number for number, name in enumerate(sheets)}
        found = [*self._found, *self._of_many()]
        return tuple(one for _, one in sorted(found, key=partial(_place, order)))

    def _of_many(self) -> Iterator[_Found]:
        """Yield what is told once of many cells."""
        for cells, what in (
            (self.hidden, msg("some rows or columns are hidden, and were read all the same")),
            (self.computed, msg("some cells hold formulas; their values were taken")),
        ):
            if cells:
                listed = ", ".join(cell.place for cell in cells[:_MOST_LISTED])
                more = ", …" if len(cells) > _MOST_LISTED else ""
                problem = msg("{cells}: {what}", cells=listed + more, what=what)
                yield self._of("FRM004", cells[0], problem, msg("look at them once more"))
        if self.unread:
            yield self._of_unread()

    def _of_unread(self) -> _Found:
        places = enumerated(printable(cell.place) for cell in self.unread[:_MOST_LISTED])
        more = len(self.unread) - _MOST_LISTED
        problem = (
            msg("this is in no table, and was not read: {cells}", cells=places)
            if more <= 0
            else msg(
                "this is in no table, and was not read: {cells} and {count} more",
                cells=places,
                count=more,
            )
        )
        hint = msg("what belongs into the budget goes into the tables; the rest may stay")
        return self._of("FRM005", self.unread[0], problem, hint)

    def _of(self, code: str, cell: Cell, problem: Message, hint: Message | None) -> _Found:
        span = Span.point(self._file, cell.row, cell.column)
        return cell, finding(code, problem, span, hint=hint)


def _place(sheets: Mapping[str, int], found: _Found) -> tuple[int, int, int]:
    """Return where in the workbook is what is told; of what is no more there, before all else."""
    cell, _ = found
    return (-1, 0, 0) if cell is None else (sheets.get(cell.sheet, -1), cell.row, cell.column)
