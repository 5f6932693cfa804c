"""Verifying a PDF: what it carries, what follows from that, and what its pages say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit
from budgetc.published.model import Unreadable
from budgetc.published.pdf import Letters, read_letters
from budgetc.published.read import content_of, is_pdf
from budgetc.verify.carried import carried_by
from budgetc.verify.pages import Pages, Wrong
from budgetc.verify.recompute import recomputed


@frozen()
class Verified:
    """What became of a PDF.

    Attributes:
        wrong: what does not follow from its facts.
        figures: how many were recomputed.
        printed: at how many places of the pages they were looked up.
        unprinted: how many stand on no page, for only others were made of them.
        made_by: what made it.
        sources: the name of each source, or nothing, and the SHA-256 of its text.
    """

    wrong: Sequence[Wrong]
    figures: int
    printed: int
    unprinted: int
    made_by: str
    sources: Sequence[tuple[str, str]]


def verify(path: Path, units: Mapping[str, Unit]) -> Verified | Unreadable:
    """Recompute every figure of a PDF from the facts that it carries, and look it up on its page.

    Args:
        path: of the PDF; it may come from anybody.
        units: of money, by name.
    """
    content = content_of(path)
    if isinstance(content, Unreadable):
        return content
    if not is_pdf(content):
        return Unreadable(
            msg("this is no PDF"),
            msg("only a PDF, or a folder that budgetc release made, can be verified"),
        )
    letters = read_letters(path)
    if isinstance(letters, Unreadable):
        return letters
    carried = carried_by(letters.attached)
    if isinstance(carried, Unreadable):
        return carried
    places = {
        part[0]: text.where
        for text in reversed(carried.texts)
        for part in text.parts
        if not isinstance(part, str)
    }
    wrong = [
        Wrong(name, 0, msg("{id}: {reason}", id=_named(name, places), reason=reason))
        for name, reason in recomputed(carried, units)
    ]
    texts = {name: one.text for name, one in carried.figures.items()}
    pages = Pages(letters.pages)
    wrong += pages.on_front(carried.data.heads, carried.data.issued)
    wrong += pages.misprints(carried.texts, texts)
    if pages.is_cut:
        unlike = msg("the pages are so unlike the facts that not all could be looked up on them")
        wrong.append(Wrong("", 0, unlike))
    wrong += _unlike_print(letters)
    parts = [part for text in carried.texts for part in text.parts if not isinstance(part, str)]
    unprinted = len(carried.figures.keys() - {name for (name,) in parts})
    return Verified(
        tuple(wrong), len(carried.figures), len(parts), unprinted, carried.made_by, carried.sources
    )


def _unlike_print(letters: Letters) -> Iterator[Wrong]:
    """Yield what makes a page look otherwise than its letters say."""
    for number, (hidden, covered, laid) in enumerate(
        zip(letters.hidden, letters.covered, letters.laid, strict=True), 1
    ):
        if any(map(str.isdigit, hidden)):
            text = msg(
                "page {page} has figures that nobody sees: {text}", page=number, text=hidden[:80]
            )
            yield Wrong("", number, text, hidden)
        if covered:
            text = msg(
                "page {page}: something is painted over {text}", page=number, text=covered[:80]
            )
            yield Wrong("", number, text, covered)
        if laid:
            text = msg("page {page}: a note, a field or a stamp lies over it", page=number)
            yield Wrong("", number, text)


def _named(name: str, places: Mapping[str, str]) -> str:
    """Return the id of a figure, and where it stands."""
    where = places.get(name, "")
    return f"{name} ({where})" if where else name
