"""The amounts of one source among those of a department with units, and the line of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.ledger import Fact, Flow, Mask, Period
from budgetc.lists import Together
from budgetc.rules.rule import NotApplicable, RuleContext
from budgetc.source.nodes import Mapping
from budgetc.source.origin import Origin

OWN_OFFICE = ("",)
"""The entity of what the source itself types; its units answer for theirs."""

YUAN = 100
"""What a yuan is in 分; the amounts among the thresholds are yuan."""


def of_departments(context: RuleContext) -> None:
    """See to it that a source has the sections of a department, of which a rule speaks.

    Raises:
        NotApplicable: its jurisdiction declares others, whose amounts and reasons the rule does not
            know.
    """
    if context.layout.source != DEPARTMENTAL:
        raise NotApplicable(msg("the sources of this jurisdiction have a form of their own"))


def typed_here(context: RuleContext, facts: Iterable[Fact]) -> list[Fact]:
    """Return those of some facts that the source itself has, of the sections of a department.

    What a section states that the jurisdiction declares is for its schema to judge.
    """
    return [one for one in of_this_source(context, facts) if one.flow is not Flow.DECLARED]


def of_this_source(context: RuleContext, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield those of some facts that the source itself has: no unit's, none passed on to one."""
    file = context.budget.origin.tree.file
    for fact in facts:
        if fact.origin.tree.file == file and not fact.is_passed_on:
            yield fact


def all_years(context: RuleContext) -> Mask:
    """Return the mask of every fact, of this year and of the last."""
    return context.cube.either(*(context.cube.of("period", period) for period in Period))


def sum_of(facts: Iterable[Fact]) -> int:
    """Return the sum of facts as far as they are known, in 分."""
    return sum(fact.fen or 0 for fact in facts)


def line_of(fact: Fact) -> Origin:
    """Return the line that has a fact's code: of an allocation its project, of a cell its row."""
    if fact.entry is not None:
        return fact.entry
    origin = fact.origin
    above, _ = origin.tree.at(origin.path[:-1])
    if isinstance(above, Mapping):
        return Origin(origin.tree, above, origin.path[:-1])
    return origin


def allocated_items(context: RuleContext) -> Together:
    """Return what the money of projects is allocated to."""
    return Together(part.item for one in context.budget.projects for part in one.allocation)
