"""Where what a sentence computes was typed, and which of it stands under one heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.diagnostics.spans import Span
from budgetc.document.model import Figure


def place_of(computed: Figure) -> Span:
    """Return where the amount of this year was typed, or last year's if there is none."""
    now, then = computed.operands
    for figure in (now, then, *now.operands, *then.operands):
        for fact in figure.facts:
            return fact.span
        for place in figure.places:
            return place.origin.span(place.key)
    raise LookupError(computed.id)


def by_heading(found: Iterable[tuple[str, Figure]]) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Yield the headings under which some figures stand, with those figures, each once."""
    under: dict[str, dict[str, Figure]] = {}
    for heading, figure in found:
        under.setdefault(heading, {})[figure.id] = figure
    for heading, figures in under.items():
        yield heading, tuple(figures.values())
