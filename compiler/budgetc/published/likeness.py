"""Names as they are compared, how alike two are, and what of two documents is the same by that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetc.published.numbers import normalised

_ENDS = 0.95
"""Of two names of which one ends in the other, as 一、本年收入 and 本年收入 do."""

_BEGINS = 0.85
"""Of two names of which one begins with the other, as one that was cut off."""

_SHORTEST = 2


def letters_of(text: str) -> str:
    """Return the letters of a text alone, small ones in their common form."""
    return "".join(character.lower() for character in normalised(text) if character.isalpha())


def marks_of(text: str) -> str:
    """Return the letters and digits of a text alone."""
    return "".join(character.lower() for character in normalised(text) if character.isalnum())


def digits_of(text: str) -> str:
    """Return the digits of an amount without its scale: 314.66 and 3,146,600 share theirs."""
    return "".join(character for character in normalised(text) if character.isdigit()).strip("0")


def heads_alike(one: str, other: str) -> float:
    """Return how alike two heads are; their years count, as in 2024年预算数."""
    return letters_alike(marks_of(one), marks_of(other))


def columns_alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike the heads of two columns are, from the outermost inward: the inner most."""
    inner = heads_alike(one[-1], other[-1]) if one and other else 0.0
    return 0.6 * inner + 0.4 * heads_alike("".join(one), "".join(other))


def titles_alike(one: str, other: str) -> float:
    """Return how alike two titles are: one that only ends in the other is another table's."""
    return _shared(letters_of(one), letters_of(other))


def letters_alike(one: str, other: str) -> float:
    """Return how alike two names are that are nothing but letters."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) >= _SHORTEST and longer.endswith(shorter):
        return _ENDS
    if len(shorter) > _SHORTEST and longer.startswith(shorter):
        return _BEGINS
    return _shared(one, other)


def is_short_of(short: str, long: str) -> bool:
    """Tell whether a name is a short one of another: its letters are all in that, in order."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def in_order(at: int, count: int, there: int, others: int) -> float:
    """Return how nearly one of a few things stands where another stands among others."""
    return 1 - abs((at + 1) / (count + 1) - (there + 1) / (others + 1))


def most_alike_first(ranked: Iterable[tuple[tuple[float, ...], int, int]]) -> dict[int, int]:
    """Return which of other things each of ours is: no two are one, and the most alike come first.

    Args:
        ranked: how alike two are, and their positions; of those as much alike the first are taken.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, there in sorted(ranked, key=lambda one: (one[0], -one[1], -one[2]), reverse=True):
        if at not in found and there not in taken:
            found[at] = there
            taken.add(there)
    return found


def best_way(scores: Sequence[Sequence[float]], width: int) -> list[tuple[int, int]]:
    """Return the pairs, in the order of both, whose scores add up to most."""
    best = [[0.0] * (width + 1) for _ in range(len(scores) + 1)]
    for i in range(len(scores) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            both = scores[i][j]
            with_both = best[i + 1][j + 1] + both if both else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], with_both)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(scores) and j < width:
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _shared(one: str, other: str) -> float:
    """Return which part of the pairs of letters two names have in common."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}
