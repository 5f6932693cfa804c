"""What money is said to be used for: the items that only print names, and those that only we do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from budgetc.compare.alignment import Alignment
from budgetc.compare.model import Difference, Fault, Sort
from budgetc.compare.ours import Spot, TextKind, listed
from budgetc.compare.scan import any_of
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.lists.print_words import PublishedWords
from budgetc.published.likeness import letters_of

_END = re.compile(r"[。；;]|$")
_IN_NAME = re.compile(r"\s*[^\W\d_]\s*")
"""One letter joins two parts of a name, as in 商品和服务支出; a mark joins two items of a list."""


class _Item(NamedTuple):
    """One item: its letters, and where it stands in its document."""

    letters: str
    start: int
    end: int


def other_uses(alignment: Alignment, names: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the enumerations that name other things in print.

    Args:
        alignment: of the documents.
        names: other names for the same things, which are told elsewhere.
    """
    known = frozenset(map(letters_of, alignment.ours.names))
    aliases = {letters_of(name.published): letters_of(name.ours) for name in names}
    for spot, ours, start, theirs in _enumerations(alignment):
        only_ours = _alone(ours, theirs, {})
        only_theirs = _alone(theirs, ours, aliases)
        if only_ours or only_theirs:
            sort = _sort(ours, theirs, only_ours, only_theirs, known)
            first = only_theirs[0] if only_theirs else _Item("", start, start + 1)
            yield Difference(
                Fault.TEXT_VS_TABLE,
                (alignment.published.place(first.start, first.end),),
                spot.where,
                _shown(alignment.published.scanned.raw, only_theirs),
                _shown(alignment.ours.scanned.raw, only_ours),
                msg("the amount is for other things than print says"),
                items=True,
                sort=sort,
            )


def _sort(
    ours: Sequence[_Item],
    theirs: Sequence[_Item],
    only_ours: Sequence[_Item],
    only_theirs: Sequence[_Item],
    known: frozenset[str],
) -> Sort:
    """Return whether two enumerations differ in what they name, or are two free texts.

    They say the same things if they share half of them, or if what they differ in has a name of its
    own, as an item of a list or a project has.
    """
    shared = len(theirs) - len(only_theirs)
    is_one_text = 2 * shared >= max(len(ours), len(theirs))
    named = any(item.letters in known for item in (*only_ours, *only_theirs))
    return Sort.DIFFERENCE if is_one_text or named else Sort.STYLE


def _enumerations(
    alignment: Alignment,
) -> Iterator[tuple[Spot, Sequence[_Item], int, Sequence[_Item]]]:
    """Yield the enumerations of our sentences about money; where those in print begin, and they."""
    ours, theirs = alignment.ours.scanned, alignment.published.scanned
    words = alignment.words
    leads = re.compile("|".join(map(re.escape, words.leads)))
    figures = (pair.ours for pair in alignment.pairs if pair.ours.figure is not None)
    about_money = {ours.spot for ours in figures if ours.unit in alignment.money}
    for spot in alignment.ours.spots:
        if spot.kind is not TextKind.SENTENCE or spot not in about_money:
            continue
        for lead in leads.finditer(ours.text, spot.start, spot.end):
            end = _end(ours.text, lead.end(), spot.end)
            partner = alignment.partners[ours.letter_at(lead.end() - 1)]
            if partner == UNMATCHED or leads.search(ours.text, lead.end(), end):
                continue
            start = theirs.offsets[partner] + 1
            until = _end(theirs.text, start, len(theirs.text))
            yield (
                spot,
                _items(ours.raw, lead.end(), end, words),
                start,
                _items(theirs.raw, start, until, words),
            )


def _end(text: str, start: int, limit: int) -> int:
    end = _END.search(text, start, limit)
    return end.start() if end else limit


def _items(text: str, start: int, end: int, words: PublishedWords) -> Sequence[_Item]:
    """Return the items of an enumeration in order."""
    joined = re.compile(any_of(words.joiners)).finditer(text, start, end)
    bounds = [start, *(bound for joiner in joined for bound in joiner.span()), end]
    items = []
    for first, last in zip(bounds[::2], bounds[1::2], strict=True):
        letters = letters_of(text[first:last])
        for tail in words.tails:
            letters = letters.removesuffix(tail)
        if letters and not any(character.isdigit() for character in text[first:last]):
            items.append(_Item(letters, first, last))
    return items


def _alone(
    items: Sequence[_Item], others: Sequence[_Item], aliases: Mapping[str, str]
) -> Sequence[_Item]:
    """Return the items of one enumeration that the other lacks, each by its right name."""
    left = Counter(item.letters for item in others)
    alone = []
    for item in items:
        letters = item.letters
        for alias, name in aliases.items():
            letters = letters.replace(alias, name)
        if left[letters]:
            left[letters] -= 1
        else:
            alone.append(item)
    return alone


def _shown(text: str, items: Sequence[_Item]) -> str:
    """Return items as a list; those that are parts of one name with what joins them."""
    pieces: list[str] = []
    end = -1
    for item in items:
        if end >= 0 and _IN_NAME.fullmatch(text, end, item.start):
            pieces[-1] += text[end : item.end]
        else:
            pieces.append(text[item.start : item.end])
        end = item.end
    return listed("".join(piece.split()).strip(":：") for piece in pieces)
