"""Names of projects that the prose says with their letters in another order.

A number behind a name, as lists of contents have that of the page, is none of its letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import AuditWords
from budgetc.published.model import PublishedDocument

_LIKELY = 70
_SHORTEST = 6
_AROUND = 24


def twisted_names(document: PublishedDocument, audit: AuditWords) -> Iterator[Contradiction]:
    """Yield names with all letters of a project's name, and not in its order; each once."""
    names = _names(document, audit)
    sums = {(len(name), sum(map(ord, name))) for name in names}
    lengths = sorted({length for length, _ in sums})
    known = {"".join(sorted(name)): name for name in names}
    told: set[str] = set()
    for sentence in document.sentences():
        text = sentence.text
        for length in lengths:
            total = sum(map(ord, text[: length - 1]))
            for start in range(len(text) - length + 1):
                total += ord(text[start + length - 1])
                part = text[start : start + length]
                name = known.get("".join(sorted(part))) if (length, total) in sums else None
                total -= ord(text[start])
                if name is None or _cuts_a_number(text, start, start + length):
                    continue
                if part not in names and part not in told:
                    told.add(part)
                    around = text[max(0, start - _AROUND) : start + length + _AROUND]
                    quotes = (Quote(part, around, sentence.place, is_prose=True), names[name])
                    reason = msg("the table calls it {name}", name=name)
                    yield Contradiction(Kind.NAMING, quotes, reason, _LIKELY, expected=name)


def _cuts_a_number(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text begins or ends within a number, such as that of a page."""
    return text[start - 1 : start + 1].isdecimal() or text[end - 1 : end + 1].isdecimal()


def _names(document: PublishedDocument, audit: AuditWords) -> Mapping[str, Quote]:
    """Return the names of projects, each with its first cell."""
    names: dict[str, Quote] = {}
    for table in document.tables():
        for panel in table.panels:
            for at, column in enumerate(panel.columns):
                if column.inner in audit.project_names:
                    for row in panel.rows:
                        name = "".join(row.cells[at].text.split())
                        if len(name) >= _SHORTEST:
                            names.setdefault(name, Quote(name, table.called, row.cells[at].place))
    return names
