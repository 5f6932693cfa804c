"""Last year's amounts as typed, beside those of last year's source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from budgetc.ledger import Fact, LastYear, Period, line_key
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import RuleContext
from budgetc.rules.yoy.comparisons import entry_of_prior
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
        origins, found = tuple(fact.origin for fact in facts), last.of(key)
        yield TypedPrior(sum_of(facts), sum_of(found), origins, tuple(facts[1:]), found)
    for spec in context.layout.figures.values():
        # What this year is derived, such as 公务接待费.
        total = context.last_total(spec.margin, spec)
        if total is not None and len(spec.prior) == 1:
            entry, name = entry_of_prior(context, spec.prior[0])
            if (amount := getattr(entry, name, None)) is not None:
                yield TypedPrior(amount, total.known, (entry.origin,), (), total.facts)


def _is_typed(fact: Fact) -> bool:
    return fact.entry is fact.origin and fact.origin.node.get("prior") is not None
