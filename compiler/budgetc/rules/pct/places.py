"""Where what a sentence tells was typed, which of it stands under one heading, and the finding."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Figure
from budgetc.rules.rule import Violation


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


def one_finding(
    heading: str, figures: Iterable[Figure], said: Callable[[Figure], Message], hint: Message
) -> Violation:
    """Return one finding on figures under a heading, and what is said of each; not of none."""
    first, *others = figures
    return Violation(
        place_of(first),
        msg("{heading}: {said}", heading=heading, said=said(first)),
        related=[Related(place_of(one), said(one)) for one in others],
        hint=hint,
    )


MORE_DECIMALS = msg(
    "print the amounts with more decimals, of the whole text (options: prose:) or of "
    "this part (options: sections:)"
)
"""What to do about what is rounded to nothing."""
