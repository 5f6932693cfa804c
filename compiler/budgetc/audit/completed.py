"""Rates of completion of what was not planned at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import Paragraph
from budgetc.audit.views import quote_of
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import AuditWords, PublishedWords
from budgetc.published.model import PublishedDocument

_SURE = 85
_SHORTEST = 4


def completion_of_nothing(
    paragraphs: Sequence[Paragraph],
    document: PublishedDocument,
    audit: AuditWords,
    words: PublishedWords,
) -> Iterator[Contradiction]:
    """Yield rates of completion whose planned amount is blank in a table of plan and outturn."""
    planned = [
        (table, row, cell, column)
        for table in document.tables()
        for panel in table.panels
        if len(panel.rows) == 1
        for row in panel.rows
        for cell, column in zip(row.cells, panel.columns, strict=True)
        if column.inner and any(word.startswith(column.inner) for word in audit.initial)
    ]
    for paragraph in paragraphs:
        for at, one in enumerate(paragraph.said):
            if not one.is_completion or not at:
                continue
            before = paragraph.said[at - 1]
            subject = before.clause
            for table, row, cell, column in planned:
                names = [head for head in column.heads[:-1] if head not in audit.total_heads]
                name = names[-1] if names else ""
                if len(name) < _SHORTEST or cell.number is not None:
                    continue
                if not _names(subject, name, words):
                    continue
                quotes = (one.quote, quote_of(table, row, cell, column))
                reason = msg("nothing was planned, of which no rate can be made")
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, _SURE)
                break


def _names(subject: str, name: str, words: PublishedWords) -> bool:
    """Tell whether a clause begins with a name, with or without its last word, and no longer one.

    公务用车购置及运行维护费 is not 公务用车购置费.
    """
    plain = "".join(subject.split())
    stem = name.rstrip("）)")[: max(_SHORTEST, len(name) - 1)]
    named = name if plain.startswith(name) else stem
    return plain.startswith(named) and not plain.removeprefix(named).startswith(words.joiners)
