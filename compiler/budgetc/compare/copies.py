"""What was copied: sentences that stand in print twice, and the note of another table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from budgetc.compare.alignment import Alignment
from budgetc.compare.model import Difference, Fault
from budgetc.compare.ours import TextKind
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.characters import beginning, printable
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.published.likeness import letters_of, marks_of
from budgetc.published.words import squeezed

_SENTENCE = re.compile(r"[^。]+。?")
_SHORTEST = 12
"""Letters of a sentence that is not repeated by chance."""

_ONCE = 1.2
"""How much of two equal sentences is matched, at most, where ours has only one."""

_EXCERPT = 60


class Copy(NamedTuple):
    """A sentence that already stood in print, and only once in ours: its bounds, and the first."""

    start: int
    end: int
    first: int


def repeated_sentences(alignment: Alignment) -> Iterator[Copy]:
    """Yield the sentences in print that stand there twice, though not in the compiled document.

    One like a sentence that ours has again and again may stand again in print, in other words.
    """
    seen: dict[str, tuple[int, int]] = {}
    texts = (letters_of(one[0]) for one in _SENTENCE.finditer(alignment.ours.scanned.text))
    often = [_pairs_of(text) for text, times in Counter(texts).items() if times > 1]
    for match in _SENTENCE.finditer(alignment.published.scanned.text):
        key = marks_of(match[0])
        if len(key) < _SHORTEST:
            continue
        start = match.end() - len(match[0].lstrip())
        if key not in seen:
            seen[key] = (start, match.end())
        elif _matched(alignment, *seen[key]) + _matched(
            alignment, start, match.end()
        ) < _ONCE and not any(_is_like(_pairs_of(letters_of(match[0])), other) for other in often):
            yield Copy(start, match.end(), seen[key][0])


def _pairs_of(letters: str) -> frozenset[str]:
    """Return the pairs of letters that follow one another."""
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


def _is_like(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sentences have half of the shorter one in common."""
    return 2 * len(one & other) >= min(len(one), len(other)) > 0


def _matched(alignment: Alignment, start: int, end: int) -> float:
    """Return the part of a stretch in print whose letters are letters of ours."""
    scanned = alignment.published.scanned
    letters = alignment.backward[scanned.letter_at(start) : scanned.letter_at(end)]
    return sum(letter != UNMATCHED for letter in letters) / max(1, len(letters))


def copied_sentences(alignment: Alignment, copies: tuple[Copy, ...]) -> Iterator[Difference]:
    """Yield a difference for each sentence that stands twice."""
    published = alignment.published
    for copy in copies:
        text = printable(squeezed(published.scanned.raw[copy.start : copy.end]))
        places = tuple(published.place(at, at + 1) for at in (copy.first, copy.start))
        where = alignment.spot_before(published.scanned.letter_at(copy.first)).where
        shown, reason = beginning(text, _EXCERPT), msg("it stands there twice")
        yield Difference(Fault.COPIED, places, where, shown, "", reason)


def copied_notes(alignment: Alignment) -> Iterator[Difference]:
    """Yield the notes of tables in print that are the note of another table, word for word."""
    published = alignment.published
    notes = [spot for spot in alignment.ours.spots if spot.kind is TextKind.NOTE]
    right = {marks_of(alignment.ours.text(spot)) for spot in notes}
    for spot in notes:
        first, behind = alignment.ours.letters(spot)
        if behind <= first + 1:
            continue
        start, end = alignment.partners[first], alignment.partners[behind - 1]
        if UNMATCHED in (start, end) or end < start:
            continue  # its ends are not found in print
        at = published.scanned.offsets[start]
        text = published.scanned.raw[at : published.scanned.offsets[end] + 1]
        ours = alignment.ours.text(spot)
        if marks_of(text) != marks_of(ours) and marks_of(text) in right:
            yield Difference(
                Fault.COPIED,
                (published.place(at, at + 1),),
                spot.where,
                printable(squeezed(text)),
                printable(ours),
                msg("the note is that of another table"),
            )
