"""Last year's amounts as typed, beside those of last year's source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Cube, Fact, LastYear, Period, line_key
from budgetc.rules.rule import RuleContext
from budgetc.source.origin import Origin


@dataclass(frozen=True, slots=True)
class TypedPrior:
    """An amount of last year that a source types, and what last year's source has.

    Attributes:
        typed: in 分.
        there: of last year's source, in 分; 0 where it has no such line.
        origins: the mappings that have `prior`; the lines of a department's units may share one.
        facts: further typed amounts that `typed` is the sum of.
        found: the amounts that `there` is the sum of.
    """

    typed: int
    there: int
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]
    found: tuple[Fact, ...]

    def is_restated(self) -> bool:
        """Tell whether a note says why both differ."""
        return any(origin.node.get("restated") for origin in self.origins)


def typed_priors(context: RuleContext, last: LastYear) -> Iterator[TypedPrior]:
    """Yield every amount of last year that the source types, with last year's source beside it."""
    typed: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in context.cube.facts(context.cube.of("period", Period.PRIOR)):
        key = line_key(fact, context.cube.entity_of(fact))
        if key is not None and _is_typed(fact):
            typed[key].append(fact)
    for key, facts in typed.items():
        found = last.of(key)
        yield TypedPrior(
            sum(fact.fen or 0 for fact in facts),
            sum(fact.fen or 0 for fact in found),
            tuple(fact.origin for fact in facts),
            tuple(facts[1:]),
            found,
        )
    if context.last_cube is not None:
        for spec in context.layout.figures.values():
            if len(spec.prior) == 1:
                yield from _derived(context, context.last_cube, spec)


def _is_typed(fact: Fact) -> bool:
    return fact.entry is fact.origin and fact.origin.node.get("prior") is not None


def _derived(context: RuleContext, last: Cube, spec: FigureSpec) -> Iterator[TypedPrior]:
    """Yield last year's amount of a thing that this year is derived, such as 公务接待费."""
    *home, name = spec.prior[0].split(".")
    entry: Any = context.consolidated
    for step in home:
        entry = getattr(entry, step, None)
    typed = getattr(entry, name, None)
    if typed is not None:
        total = last.total(last.mask(spec.margin, spec))
        yield TypedPrior(typed, total.fen or 0, (entry.origin,), (), total.facts)
