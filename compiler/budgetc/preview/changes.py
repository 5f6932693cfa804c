"""What a saved file changed in a document: the figures that print otherwise, and the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from budgetc.diagnostics.messages import Message
from budgetc.document.figures import TextLine, cells, lines_and_tables, printed_figures
from budgetc.document.model import Document, Figure, Line
from budgetc.frozen import frozen
from budgetc.trace.text import where_text

_MOST = 200
"""The changes that anybody reads."""


@frozen()
class Printed:
    """What a document prints.

    Attributes:
        figures: by id, the text of each and where it stands first.
        texts: how often each text without its figures stands there.
    """

    figures: Mapping[str, tuple[str, Message]]
    texts: Counter[str]


@frozen()
class ChangedFigure:
    """A figure that prints otherwise.

    Attributes:
        before: its text before; nothing where it was not there.
        after: its text now; nothing where it is gone.
        where: where it stands first.
    """

    id: str
    before: str
    after: str
    where: Message


@frozen()
class Changes:
    """What is different between two documents.

    Attributes:
        figures: those that print otherwise, in the order of the document, then those that are gone.
        texts: the texts that are new.
    """

    figures: tuple[ChangedFigure, ...] = ()
    texts: tuple[str, ...] = ()


NONE = Changes()


def printed(document: Document) -> Printed:
    """Return what a document prints."""
    figures: dict[str, tuple[str, Message]] = {}
    for one in printed_figures(document):
        if one.figure.id not in figures:
            figures[one.figure.id] = one.figure.text, where_text(one.where)
    return Printed(figures, Counter(map(_words, _lines(document))))


def changes(before: Printed, after: Printed) -> Changes:
    """Return what is different between what was printed and what is."""
    found = (*_changed(before, after), *_gone(before, after))
    new = (text for text in after.texts - before.texts if text)
    return Changes(found[:_MOST], tuple(islice(new, _MOST)))


def _changed(before: Printed, after: Printed) -> Iterator[ChangedFigure]:
    for name, (text, where) in after.figures.items():
        old, _ = before.figures.get(name, ("", where))
        if old != text:
            yield ChangedFigure(name, old, text, where)


def _gone(before: Printed, after: Printed) -> Iterator[ChangedFigure]:
    for name, (text, where) in before.figures.items():
        if name not in after.figures:
            yield ChangedFigure(name, text, "", where)


def _lines(document: Document) -> Iterator[Line]:
    for one in lines_and_tables(document):
        if isinstance(one, TextLine):
            yield one.line
        else:
            yield from (cell.content for cell in cells(one))


def _words(line: Line) -> str:
    """Return a line with a sign for each figure: what a change of an amount does not change."""
    return "".join("…" if isinstance(part, Figure) else part for part in line).strip("… ")
