"""Amounts of one row that stand beside their names: 年度预算总额, 其中：财政拨款, 其他资金."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.sums import Sum, without_details
from budgetc.audit.views import half, worth
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords
from budgetc.published.model import Cell, PrintedNumber, PrintedTable, PublishedDocument

_LIKELY = 80


@frozen()
class _Beside:
    """An amount and the cell before it."""

    name: str
    number: PrintedNumber
    quote: Quote

    @property
    def printed(self) -> tuple[PrintedNumber, Quote]:
        """Its number, and it as printed."""
        return self.number, self.quote


def wrong_rows(document: PublishedDocument, audit: AuditWords) -> Iterator[Contradiction]:
    """Yield the rows whose parts are more than their whole, or are all and do not add up to it.

    Only those that begin with a total of money, which has its parts up to 其他, if that is named.
    """
    for table in document.tables():
        for line in table.lines:
            named = list(_named(table, line))
            opened = [at for at, one in enumerate(named) if one.name.startswith(audit.of_which)]
            is_total = any(word in one.name for one in named[:1] for word in audit.money_totals)
            if is_total and opened == [1]:
                whole, *parts = named
                if found := _judged(whole, parts, audit):
                    yield found


def _named(table: PrintedTable, line: Sequence[Cell]) -> Iterator[_Beside]:
    for name, cell in pairwise(line):
        if name.text and name.number is None and cell.number is not None:
            quote = Quote(cell.text, f"{table.called}, {name.text}", cell.place)
            yield _Beside("".join(name.text.split()), cell.number, quote)


def _judged(whole: _Beside, named: Sequence[_Beside], audit: AuditWords) -> Contradiction | None:
    rests = [at for at, one in enumerate(named) if one.name.startswith(audit.rest)]
    parts = named[: rests[0] + 1] if rests else named[:1]
    for part in parts:
        if worth(part.number) - half(part.number) > worth(whole.number) + half(whole.number):
            reason = msg("it is told to be part of an amount that is smaller")
            return Contradiction(Kind.ARITHMETIC, (whole.quote, part.quote), reason, _LIKELY)
    kept = [parts[at] for at in without_details([worth(one.number) for one in parts])]
    sums = [Sum(whole.printed, tuple(one.printed for one in its), _LIKELY) for its in (parts, kept)]
    found = [one.contradiction for one in sums]
    return found[0] if rests and all(found) else None
