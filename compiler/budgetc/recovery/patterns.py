"""Sentences in print, and those of a draft's document as patterns that find them there.

A draft has signs in its gaps; a sign stands for whatever is typed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetc.document.model import Document, Figure, Line, Paragraph
from budgetc.frozen import NamedTuple, frozen
from budgetc.numbers.marks import WITH_POINT
from budgetc.published.model import PrintPlace, PublishedDocument
from budgetc.published.numbers import normalised

_SIGN = re.compile("◆([0-9]{1,6})◆")
_NUMBER = r"-?[0-9](?:[0-9,]{0,20}[0-9])?(?:\.[0-9]{1,6})?"
DIGITS = re.compile(_NUMBER)
FEWEST_LETTERS = 4
"""Letters of wording that a sentence needs to be known by."""

_LONGEST = 4_000
"""Letters of a sentence that is looked up."""

CUT = re.compile("[；：](?!◆)")
"""Stands between the clauses of a sentence that speak of one thing each."""

_END = "。"


def sign_of(number: int) -> str:
    """Return what stands in a gap while its sentence is looked for."""
    return f"◆{number}◆"


class Sentence(NamedTuple):
    """A sentence in print, its characters in their common forms, and as they are.

    Attributes:
        following: of a clause, the next one.
    """

    plain: str
    raw: str
    place: PrintPlace
    following: str = ""


@frozen(eq=False)
class Pattern:
    """A sentence of the draft's document, ready to be looked up.

    Attributes:
        parts: what its groups stand for: a figure, or the number of a sign.
        letters: its wording.
        is_whole: whether it is a sentence, and no clause of one.
    """

    regex: re.Pattern[str]
    parts: tuple[Figure | int, ...]
    letters: str
    is_whole: bool = True


def sentences_of(printed: PublishedDocument) -> Iterator[Sentence]:
    """Yield the sentences in print, and paragraphs of several."""
    for paragraph in printed.paragraphs():
        texts = [(one.text, one.place) for one in paragraph.sentences]
        if len(texts) > 1:
            texts.append(("".join(text for text, _ in texts), texts[0][1]))
        for text, place in texts:
            raw = "".join(text.split())[:_LONGEST]
            yield Sentence(_plain(raw), raw, place)
            yield from _clauses_in(raw, place)


def _clauses_in(raw: str, place: PrintPlace) -> Iterator[Sentence]:
    """Yield the clauses of a sentence."""
    clauses = [one.rstrip(_END) for one in CUT.split(raw)]
    if len(clauses) > 1:
        for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
            yield Sentence(_plain(clause), clause, place, _plain(following))


def _plain(text: str) -> str:
    return normalised("".join(text.split()))[:_LONGEST]


def patterns_of(document: Document) -> Iterator[Pattern]:
    """Yield the sentences of a document, and the clauses of those that have several."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.sentences:
                yield from _pattern(line, is_whole=True)
            if len(block.sentences) > 1:
                whole = tuple(part for line in block.sentences for part in line)
                yield from _pattern(whole, is_whole=True)
            for line in block.sentences:
                clauses = tuple(_clauses_of(line))
                if len(clauses) > 1:
                    for clause in clauses:
                        yield from _pattern(clause, is_whole=False)


def _clauses_of(line: Line) -> Iterator[Line]:
    clause: list[str | Figure] = []
    for part in line:
        if isinstance(part, Figure):
            clause.append(part)
            continue
        first, *others = CUT.split(part)
        clause.append(first)
        for other in others:
            yield tuple(clause)
            clause = [other]
    if clause and isinstance(clause[-1], str):
        clause[-1] = clause[-1].rstrip(_END)
    yield tuple(clause)


def _pattern(line: Line, *, is_whole: bool) -> Iterator[Pattern]:
    """Yield a line with its signs and figures open; nothing where it has no words."""
    regex = letters = ""
    parts: list[Figure | int] = []
    for part in line:
        if isinstance(part, Figure):
            text = _plain(part.text)
            digits = DIGITS.search(text)
            if digits is None:
                regex += re.escape(text)
                continue
            regex += re.escape(text[: digits.start()]) + f"({_NUMBER})"
            regex += re.escape(text[digits.end() :])
            parts.append(part)
            continue
        for at, piece in enumerate(_SIGN.split(_plain(part))):
            if at % 2:
                regex += "(.{1,1000}?)"
                parts.append(int(piece))
            else:
                regex += re.escape(piece)
                letters += piece
    if len(letters) >= FEWEST_LETTERS:
        yield Pattern(re.compile(regex), tuple(parts), letters, is_whole)


def decimal_of(text: str) -> Decimal:
    """Return a number that `DIGITS` matches."""
    return WITH_POINT.read(text)[0]
