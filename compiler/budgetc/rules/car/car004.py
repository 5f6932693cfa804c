"""CAR004: a body has only the revenue that its kind of body can have."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.bodies import TYPES
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("CAR004")
def revenue_fits_the_type(context: RuleContext) -> Findings:
    department, types = context.budget.department, context.lists.fund_types
    lines = some(
        [line for line in context.budget.revenue if line.fund in types and line.amount],
        msg("no revenue is of a fund that only some bodies have"),
    )
    if _may_hold_money_of_units(context):
        raise NotEvaluated(msg("part of it may be the money of units without sources"))
    typed = department.origin.node.get("type") is not None
    words = {"name": department.name, "type": TYPES[department.type]}
    if typed:
        whose = msg("{name} is {type}", **words)
        hint = msg(
            "correct the fund or the type; money of a unit belongs in the unit's source, "
            "or list the unit by its name"
        )
    else:
        whose = msg("{name} has no type:, and so is taken for {type}", **words)
        hint = msg(
            "if it is an institution, add type: institution to department; else correct the "
            "fund, or put money of a unit into the unit's source, or list the unit by its name"
        )
    for line in lines:
        if department.type not in types[line.fund]:
            yield Violation(
                line.origin.span("fund"),
                msg(
                    "{fund}: {amount} comes to {type}, which has no such revenue",
                    fund=context.name("fund", line.fund, line.fund),
                    amount=context.money(line.amount),
                    type=TYPES[department.type],
                ),
                related=[Related(department.origin.span("type" if typed else "name"), whose)],
                hint=hint,
            )


def _may_hold_money_of_units(context: RuleContext) -> bool:
    """Tell whether a unit has no source of its own, or nothing is said of units."""
    department = context.budget.department
    said = (
        context.budget.kind == "unit" or department.origin.node.get("subordinate_units") is not None
    )
    return not said or any(unit.id is None for unit in department.subordinate_units)
