"""Amounts of the prose that are told to be part of a smaller one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import Paragraph, Said, closes
from budgetc.audit.views import half, worth
from budgetc.diagnostics.messages import msg

_LIKELY = 80


def parts_beyond(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction | None]:
    """Yield of each part that is told behind “of which” what it is larger than; nothing if none.

    Those with a share are compared by that.
    """
    for paragraph in paragraphs:
        shared = {one.at - 1 for one in paragraph.said if one.is_share}
        for sentence in paragraph.sentences:
            amounts = [
                one
                for one in paragraph.said_in(sentence)
                if one.is_money
                and one.at not in shared
                and not one.has((*one.words.compared, *one.words.changes))
            ]
            for whole, part in _parts(sentence.text, amounts):
                if not (whole.is_spent and part.is_planned):
                    yield _beyond(whole, part)


def _parts(text: str, amounts: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield each part with what it is a part of: the amount before the words, up to a mark."""
    whole: Said | None = None
    before: Said | None = None
    for one in amounts:
        between = text[before.number.end if before is not None else 0 : one.number.start]
        if any(word in between for word in one.words.of_which):
            whole = before
        elif any(mark in between for mark in one.words.parts) or closes(between):
            whole = None
        if whole is not None:
            yield whole, one
        before = one


def _beyond(whole: Said, part: Said) -> Contradiction | None:
    least = worth(part.number) - half(part.number)
    if least <= worth(whole.number) + half(whole.number):
        return None
    reason = msg("it is told to be part of an amount that is smaller")
    return Contradiction(Kind.ARITHMETIC, (part.quote, whole.quote), reason, _LIKELY)
