"""What money is said to be used for: the items that only print names, and those that only we do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from budgetc.compare.alignment import Alignment, Match
from budgetc.compare.model import Difference, Fault
from budgetc.compare.names import Renamed
from budgetc.compare.ours import Spot, TextKind
from budgetc.compare.scan import letters_of
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import PublishedWords

_END = re.compile(r"[。；;]|$")
_IN_NAME = re.compile(r"\s*[^\W\d_]\s*")
"""One letter joins two parts of a name, as in 商品和服务支出; a mark joins two items of a list."""


class _Item(NamedTuple):
    """One item: its letters, and where it stands in its enumeration."""

    letters: str
    start: int
    end: int


class _Enumeration(NamedTuple):
    """An enumeration: its text, where that begins in its document, and its items."""

    text: str
    start: int
    items: tuple[_Item, ...]


def other_uses(
    alignment: Alignment, words: PublishedWords, names: tuple[Renamed, ...]
) -> Iterator[Difference]:
    """Yield the enumerations that name other things in print.

    Args:
        alignment: of the documents.
        words: words that open, join and close an enumeration.
        names: other names for the same things, which are told elsewhere.
    """
    aliases = {letters_of(name.printed): letters_of(name.name) for name in names}
    for spot, ours, theirs in _enumerations(alignment, words):
        only_ours = _alone(ours, theirs, {})
        only_theirs = _alone(theirs, ours, aliases)
        if only_ours or only_theirs:
            first = only_theirs[0] if only_theirs else _Item("", 0, 1)
            start, end = theirs.start + first.start, theirs.start + first.end
            yield Difference(
                Fault.TEXT_VS_TABLE,
                (alignment.published.place(start, end),),
                spot.where,
                _shown(theirs.text, only_theirs),
                _shown(ours.text, only_ours),
                msg("the amount is for other things than print says"),
                items=True,
            )


def _enumerations(
    alignment: Alignment, words: PublishedWords
) -> Iterator[tuple[Spot, _Enumeration, _Enumeration]]:
    """Yield the enumerations of our sentences about money, with those in print."""
    ours, theirs = alignment.ours.scanned, alignment.published.scanned
    leads = re.compile("|".join(map(re.escape, words.leads)))
    about_money = {pair.ours.spot for pair in alignment.pairs if _is_money(alignment, pair)}
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
                _read(ours.raw[lead.end() : end], lead.end(), words),
                _read(theirs.raw[start:until], start, words),
            )


def _is_money(alignment: Alignment, pair: Match) -> bool:
    return pair.ours.figure is not None and pair.ours.unit in alignment.money


def _end(text: str, start: int, limit: int) -> int:
    end = _END.search(text, start, limit)
    return end.start() if end else limit


def _read(text: str, start: int, words: PublishedWords) -> _Enumeration:
    """Return an enumeration with its items in order."""
    joiners = sorted(words.joiners, key=len, reverse=True)
    joined = re.compile("|".join(r"\s*".join(map(re.escape, joiner)) for joiner in joiners))
    bounds = [0, *(bound for joiner in joined.finditer(text) for bound in joiner.span()), len(text)]
    items = []
    for first, last in zip(bounds[::2], bounds[1::2], strict=True):
        letters = letters_of(text[first:last])
        for tail in words.tails:
            letters = letters.removesuffix(tail)
        if letters:
            items.append(_Item(letters, first, last))
    return _Enumeration(text, start, tuple(items))


def _alone(
    enumeration: _Enumeration, other: _Enumeration, aliases: Mapping[str, str]
) -> tuple[_Item, ...]:
    """Return the items of one enumeration that the other lacks, each by its right name."""
    left = Counter(item.letters for item in other.items)
    alone = []
    for item in enumeration.items:
        letters = item.letters
        for alias, name in aliases.items():
            letters = letters.replace(alias, name)
        if left[letters]:
            left[letters] -= 1
        else:
            alone.append(item)
    return tuple(alone)


def _shown(text: str, items: tuple[_Item, ...]) -> str:
    """Return items as a list; those that are parts of one name with what joins them."""
    pieces: list[str] = []
    end = -1
    for item in items:
        if end >= 0 and _IN_NAME.fullmatch(text, end, item.start):
            pieces[-1] += text[end : item.end]
        else:
            pieces.append(text[item.start : item.end])
        end = item.end
    return "、".join("".join(piece.split()).strip(":：") for piece in pieces)
