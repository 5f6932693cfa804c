"""Codes of a list that stand elsewhere than those like them.

A list may have any tree. But where nearly all codes stand under the one that their digits begin
like, or no level under itself, a code that does otherwise is a slip, and its amounts would be in
the row of another code, or in none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Protocol

from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.frozen import NamedTuple


class Listed(Protocol):
    """What is looked at of a code."""

    @property
    def code(self) -> str:
        """Itself."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def level(self) -> str:
        """As the list calls it."""

    @property
    def parent(self) -> str:
        """The code above; empty at the top."""


class Misplaced(NamedTuple):
    """A code that stands elsewhere than those like it, and where it should stand."""

    code: str
    reason: Message


_OTHERS = 4
"""Of so many codes, one may do otherwise than the rest for that to be a slip."""


def misplaced(entries: Mapping[str, Listed]) -> Iterator[Misplaced]:
    """Yield the codes of a list that stand elsewhere than those like them."""
    if all(code.isascii() and code.isdecimal() for code in entries):
        yield from _by_levels(entries)  # names may be of one level, and one above the other
        yield from _by_digits(entries)
    yield from _alone(entries)


def _by_digits(entries: Mapping[str, Listed]) -> Iterator[Misplaced]:
    """Yield the codes that are not under the code that their digits begin like, as the others."""
    is_padded = len({*map(len, entries)}) == 1
    stems = {code.rstrip("0") if is_padded else code: one for code, one in entries.items()}
    wrong: list[tuple[Listed, Listed]] = []
    count = 0
    for stem, one in stems.items():
        begun = (stems.get(stem[:end]) for end in range(len(stem) - 1, 0, -1))
        above = next((it for it in begun if it is not None and it.level != one.level), None)
        if above is not None:
            count += 1
            if above.code != one.parent:
                wrong.append((one, above))
    if len(wrong) * _OTHERS <= count:
        for one, above in wrong:
            reason = msg(
                "{code} is under {parent}, and begins like {above} {name}: write {above} as its "
                "parent",
                code=one.code,
                parent=one.parent or "—",
                above=above.code,
                name=above.name,
            )
            yield Misplaced(one.code, reason)


def _by_levels(entries: Mapping[str, Listed]) -> Iterator[Misplaced]:
    """Yield the codes whose level is not below that of the code above, as with the others."""
    pairs = Counter(
        (entries[one.parent].level, one.level) for one in entries.values() if one.parent
    )
    total = pairs.total()
    for one in entries.values():
        if not one.parent:
            continue
        above = entries[one.parent]
        here = pairs[above.level, one.level]
        right = total - here if above.level == one.level else pairs[one.level, above.level]
        if here * (_OTHERS - 1) <= right:
            reason = msg(
                "{code} is of the level {level}, and {parent} above it of {above}, as nowhere else "
                "in this list: correct the level of one of them, or the parent",
                code=one.code,
                level=one.level,
                parent=above.code,
                above=above.level,
            )
            yield Misplaced(one.code, reason)


def _alone(entries: Mapping[str, Listed]) -> Iterator[Misplaced]:
    """Yield the codes whose level no other code has, where those beside them have one of several.

    Elsewhere so does a level that is another one but for a letter.
    """
    count = Counter(one.level for one in entries.values())
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for one in entries.values():
        beside[one.parent][one.level] += 1
    for one in entries.values():
        if count[one.level] > 1:
            continue
        (usual, times), *_ = [*beside[one.parent].most_common(1), ("", 0)]
        if not one.parent or times == 1:
            alike = (level for level in count if _is_slip(one.level, level))
            usual = next((level for level in alike if count[level] > 1), one.level)
        if usual != one.level:
            reason = msg(
                "no other code has the level {level} of {code}; those like it have {usual}",
                level=one.level or "—",
                code=one.code,
                usual=usual,
            )
            yield Misplaced(one.code, reason)


def _is_slip(level: str, other: str) -> bool:
    """Tell whether a level is another one but for a letter; 类 and 款, 1级 and 2级 are two."""
    are_words = min(len(level), len(other)) >= _WORD and (level + other).isalpha()
    return are_words and one_slip_apart(level, other)


_WORD = 3
"""Of fewer letters, all words are one slip apart."""
