"""Tables that every department publishes of its budget, where a document has nearly all of them.

So 财预〔2016〕143号 asks of 部门预算. A document that has few of them is something else: a part of
one, a notice, the budget of another country.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.unread import SURELY_READ
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import AuditWords, TotalWords
from budgetc.published.model import Omission, PrintedHeading, PublishedDocument

_LIKELY = 60
_FEWEST = 6
"""So many of the obligatory tables tell that a document is a budget."""

_UNREAD = frozenset({Omission.PICTURE, Omission.TOO_LONG})


def unpublished_tables(document: PublishedDocument, audit: AuditWords) -> Iterator[Contradiction]:
    """Yield the obligatory tables that a budget has neither as a table nor in any line.

    A line may say that one is blank, or be the title of one that was not taken for a table. Only
    where every table was read for sure, and its title is one.
    """
    tables = list(document.tables())
    is_unsure = any(
        one.confidence < SURELY_READ or not _speaks_of_one(one.title, audit) for one in tables
    )
    if is_unsure or any(one.kind in _UNREAD for one in document.left_out):
        return
    there = [next((one for one in tables if words.are_of(one.title)), None)
             for words in audit.obligatory]  # fmt: skip
    found = [one for one in there if one is not None]
    if len(found) < _FEWEST:
        return
    last = found[-1]
    quote = Quote(last.title, last.number, last.place)
    for words, table in zip(audit.obligatory, there, strict=True):
        if table is None and not _is_told(words, document, audit):
            reason = msg(
                "a budget has a table called {name} or nearly so; neither a table nor a line of "
                "this document is",
                name=words.names[0],
            )
            yield Contradiction(Kind.NAMING, (quote,), reason, _LIKELY)


def _is_told(words: TotalWords, document: PublishedDocument, audit: AuditWords) -> bool:
    """Tell whether a line speaks of a table, whatever else it says."""
    headings = (block.text for block in document.blocks if isinstance(block, PrintedHeading))
    lines = (*headings, *(sentence.text for sentence in document.sentences()))
    of_tables = (line for line in lines if _speaks_of_one(line, audit))
    return any(all(word in line for word in words.titles) for line in of_tables)


def _speaks_of_one(text: str, audit: AuditWords) -> bool:
    return any(word in text for word in audit.table_words)
