"""How alike two names are, from 0 to 1."""

from __future__ import annotations

from budgetc.compare.scan import letters_of
from budgetc.published.numbers import normalised

_ENDS = 0.95
"""Of two names of which one ends in the other, as 一、本年收入 and 本年收入 do."""

_BEGINS = 0.85
"""Of two names of which one begins with the other, as one that was cut off."""

_SHORTEST = 2


def heads_alike(one: str, other: str) -> float:
    """Return how alike two heads are; their years count, as in 2024年预算数."""
    return letters_alike(_marks(one), _marks(other))


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


def _shared(one: str, other: str) -> float:
    """Return which part of the pairs of letters two names have in common."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def _marks(text: str) -> str:
    return "".join(character.lower() for character in normalised(text) if character.isalnum())
