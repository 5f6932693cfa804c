"""Where what a sentence tells was typed, which of it stands under one heading, and what to do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Figure


def place_of(computed: Figure) -> Span:
    """Return where an amount was typed; of two compared that of this year, or else last year's.

    Raises:
        LookupError: nothing tells; so it is where the cost of provenance is measured.
    """
    waiting = deque([computed])
    while waiting:
        figure = waiting.popleft()
        for fact in figure.facts:
            return fact.span
        for place in figure.places:
            return place.origin.span(place.key)
        waiting.extend(figure.operands)
    raise LookupError(computed.id)


def is_traced(computed: Figure) -> bool:
    """Tell whether a figure knows what it is made of; none does where that cost is measured."""
    return bool(computed.facts or computed.places or computed.operands)


def by_heading(found: Iterable[tuple[str, Figure]]) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Yield the headings under which some figures stand, with those figures, each once."""
    under: dict[str, dict[str, Figure]] = {}
    for heading, figure in found:
        under.setdefault(heading, {})[figure.id] = figure
    for heading, figures in under.items():
        yield heading, tuple(figures.values())


def more_decimals() -> Message:
    """Return what to do about what is rounded to nothing."""
    return msg(
        "print the amounts with more decimals, of the whole text (options: prose:) or of "
        "this part (options: sections:)"
    )
