"""One digit of a printed figure, changed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import NamedTuple

from budgetc.document.model import Document, Figure

from .changing import Place, with_figures

_DIGITS = "0123456789"


class Injected(NamedTuple):
    """A figure with a wrong digit: its id, what it should say, and what it says now."""

    id: str
    right: str
    wrong: str


def injected(
    document: Document, chance: random.Random, count: int
) -> tuple[Document, tuple[Injected, ...]]:
    """Return a document with some digits changed, each of another figure, and what was changed.

    Args:
        document: in the form in which it is printed.
        chance: which figures, places and digits.
        count: of digits.
    """
    printed: list[str] = []

    def note(figure: Figure, _: Place) -> Figure:
        printed.append(figure.text)
        return figure

    with_figures(document, note)
    places = [at for at, text in enumerate(printed) if any(c in _DIGITS for c in text)]
    chosen = set(chance.sample(places, min(count, len(places))))
    told: list[Injected] = []
    position = iter(range(len(printed)))

    def change(figure: Figure, _: Place) -> Figure:
        if next(position) not in chosen:
            return figure
        wrong = _with_a_digit(figure.text, chance)
        told.append(Injected(figure.id, figure.text, wrong))
        return replace(figure, text=wrong)

    changed = with_figures(document, change)
    return changed, tuple(told)


def _with_a_digit(text: str, chance: random.Random) -> str:
    """Return a printed number with another digit; the first of several does not become 0."""
    places = [at for at, character in enumerate(text) if character in _DIGITS]
    at = chance.choice(places)
    is_first = at == places[0] and len(places) > 1 and text[at + 1 : at + 2] != "."
    others = [d for d in _DIGITS if d != text[at] and not (is_first and d == "0")]
    return f"{text[:at]}{chance.choice(others)}{text[at + 1 :]}"
