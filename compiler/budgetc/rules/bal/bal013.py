"""BAL013: something is budgeted, and no part that last year's budget had is left out unsaid.

A part without any line is told from a part whose lines are 0: these have their own reasons.
"""

from __future__ import annotations

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.ledger import Dimensions, Period
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("BAL013")
def something_is_budgeted(context: RuleContext) -> Findings:
    current = context.cube.facts(context.cube.of("period", Period.CURRENT))
    some(current, msg("the source has no amounts"))
    if not any(fact.fen for fact in current):
        yield Violation(current[0], msg("every amount is 0"), hint=msg("fill in the amounts"))
        return
    if context.layout.source != DEPARTMENTAL:
        return  # what has a form of its own has no parts that this rule knows
    basic, projects = context.budget.basic_expenditure, context.budget.project_expenditure
    for kind, name, part in (
        (context.basic, msg("basic expenditure"), basic),
        (context.projects, msg("project expenditure"), projects),
    ):
        lines, key = Dimensions(margin=("function",), kind=kind), f"{kind[0]}_expenditure"
        before = context.last_asked(lines)
        if context.asked(lines).facts or (part is not None and part.reason):
            continue
        if before is None:
            yield NotEvaluated(
                msg("{part} has no line, and there is no source of last year to ask", part=name)
            )
        elif before.known:
            yield Violation(
                context.budget.origin.key_span(key),
                msg(
                    "{part} has no line; last year it was {amount}",
                    part=name,
                    amount=context.money(before.known),
                ),
                related=context.related(before.facts),
                hint=msg(
                    "add its lines, or say under {key}: with reason: why there are none", key=key
                ),
                severity=Severity.WARNING,
            )
