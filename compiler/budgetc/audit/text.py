"""An audit for people: both places of each contradiction, as printed, and why they cannot agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

from budgetc.audit.model import SUSPECT, Audit, Audits, Contradiction, Quote
from budgetc.diagnostics.characters import printable, text_width
from budgetc.diagnostics.messages import Message, Translator, enumerated, msg, together
from budgetc.diagnostics.text import Palette
from budgetc.published.model import PrintPlace

MOST_QUOTES = 5


class AuditReport:
    """Puts audits into lines of text."""

    def __init__(self, translator: Translator, palette: Palette) -> None:
        """Prepare the words."""
        self._say = translator
        self._palette = palette

    def lines(self, audit: Audit) -> Iterator[str]:
        """Yield the lines of one document, a blank one behind each contradiction."""
        for found in audit.contradictions:
            yield from self._contradiction(found)
            yield ""
        yield from self._closing(audit)

    def table(self, told: Audits) -> Iterator[str]:
        """Yield several documents as a table: a line for each, a column for each kind."""
        kinds = [kind for kind, _ in told.by_kind()]
        heads = [
            self._say(msg("document")),
            self._say(msg("compared")),
            self._say(msg("contradictions")),
            *(self._say(kind.label) for kind in kinds),
        ]
        rows = [heads]
        for one in told.found:
            name, audit = one.name, one.result
            if not isinstance(audit, Audit):
                rows.append([printable(name), self._say(msg("not readable"))])
                continue
            counts = dict(audit.by_kind())
            numbers = [audit.checked, len(audit.contradictions), *(counts.get(k, 0) for k in kinds)]
            rows.append([printable(name), *map(str, numbers)])
        widths = [
            max(text_width(row[at]) for row in rows if at < len(row)) for at in range(len(heads))
        ]
        for row in rows:
            blanks = [" " * (widths[at] - text_width(cell)) for at, cell in enumerate(row)]
            cells = map(add, blanks[1:], row[1:])
            yield "  ".join((row[0] + blanks[0], *cells)).rstrip()

    def _contradiction(self, found: Contradiction, indent: str = "") -> Iterator[str]:
        first, *others = found.quotes
        kind = self._palette.error(f"[{self._say(found.kind.label)}]")
        yield f"{indent}{self._palette.place(self._place(first.place))} {kind} {quoted(first)}"
        yield f"{indent}    {self._say(found.reason)}"
        for quote in others[:MOST_QUOTES]:
            yield self._palette.faint(f"{indent}    {self._place(quote.place)}: {quoted(quote)}")
        if len(others) > MOST_QUOTES:
            more = msg("and {count} more", count=len(others) - MOST_QUOTES)
            yield f"{indent}    {self._say(more)}"
        if found.consequences:
            yield f"{indent}    {self._say(msg('of the same cause:'))}"
            for one in found.consequences:
                yield from self._contradiction(one, f"{indent}        ")

    def _closing(self, audit: Audit) -> Iterator[str]:
        yield self._say(counted(audit))
        if audit.suspects:
            more = msg(
                "not sure enough: {count}; --min-confidence {least} tells them too",
                count=audit.suspects,
                least=SUSPECT,
            )
            yield self._say(more)
        for part in audit.unread:
            yield self._say(msg("not read: {what}", what=part))

    def _place(self, place: PrintPlace) -> str:
        return self._say(place_words(place))


def counted(audit: Audit) -> Message:
    """Return how much was compared in a document, and found, by kinds."""
    return together(
        msg("compared: {count}", count=audit.checked),
        msg("contradictions: {count}", count=len(audit.contradictions)),
        *(msg("{kind}: {count}", kind=kind.label, count=n) for kind, n in audit.by_kind()),
    )


def not_looked_at(others: Sequence[str]) -> Message | None:
    """Return how many files of folders nobody looked into, and the first of them; if there are."""
    if not others:
        return None
    first = [printable(name) for name in others[:MOST_QUOTES]]
    return msg(
        "not looked at, as they are links or not called as documents are: {count} ({files})",
        count=len(others),
        files=enumerated([*first, *(["…"] if len(others) > len(first) else [])]),
    )


def place_words(place: PrintPlace) -> Message:
    """Return where something is printed."""
    if place.cell:
        return msg("sheet {sheet}, {cell}", sheet=place.sheet, cell=place.cell)
    if place.page:
        return msg("page {page}", page=place.page)
    return msg("line {line}", line=place.line)


def quoted(quote: Quote) -> str:
    """Return something printed, and where; a blank cell is a dash."""
    text, where = printable(quote.text), printable(quote.where)
    if text and where:
        return where if quote.is_prose and text in where else f"{text} ({where})"
    return text or f"— ({where})"
