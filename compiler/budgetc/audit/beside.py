"""Amounts of one row that stand beside their names: 年度预算总额, 其中：财政拨款, 其他资金."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.sums import Sum
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
    """Yield the rows whose parts are more than their whole, or are all and do not add up to it."""
    for table in document.tables():
        for line in table.lines:
            named = list(_named(table, line))
            opened = [at for at, one in enumerate(named) if one.name.startswith(audit.of_which)]
            if len(opened) == 1 and opened[0] == 1:
                whole, *parts = named
                if found := _judged(whole, parts, audit):
                    yield found


def _named(table: PrintedTable, line: Sequence[Cell]) -> Iterator[_Beside]:
    for name, cell in pairwise(line):
        if name.text and name.number is None and cell.number is not None:
            quote = Quote(cell.text, f"{table.called}, {name.text}", cell.place)
            yield _Beside("".join(name.text.split()), cell.number, quote)


def _judged(whole: _Beside, parts: Sequence[_Beside], audit: AuditWords) -> Contradiction | None:
    for part in parts:
        if worth(part.number) - half(part.number) > worth(whole.number) + half(whole.number):
            reason = msg("it is told to be part of an amount that is smaller")
            return Contradiction(Kind.ARITHMETIC, (whole.quote, part.quote), reason, _LIKELY)
    if len(parts) > 1 and parts[-1].name.startswith(audit.rest):
        return Sum(whole.printed, tuple(one.printed for one in parts), _LIKELY).contradiction
    return None
