"""PER011: the caps of a project's costs agree with its money.

The sum is wrong only where every cost is a total in money. Less than the amount is a note, for a
part of the money may have no cap.
"""

from __future__ import annotations

from fractions import Fraction

from budgetc.budget.targets import Indicator
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.lists.model import TargetLists
from budgetc.rules.per.indicators import (
    AT_MOST,
    fen_of,
    place_of_target,
    places_of_allocation,
    whole_fen,
)
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some

_MANY = 12
"""How many caps are tried in every choice; each more of them doubles the work."""


@frozen(eq=False)
class _Cap:
    """A total cost that an indicator allows at most.

    Attributes:
        fen: in 分.
        slack: by how much rounding to another unit than the source's may have moved it.
    """

    indicator: Indicator
    fen: Fraction
    slack: Fraction


@rule("PER011")
def cost_caps_make_the_amount(context: RuleContext) -> Findings:
    words = context.words.targets
    capped = [
        (project, caps, len(caps) == len(costs))
        for project in context.budget.projects
        for costs in [[i for i in project.indicators if (i.category or i.dimension) in words.cost]]
        if (caps := [cap for i in costs if (cap := _cap(context, i, words)) is not None])
    ]
    for project, caps, complete in some(capped, msg("no project has a cap on its total cost")):
        above = [cap for cap in caps if cap.fen - cap.slack > project.amount]
        for cap in above:
            yield Violation(
                cap.indicator.origin.span("target"),
                msg(
                    "{name}: {cap} at most, and the project has {amount}: {difference} too much",
                    name=cap.indicator.name,
                    cap=context.money(whole_fen(cap.fen)),
                    amount=context.money(project.amount),
                    difference=context.money(whole_fen(cap.fen - project.amount)),
                ),
                related=places_of_allocation(context, project),
                hint=msg("lower the target; if it is the cost of a piece, add per:"),
            )
        if complete and not above and not _some_make(caps, project.amount):
            total = sum((cap.fen for cap in caps), Fraction(0))
            first, *others = [cap.indicator for cap in caps]
            yield Violation(
                first.origin.span("target"),
                msg(
                    "{name}: the caps on its costs add up to {total}, and the project has "
                    "{amount}: a difference of {difference}",
                    name=project.name,
                    total=context.money(whole_fen(total)),
                    amount=context.money(project.amount),
                    difference=context.money(whole_fen(abs(total - project.amount))),
                ),
                related=(*map(place_of_target, others), *places_of_allocation(context, project)),
                hint=msg("correct a cap, or add one for the rest; the cost of a piece needs per:"),
                severity=None if total > project.amount else Severity.NOTE,
            )


def _cap(context: RuleContext, indicator: Indicator, words: TargetLists) -> _Cap | None:
    unit = context.lists.money_units.get(indicator.unit or "")
    fen = fen_of(context, indicator)
    if fen is None or unit is None or indicator.sign not in AT_MOST:
        return None
    if indicator.per is not None or any(word in indicator.name for word in words.unit_price):
        return None
    decimals = len(indicator.target.partition(".")[2])
    slack = Fraction(0) if unit == context.unit else Fraction(unit.fen, 2 * 10**decimals)
    return _Cap(indicator, fen, slack)


def _some_make(caps: list[_Cap], amount: int) -> bool:
    """Tell whether some of the caps, or all, add up to an amount; of too many, it is supposed."""
    if len(caps) > _MANY:
        return True
    sums = {(Fraction(0), Fraction(0))}
    for cap in caps:
        sums |= {(fen + cap.fen, slack + cap.slack) for fen, slack in sums}
    return any(abs(fen - amount) <= slack for fen, slack in sums)
