"""Which items of three lists are the same item: by what names it, else by what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as CollectionType
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from budgetc.merge.datum import Datum

Token = Hashable
"""Stands for one item in all lists it is in."""

NAMES = (
    ("id",),
    ("code",),
    ("code", "fund", "group"),
    ("item", "fund", "kind", "year"),
    ("fund",),
    ("category", "name"),
    ("rule", "scope"),
    ("department", "year", "figure"),
    ("figure",),
    ("item",),
    ("name",),
    ("term",),
    ("text",),
)
"""What names an item, in this order; the first key has to be there, the others may be."""

_ALIKE = 0.5
"""From which likeness on an item is the old one, changed."""


def align(
    base: Sequence[Datum], ours: Sequence[Datum], theirs: Sequence[Datum]
) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """Return a token for every item; the same item has the same token in each list.

    An item that got another name in the place of one that is gone is that one, renamed, if it
    says the same otherwise; not if the other side has an item of the new name.
    """
    keys = next((names for names in NAMES if serves(names, (base, ours, theirs))), ())
    in_base, in_ours, in_theirs = (_tokens(items, keys) for items in (base, ours, theirs))
    our_renamed = _renamed(base, in_base, ours, in_ours, keys)
    their_renamed = _renamed(base, in_base, theirs, in_theirs, keys)
    return (
        in_base,
        _with_old_names(in_ours, our_renamed, in_theirs, their_renamed),
        _with_old_names(in_theirs, their_renamed, in_ours, our_renamed),
    )


def serves(keys: Sequence[str], lists: Sequence[Sequence[Datum]]) -> bool:
    """Tell whether keys name every item of each list, and no two of one list the same."""
    for items in lists:
        if not all(isinstance(item, dict) and keys[0] in item for item in items):
            return False
        if len(set(_tokens(items, keys))) < len(items):
            return False
    return True


def _tokens(items: Sequence[Datum], keys: Sequence[str]) -> list[Token]:
    if keys:
        return [_name(item, keys) for item in items]
    seen: Counter[Token] = Counter()
    tokens: list[Token] = []
    for item in items:
        content = _content(item)
        tokens.append((content, seen[content]))
        seen[content] += 1
    return tokens


def _name(item: Datum, keys: Sequence[str]) -> Token:
    if not isinstance(item, dict):
        raise TypeError(item)
    return tuple(_plain_code(item[key]) if key in item else None for key in keys)


def _plain_code(item: Datum) -> Token:
    """Return what an item says; of a code its digits, with or without hyphens."""
    if isinstance(item, tuple):
        written = str(item[1])
        digits = written.replace("-", "")
        return digits if digits.isdecimal() else written
    return _content(item)


def _content(item: Datum) -> Token:
    if isinstance(item, dict):
        return ("mapping", frozenset((key, _content(value)) for key, value in item.items()))
    if isinstance(item, list):
        return ("list", tuple(_content(value) for value in item))
    return item


def _renamed(
    base: Sequence[Datum],
    old: Sequence[Token],
    side: Sequence[Datum],
    new: Sequence[Token],
    keys: Sequence[str],
) -> Mapping[Token, Token]:
    """Return the new tokens of one side that are old ones of the base, renamed."""
    renamed: dict[Token, Token] = {}
    known, kept = set(old), set(new)
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "replace":
            continue
        gone = [n for n in range(i, i_end) if old[n] not in kept]
        come = [n for n in range(j, j_end) if new[n] not in known]
        for position, n in enumerate(gone):
            if len(gone) == len(come) and _only_named(base[n], side[come[position]], keys):
                renamed[new[come[position]]] = old[n]
                continue
            scores = {m: _likeness(base[n], side[m], keys) for m in come if new[m] not in renamed}
            best = max(scores, key=lambda m: scores[m], default=-1)
            if scores.get(best, 0) >= _ALIKE:
                renamed[new[best]] = old[n]
    return renamed


def _with_old_names(
    tokens: Sequence[Token],
    renamed: Mapping[Token, Token],
    other: CollectionType[Token],
    other_renamed: Mapping[Token, Token],
) -> list[Token]:
    taken = set(other)
    return [
        renamed[token]
        if token in renamed and (token not in taken or other_renamed.get(token) == renamed[token])
        else token
        for token in tokens
    ]


def _only_named(one: Datum, other: Datum, keys: Sequence[str]) -> bool:
    """Tell whether two items say nothing but what names them, so that their places must do."""
    if isinstance(one, dict) and isinstance(other, dict):
        return bool(keys) and not _rest(one, keys) and not _rest(other, keys)
    return isinstance(one, tuple) and isinstance(other, tuple)


def _likeness(one: Datum, other: Datum, keys: Sequence[str]) -> float:
    """Return how much two items have in common, from 0 to 1.

    Named ones are alike only if they are the same but for the name: a project copied from another
    has much in common with it, and is another project.
    """
    if isinstance(one, dict) and isinstance(other, dict) and keys:
        if _rest(one, keys) != _rest(other, keys):
            return 0.0
        if _rest(one, keys):
            return 1.0
        return SequenceMatcher(None, str(_name(one, keys)), str(_name(other, keys))).ratio()
    if isinstance(one, tuple) and isinstance(other, tuple):
        return SequenceMatcher(None, str(one[1]), str(other[1])).ratio()
    leaves, others = Counter(_leaves(one, ())), Counter(_leaves(other, ()))
    return (leaves & others).total() / max(leaves.total(), others.total(), 1)


def _rest(item: Mapping[str, Datum], keys: Sequence[str]) -> Mapping[str, Datum]:
    return {key: value for key, value in item.items() if key not in keys}


def _leaves(item: Datum, path: tuple[str, ...]) -> Iterator[Token]:
    if isinstance(item, dict):
        for key, value in item.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(item, list):
        for value in item:
            yield from _leaves(value, (*path, "-"))
    else:
        yield (path, item)
