"""Rates in tables: the change by what there was before, where heads say which columns they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.rates import Rate, fits
from budgetc.audit.views import TableView, worth
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords
from budgetc.published.model import ColumnRole, PrintedColumn, PrintedNumber, PrintedRow

_SURE = 90
_UNSURE = 45


@frozen()
class _Figure:
    """A figure of a cell."""

    number: PrintedNumber
    quote: Quote


@frozen()
class _Growth:
    """The figures of a row: a rate, the change, and what there was before, if there was anything.

    Attributes:
        blank: the cell of what there was before.
    """

    rate: _Figure
    change: _Figure
    before: _Figure | None
    blank: Quote

    @property
    def sign(self) -> int:
        """Of a rate that is printed with its sign."""
        return -1 if worth(self.change.number) < 0 else 1

    @property
    def is_right(self) -> bool:
        """Whether the rate may be what the two amounts come to."""
        return self.before is not None and fits(self.rate, self.change, self.before)


def growth_in(view: TableView) -> Iterator[Rate | Contradiction]:
    """Yield the rates of change of a panel, and those of what was nothing before.

    Columns whose rates are mostly others than their heads say are something else, and none is sure.
    """
    for columns in _columns(view):
        rows = [made for row in view.rows if (made := _growth(view, row, *columns)) is not None]
        compared = [one for one in rows if one.before is not None]
        right = sum(one.is_right for one in compared)
        sure = _SURE if right * 2 >= len(compared) else _UNSURE
        signed = any(one.rate.number.value < 0 for one in rows)
        for one in rows:
            if one.before is not None:
                made_of = (one.change, one.before)
                sign = one.sign if signed else 0
                yield Rate(one.rate, one.change, ((1, one.before),), made_of, sure, sign)
            elif one.rate.number.value:
                reason = msg("there was nothing before, of which no rate can be made")
                quotes = (one.rate.quote, one.change.quote, one.blank)
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, sure)


def _growth(
    view: TableView, row: PrintedRow, rate: int, change: int, before: int
) -> _Growth | None:
    one, other, first = (row.cells[at].number for at in (rate, change, before))
    if one is None or other is None:
        return None
    blank = view.quote(row, before)
    return _Growth(
        _Figure(one, view.quote(row, rate)),
        _Figure(other, view.quote(row, change)),
        _Figure(first, blank) if first is not None and worth(first) else None,
        blank,
    )


def _columns(view: TableView) -> Iterator[tuple[int, int, int]]:
    """Yield the columns of rates, of changes and of what there was before, by their heads."""
    columns = view.panel.columns
    for at, column in enumerate(columns):
        heads = ["".join(head.split()) for head in column.heads]
        is_over = len(heads) > 1 and column.role is ColumnRole.AMOUNT
        if not is_over or heads[-1] not in view.words.rate_heads:
            continue
        changes = [
            one
            for one in view.columns
            if columns[one].heads[:-1] == column.heads[:-1]
            and "".join(columns[one].inner.split()) in view.words.change_heads
        ]
        named = _without_lead(heads[-2], view.words.base_leads)
        bases = [one for one in view.columns if _name(columns[one], view.words) == named]
        if len(changes) == len(bases) == 1:
            yield at, changes[0], bases[0]


def _without_lead(head: str, leads: Sequence[str]) -> str:
    return next((head.removeprefix(lead) for lead in leads if head.startswith(lead)), "")


def _name(column: PrintedColumn, audit: AuditWords) -> str:
    """Return what the heads of a column name, in all."""
    return "".join("".join(head.split()) for head in column.heads if head not in audit.total_heads)
