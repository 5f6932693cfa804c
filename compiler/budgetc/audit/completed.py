"""Rates of completion of what was not planned at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import Paragraph
from budgetc.audit.views import quote_of
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import AuditWords
from budgetc.published.model import PublishedDocument

_SURE = 85
_SHORTEST = 4


def completion_of_nothing(
    paragraphs: Sequence[Paragraph], document: PublishedDocument, audit: AuditWords
) -> Iterator[Contradiction]:
    """Yield rates of completion whose planned amount is blank in a table of plan and outturn."""
    planned = [
        (table, row, cell, column)
        for table in document.tables()
        for panel in table.panels
        if len(panel.rows) == 1
        for row in panel.rows
        for cell, column in zip(row.cells, panel.columns, strict=True)
        if column.heads and any(word.startswith(column.heads[-1]) for word in audit.initial)
    ]
    for paragraph in paragraphs:
        for at, one in enumerate(paragraph.said):
            if not one.is_rate or not one.ends_with(audit.completion) or not at:
                continue
            before = paragraph.said[at - 1]
            subject = before.clause
            for table, row, cell, column in planned:
                names = [head for head in column.heads[:-1] if head not in audit.total_heads]
                name = names[-1] if names else ""
                if len(name) < _SHORTEST or cell.number is not None or not _names(subject, name):
                    continue
                quotes = (one.quote, quote_of(table, row, cell, column))
                reason = msg("nothing was planned, of which no rate can be made")
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, _SURE)
                break


def _names(subject: str, name: str) -> bool:
    """Tell whether a clause begins with a name, give or take a word in it."""
    plain = "".join(subject.split())
    stem = name.rstrip("）)")[: max(_SHORTEST, len(name) - 1)]
    return plain.startswith((name, stem))
