"""What an amount in a sentence is called, where print calls it otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from budgetc.compare.alignment import Alignment
from budgetc.compare.model import Difference, Fault
from budgetc.compare.names import Renamed
from budgetc.compare.scan import Number, Scanned, normalise, squeezed
from budgetc.compare.vocabulary import Vocabulary
from budgetc.diagnostics.messages import msg

_LABEL = re.compile(r"[^\W0-9][^，。；：、,;:\n0-9]*$")
_BROKEN_LABEL = re.compile(r"[^\W0-9][^，。；：、,;:0-9]*$")
_NUMBERING = re.compile(r"[^（()]*[）)]")
_LONGEST = 60


def other_labels(
    alignment: Alignment, vocabulary: Vocabulary, names: tuple[Renamed, ...]
) -> Iterator[Difference]:
    """Yield the amounts of sentences that print calls by another name.

    Args:
        alignment: of the documents.
        vocabulary: words of a change, which are no names.
        names: other names that are told elsewhere.
    """
    units = tuple(vocabulary.units)
    told = {name.printed for name in names}
    for pair in alignment.pairs:
        if pair.ours.spot.table is not None or pair.ours.figure is None:
            continue
        ours = _label(alignment.ours.scanned, pair.ours.number, _LABEL)
        theirs = _label(alignment.published.scanned, pair.theirs[0], _BROKEN_LABEL)
        if not _another(ours, theirs) or any(name in theirs for name in told):
            continue
        if any(change in ours for change in vocabulary.changes) or ours.startswith(units):
            continue
        place = alignment.published.place(pair.theirs[0].start - 1, pair.theirs[0].start)
        reason = msg("the amount has another name")
        yield Difference(Fault.NAMING, (place,), pair.ours.spot.where, theirs, ours, reason)


def _label(scanned: Scanned, number: Number, pattern: re.Pattern[str]) -> str:
    """Return the words before a number, up to the last mark or number before them."""
    found = pattern.search(scanned.text, max(0, number.start - _LONGEST), number.start)
    if found is None:
        return ""
    label = squeezed(scanned.raw[found.start() : number.start])
    number_of_paragraph = _NUMBERING.match(label)
    return label[number_of_paragraph.end() :] if number_of_paragraph else label


def _another(ours: str, theirs: str) -> bool:
    """Tell whether two labels mean the same thing by other words: neither is a short form."""
    one, other = _letters(ours), _letters(theirs)
    if not one or not other or one.endswith(other) or other.endswith(one):
        return False
    return 2 * sum((Counter(one) & Counter(other)).values()) >= len(one)


def _letters(text: str) -> str:
    return "".join(character for character in normalise(text) if character.isalpha())
