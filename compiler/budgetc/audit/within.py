"""Amounts of the prose that are told to be parts of others, with what they are parts of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budgetc.audit.said import Paragraph, Said, closes
from budgetc.audit.views import TableView, half, worth

Wholes = Mapping[tuple[int, int], Said]
"""By paragraph, as `id` has it, and by its place in that: what an amount is told to be part of."""


def wholes_of(paragraphs: Sequence[Paragraph]) -> Wholes:
    """Return what amounts are told to be part of: 行政运行5万元，其中：人员经费3万元.

    The words may also end the paragraph before (其中：), or begin the sentence.
    """
    found: dict[tuple[int, int], Said] = {}
    opened: Said | None = None
    last: Said | None = None
    section: tuple[str, ...] = ()
    for paragraph in paragraphs:
        if paragraph.section[: len(section)] != section:
            opened = last = None
        section = paragraph.section
        for part, whole in _told(paragraph, opened, last):
            found[id(paragraph), part.at] = whole
        amounts = [one for one in paragraph.said if one.is_money and not one.is_change]
        if paragraph.text.rstrip().endswith(tuple(paragraph.words.colons)):
            opened = amounts[0] if amounts else None
        last = amounts[-1] if amounts else last
    return found


def _told(
    paragraph: Paragraph, opened: Said | None, last: Said | None
) -> Iterator[tuple[Said, Said]]:
    """Yield the parts that a paragraph tells, each with its whole."""
    for sentence in paragraph.sentences:
        whole, outer, end = opened, opened, 0
        for one in paragraph.said_in(sentence):
            between = sentence.text[end : one.number.start]
            if closes(between):
                whole = outer
            if any(word in between for word in one.words.of_which):
                whole, outer = last, whole
            end = one.number.end
            if not one.is_money or one.is_change:
                continue
            if whole is not None:
                yield one, whole
            last = one


def is_of_all(said: Said, wholes: Wholes, totals: Sequence[Decimal]) -> bool:
    """Tell whether an amount is no part of anything less than its table adds up to.

    Args:
        said: the amount.
        wholes: what amounts are parts of.
        totals: of its table, in 分 or cents.
    """
    whole = wholes.get((id(said.paragraph), said.at))
    if whole is None:
        return True
    allowed = half(whole.number)
    return any(abs(worth(whole.number) - total) <= allowed for total in totals)


def totals_of(views: Sequence[TableView]) -> list[Decimal]:
    """Return what the tables add up to, in 分 or cents, each amount once."""
    found = (
        worth(row.cells[at].number)
        for view in views
        for row in view.rows
        if view.is_total(row)
        for at in view.columns
    )
    return [total for total in dict.fromkeys(found) if total]
