"""YOY107: an amount and what it is compared with are typed in one unit.

A total that is typed in another unit does not balance. What is only compared, last year's amounts
and the budget that accounts began with, is in no total: typed in 元 among 万元, it is printed so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from budgetc.budget.paths import amount_at
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Period
from budgetc.rules.facts import OWN_OFFICE, of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.yoy.comparisons import (
    PRIORS,
    ComparedLine,
    compared_lines,
    compared_with_budget,
    planned,
)

_MYRIAD = 10_000
"""What 万元 is in 元: no other unit that is typed is as far from its neighbour."""
_SPREAD = 2
"""How much a line may have changed besides, and still be so far off for its unit alone."""
_SUMS = 1_000
"""How far off a sum is for its unit: no body grows so much in a year."""


@rule("YOY107")
def compared_amounts_are_of_one_unit(context: RuleContext) -> Findings:
    of_departments(context)
    compared = some(
        [one for one in _compared(context) if one.prior and one.amount],
        msg("nothing is typed that is compared with another year or the budget"),
    )
    wrong = (one for one in compared if _is_slip(one))
    slips = {one.origin.span(one.period): one for one in wrong}
    if not slips:
        return
    (place, first), *others = slips.items()
    before = first.prior or 0
    both = context.compared(before=before, amount=first.amount)
    yield Violation(
        place,
        msg(
            "{name}: {before} in “{measure}” and {amount} now, some {times} times apart, as if one "
            "were typed in another unit",
            name=first.name,
            before=both["before"],
            measure=first.origin.called(first.period),
            amount=both["amount"],
            times=round(_times(first.amount, before)),
        ),
        related=[context.amount_at(at, one.name, one.prior or 0) for at, one in others],
        hint=msg(
            "amounts of this file are in {unit}: correct the one that is not; if both are right, "
            "waive this with the reason",
            unit=context.unit.name,
        ),
    )


def _compared(context: RuleContext) -> Iterator[ComparedLine]:
    """Yield lines and projects, and the sums of which the source itself types what they were."""
    lines = (*context.look(compared_lines), *compared_with_budget(context))
    yield from (one for one in lines if isinstance(one.name, str))
    yield from _own_sums(context)


def _own_sums(context: RuleContext) -> Iterator[ComparedLine]:
    """Yield them without those of units, which answer for what they type."""
    begun_with = planned(context)
    for spec in context.layout.figures.values():
        instead = amount_at(context.budget, spec.instead) if spec.instead else None
        own = context.asked(replace(spec, entity=OWN_OFFICE)).known if instead is None else instead
        yield from _typed(context, spec.prior, Period.PRIOR, own)
        if begun_with is not None:
            yield from _typed(context, spec.typed.get(begun_with, ()), begun_with, own)


def _typed(
    context: RuleContext, paths: Sequence[str], period: str, own: int
) -> Iterator[ComparedLine]:
    """Yield what a path alone tells of a period, if the source has it typed there."""
    steps = paths[0].split(".")[:-1] if len(paths) == 1 else []
    if name := PRIORS.get(".".join([*steps, "prior"])):
        entry: Any = context.budget
        for step in steps:
            entry = getattr(entry, step, None)
        if entry is not None:
            typed = entry.prior if period == Period.PRIOR else entry.amounts.get(period)
            yield ComparedLine(name, entry.origin, own, typed, None, period=period)


def _times(one: int, other: int) -> float:
    return max(abs(one), abs(other)) / min(abs(one), abs(other))


def _is_slip(line: ComparedLine) -> bool:
    times = _times(line.amount, line.prior or 0)
    if isinstance(line.name, str):  # a line or a project: one may lawfully begin small
        return _MYRIAD / _SPREAD <= times <= _MYRIAD * _SPREAD
    return times >= _SUMS
