"""All classes of mistakes, and a fair sample of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.mutants import amounts, codes, facts, form, indicators, lines, texts
from benchmarks.mutants.drafts import Draft
from benchmarks.mutants.edits import Mutant, applied
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Original, shape


@dataclass(frozen=True, slots=True)
class Family:
    """Classes that belong together.

    Attributes:
        of_form: whether they are mistakes of form, which any reader of the format refuses.
    """

    title: str
    kinds: tuple[Kind, ...]
    of_form: bool = False


FAMILIES = (
    Family("Amounts", amounts.KINDS),
    Family("Lines", lines.KINDS),
    Family("Codes and funds", codes.KINDS),
    Family("Performance targets", indicators.KINDS),
    Family("Names and words", texts.KINDS),
    Family("Dates, people, procurement, assets, ids", facts.KINDS),
    Family("Form", form.KINDS, of_form=True),
)
"""Every class, once."""

KINDS = tuple(kind for family in FAMILIES for kind in family.kinds)
"""The classes, in order."""


def mutants(original: Original, most: int | None = None) -> tuple[Mutant, ...]:
    """Return the mutants of a source, class by class; no two of a class have the same text.

    Args:
        original: the source.
        most: how many of a class, where that is fewer than the class wants.
    """
    return tuple(
        mutant
        for kind in KINDS
        for mutant in _of_kind(kind, original, min(most or kind.most, kind.most))
    )


def _of_kind(kind: Kind, original: Original, most: int) -> Iterator[Mutant]:
    seen = {original.text}
    different: list[Draft] = []
    for draft in kind.make(original):
        text = applied(original.text, draft.edits)
        if text not in seen:
            seen.add(text)
            different.append(draft)
    for draft in sample(different, most):
        yield Mutant(kind.id, original.name, draft.path, draft.line, draft.edits, draft.shown)


def sample(drafts: Sequence[Draft], most: int) -> list[Draft]:
    """Return some of many drafts: evenly from each kind of place, evenly along the file.

    Nothing is drawn by chance: the same source gives the same mutants.
    """
    by_shape: dict[str, list[int]] = {}
    for place, draft in enumerate(drafts):
        by_shape.setdefault(shape(draft.path), []).append(place)
    shares = dict.fromkeys(by_shape, 0)
    left = min(most, len(drafts))
    while left:
        for name, places in by_shape.items():
            if left and shares[name] < len(places):
                shares[name] += 1
                left -= 1
    chosen = sorted(
        places[i * len(places) // shares[name]]
        for name, places in by_shape.items()
        for i in range(shares[name])
    )
    return [drafts[place] for place in chosen]
