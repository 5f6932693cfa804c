"""An audit for people: both places of each contradiction, as printed, and why they cannot agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

from budgetc.audit.model import SUSPECT, Audit, Contradiction, Kind, Quote
from budgetc.diagnostics.characters import printable, text_width
from budgetc.diagnostics.messages import Message, Translator, msg, together
from budgetc.diagnostics.text import Palette
from budgetc.published.model import PrintPlace

_MOST_QUOTES = 5


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

    def table(self, audits: Sequence[tuple[str, Audit | None]]) -> Iterator[str]:
        """Yield several documents as a table: a line for each, a column for each kind.

        Args:
            audits: the name of each document, and nothing where it could not be read.
        """
        kinds = [kind for kind in Kind if any(a and dict(a.by_kind()).get(kind) for _, a in audits)]
        heads = [
            self._say(msg("document")),
            self._say(msg("compared")),
            self._say(msg("contradictions")),
            *(self._say(kind.label) for kind in kinds),
        ]
        rows = [heads]
        for name, audit in audits:
            if audit is None:
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
        for quote in others[:_MOST_QUOTES]:
            yield self._palette.faint(f"{indent}    {self._place(quote.place)}: {quoted(quote)}")
        if len(others) > _MOST_QUOTES:
            more = msg("and {count} more", count=len(others) - _MOST_QUOTES)
            yield f"{indent}    {self._say(more)}"
        if found.consequences:
            yield f"{indent}    {self._say(msg('of the same cause:'))}"
            for one in found.consequences:
                yield from self._contradiction(one, f"{indent}        ")

    def _closing(self, audit: Audit) -> Iterator[str]:
        counts = [
            msg("compared: {count}", count=audit.checked),
            msg("contradictions: {count}", count=len(audit.contradictions)),
            *(msg("{kind}: {count}", kind=kind.label, count=n) for kind, n in audit.by_kind()),
        ]
        yield self._say(together(*counts))
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
        return self._say(_place_words(place))


def _place_words(place: PrintPlace) -> Message:
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
