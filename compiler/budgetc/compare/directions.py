"""Changes that print tells the other way: a decrease where ours is an increase."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from budgetc.compare.alignment import Alignment, Match
from budgetc.compare.certainty import Certainty
from budgetc.compare.model import Difference, Fault
from budgetc.compare.ours import listed
from budgetc.compare.scan import Number, Scanned
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import PublishedWords
from budgetc.published.words import squeezed

_REACH = 40
"""So many characters before the size of a change may stand what it is said of."""

_CLAUSES = re.compile(r"[，。；：、,;:()（）0-9]")
"""What stands before the words of a number."""


def other_directions(alignment: Alignment, certainty: Certainty) -> Iterator[Difference]:
    """Yield the changes whose words say the opposite of ours, those of one sentence together.

    Those with another amount are told with that.
    """
    sentences: dict[tuple[int, int], list[tuple[Match, str, str]]] = defaultdict(list)
    for pair in alignment.pairs:
        turned = turned_words(alignment, pair)
        if turned is not None and pair.equal:
            spot = pair.ours.spot
            sentences[spot.block, spot.start].append((pair, *turned))
    for changes in sentences.values():
        first = changes[0][0].ours
        yield Difference(
            Fault.ARITHMETIC,
            tuple(alignment.place(pair) for pair, _, _ in changes),
            first.spot.where,
            listed(told(other, alignment.printed(pair)) for pair, _, other in changes),
            listed(told(mine, alignment.compiled(pair.ours)) for pair, mine, _ in changes),
            msg("the change is told the other way"),
            first.figure,
            confidence=max(certainty.of_match(pair) for pair, _, _ in changes),
        )


def turned_words(alignment: Alignment, pair: Match) -> tuple[str, str] | None:
    """Return the words for a change, ours and the opposite in print; nothing if they agree."""
    if pair.ours.spot.row or pair.ours.figure is None or len(pair.theirs) > 1:
        return None
    (theirs,) = pair.theirs
    words = alignment.words
    mine = _direction(alignment.ours.scanned, pair.ours.number, words)
    other = _direction(alignment.published.scanned, theirs, words)
    is_turned = mine and other and (mine in words.more) != (other in words.more)
    return (mine, other) if is_turned and theirs.value > 0 else None


def other_outturns(alignment: Alignment, certainty: Certainty) -> Iterator[Difference]:
    """Yield the words behind an amount that compare outturn and budget otherwise than ours do."""
    outturn = alignment.words.outturn
    for pair in alignment.pairs:
        if pair.ours.spot.row or pair.ours.is_code:
            continue
        mine = outturn.claim(_behind(alignment.ours.scanned, pair.ours.number))
        other = outturn.claim(_behind(alignment.published.scanned, pair.theirs[-1]))
        if mine is not None and other is not None and mine[0] != other[0]:
            yield Difference(
                Fault.ARITHMETIC,
                (alignment.place(pair),),
                pair.ours.spot.where,
                other[1],
                mine[1],
                msg("outturn and budget are compared otherwise"),
                pair.ours.figure,
                confidence=certainty.of_match(pair),
            )


def _behind(scanned: Scanned, number: Number) -> str:
    """Return the words behind a number, up to the next."""
    words = scanned.text[number.end : number.end + _REACH]
    return squeezed(re.split("[0-9]", words, maxsplit=1)[0])


def told(word: str, amount: str) -> str:
    """Return a word and the amount behind it; Chinese has no blank between them."""
    return f"{word} {amount}" if word.isascii() else f"{word}{amount}"


def _direction(scanned: Scanned, number: Number, words: PublishedWords) -> str:
    """Return the last word before a number, in its clause, that says more or less."""
    lead = squeezed(scanned.text[max(0, number.start - _REACH) : number.start]).lower()
    clause = _CLAUSES.split(lead)[-1]
    places = {clause.rfind(word): word for word in (*words.more, *words.less)}
    last = max(places)
    return places[last] if last >= 0 else ""
