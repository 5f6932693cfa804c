"""Audits of published documents as a document to be sent to who made them.

First all documents in one table, then each in which something was found: what is printed, what the
rest of the document makes of it, by how much the two differ, and why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath

from budgetc.audit import Audit, Audited, Audits, Contradiction, Quote
from budgetc.audit.text import MOST_QUOTES, counted, not_looked_at, place_words, quoted
from budgetc.diagnostics.messages import Message, Translator, msg, together
from budgetc.document.model import Block, Document, Heading, Paragraph, Role, Table
from budgetc.published.model import Unreadable
from budgetc.reports.written import column, fitting, letter, row, table


def audit_letter(told: Audits, translator: Translator) -> Document:
    """Return audits as a document in one language."""
    return _Writer(told, translator).document()


class _Writer:
    """Writes one letter."""

    def __init__(self, told: Audits, translator: Translator) -> None:
        self._told = told
        self._translator = translator
        self._files = _apart([one.name for one in told.found])

    def document(self) -> Document:
        """Return the letter."""
        audits = [one.result for one in self._told.found if isinstance(one.result, Audit)]
        offices = {audit.office for audit in audits} - {""}
        several = msg("{count} documents", count=len(self._told.found))
        return letter(
            self._say(msg("Where the published documents contradict themselves")),
            fitting(offices.pop()) if len(offices) == 1 else self._say(several),
            max((audit.year for audit in audits), default=0),
            self._translator.language,
            self._blocks(),
        )

    def _blocks(self) -> Iterator[Block]:
        told = self._told
        yield self._paragraph(self._summary())
        if (others := not_looked_at(told.others)) is not None:
            yield self._paragraph(others)
        if len(told.found) > 1:
            yield self._overview()
        if any(isinstance(one.result, Audit) and not one.is_clean for one in told.found):
            yield self._paragraph(
                msg(
                    "What is told below cannot all be right: beside what is printed stands what "
                    "the rest of the same document makes of it. Which of the two is wrong, only "
                    "its department can tell."
                )
            )
        for number, one in enumerate(told.found):
            yield from self._of_one(number, one)

    def _summary(self) -> Message:
        kinds = dict(self._told.by_kind())
        return together(
            msg("documents: {count}", count=len(self._told.found)),
            msg("not readable: {count}", count=self._told.unreadable),
            msg("contradictions: {count}", count=sum(kinds.values())),
            *(msg("{kind}: {count}", kind=kind.label, count=n) for kind, n in kinds.items()),
        )

    def _overview(self) -> Table:
        kinds = [kind for kind, _ in self._told.by_kind()]
        columns = (
            column("document", Role.LABEL, 40, self._say(msg("Document"))),
            column("compared", Role.AMOUNT, 10, self._say(msg("Compared"))),
            column("found", Role.AMOUNT, 10, self._say(msg("Contradictions"))),
            *(column(kind.value, Role.AMOUNT, 10, self._say(kind.label)) for kind in kinds),
        )
        rows = []
        for number, one in enumerate(self._told.found):
            if isinstance(one.result, Unreadable):
                cells = [self._say(msg("not readable")), *("" for _ in columns[2:])]
            else:
                counts = dict(one.result.by_kind())
                numbers = (one.result.checked, len(one.result.contradictions))
                cells = [*map(str, numbers), *(str(counts.get(kind, 0)) for kind in kinds)]
            rows.append(row(number, self._called(number), *cells))
        return table("documents", self._say(msg("All documents")), columns, rows)

    def _of_one(self, number: int, one: Audited) -> Iterator[Block]:
        """Yield what is told of a document beside the table of all, if anything is."""
        result = one.result
        if isinstance(result, Unreadable):
            yield Heading(1, (self._called(number),))
            hint = (msg("hint: {hint}", hint=result.hint),) if result.hint else ()
            yield self._paragraph(msg("not readable: {reason}", reason=result.reason), *hint)
            return
        said = [counted(result), *(msg("not read: {what}", what=part) for part in result.unread)]
        if result.suspects:
            said.append(
                msg("may be meant as they are, and are not told: {count}", count=result.suspects)
            )
        if result.contradictions or result.unread or len(self._told.found) == 1:
            yield Heading(1, (self._called(number),))
            yield from map(self._paragraph, said)
        if result.contradictions:
            yield self._findings(number, one.name, result.contradictions)

    def _findings(self, number: int, name: str, found: Sequence[Contradiction]) -> Table:
        columns = (
            column("number", Role.CODE, 6, self._say(msg("No."))),
            column("place", Role.LABEL, 30, self._say(msg("Place"))),
            column("printed", Role.TEXT, 18, self._say(msg("Printed"))),
            column("expected", Role.TEXT, 16, self._say(msg("By the rest of the document"))),
            column("difference", Role.TEXT, 14, self._say(msg("Difference"))),
            column("why", Role.TEXT, 40, self._say(msg("What is wrong"))),
        )
        title = self._say(msg("contradictions: {count}", count=len(found)))
        rows = [each for at, one in enumerate(found, 1) for each in self._rows(str(at), one)]
        numbered = [row(at, *cells) for at, cells in enumerate(rows)]
        return table(f"found {number}", title, columns, numbered, above=fitting(name))

    def _rows(self, number: str, one: Contradiction) -> Iterator[Sequence[str]]:
        """Yield the cells of a contradiction, and of those that have the same cause."""
        first = one.quotes[0]
        yield (
            number,
            self._say(self._place(first)),
            fitting(first.text),
            fitting(one.expected),
            fitting(one.difference),
            self._say(self._why(one)),
        )
        for at, other in enumerate(one.consequences, 1):
            yield from self._rows(f"{number}.{at}", other)

    def _place(self, quote: Quote) -> Message:
        place = place_words(quote.place)
        return msg("{place}: {words}", place=place, words=quote.where) if quote.where else place

    def _why(self, one: Contradiction) -> Message:
        others = one.quotes[1 : MOST_QUOTES + 1]
        said = [
            msg("{kind}: {reason}", kind=one.kind.label, reason=one.reason),
            *(
                msg("{place}: {words}", place=place_words(quote.place), words=quoted(quote))
                for quote in others
            ),
        ]
        if (more := len(one.quotes) - 1 - len(others)) > 0:
            said.append(msg("and {count} more", count=more))
        return together(*said)

    def _called(self, number: int) -> str:
        """Return whose document it is and of what year, as far as it says so, and its file."""
        result, file = self._told.found[number].result, self._files[number]
        if isinstance(result, Unreadable) or not result.office:
            return fitting(file)
        if not result.year:
            return self._say(msg("{name} ({file})", name=result.office, file=file))
        named = msg("{name}, {year}", name=result.office, year=str(result.year))
        return self._say(msg("{name} ({file})", name=named, file=file))

    def _paragraph(self, *said: Message) -> Paragraph:
        return Paragraph(tuple((self._say(one),) for one in said))

    def _say(self, said: Message) -> str:
        return fitting(self._translator(said))


def _apart(names: Sequence[str]) -> Sequence[str]:
    """Return the names of files without the folder that all of them stand in."""
    homes = {PurePath(name).parent for name in names}
    shared = next((one for one in (*homes, *min(homes).parents) if _holds(one, homes)), None)
    return [str(PurePath(name).relative_to(shared)) if shared else name for name in names]


def _holds(folder: PurePath, homes: Collection[PurePath]) -> bool:
    return all(home.is_relative_to(folder) for home in homes)
