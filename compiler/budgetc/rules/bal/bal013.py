"""BAL013: something is budgeted, and no part that last year's budget had is left out unsaid.

not all amounts are 0; what had lines last year has lines, or a reason for none.
A part without any line is told from a part whose lines are 0: these have their own reasons. It
is compared with last year's source; `reason` of the part says why it has no line.
Source: practice; an empty form is well-formed, and so is one whose second half got lost.
"""

from __future__ import annotations

from budgetc.budget.model import BasicExpenditure, ProjectExpenditure
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Cube, Dimensions, ExpenditureKind, Mask, Period
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("BAL013")
def something_is_budgeted(context: RuleContext) -> Findings:
    current = context.cube.facts(context.cube.of("period", Period.CURRENT))
    if not current:
        yield NotApplicable(msg("the source has no amounts"))
    elif not any(fact.fen for fact in current):
        yield Violation(current[0], msg("every amount is 0"), hint=msg("fill in the amounts"))
    else:
        yield from _part(context, ExpenditureKind.BASIC, context.budget.basic_expenditure)
        yield from _part(context, ExpenditureKind.PROJECT, context.budget.project_expenditure)


def _part(
    context: RuleContext, kind: ExpenditureKind, part: BasicExpenditure | ProjectExpenditure | None
) -> Findings:
    if _mask(context.cube, kind) or (part is not None and part.reason):
        return
    if context.last_cube is None:
        yield NotEvaluated(
            msg("{part} has no line, and there is no source of last year to ask", part=_NAMES[kind])
        )
        return
    if _sum(context.last_cube, kind):
        yield _left_out(context, context.last_cube, kind)


def _left_out(context: RuleContext, last: Cube, kind: ExpenditureKind) -> Violation:
    key = f"{kind}_expenditure"
    return Violation(
        context.budget.origin.key_span(key),
        msg(
            "{part} has no line; last year it was {amount}",
            part=_NAMES[kind],
            amount=context.money(_sum(last, kind)),
        ),
        related=context.related(last.facts(_mask(last, kind))),
        hint=msg("add its lines, or say under {key}: with reason: why there are none", key=key),
        severity=Severity.WARNING,
    )


def _mask(cube: Cube, kind: ExpenditureKind) -> Mask:
    return cube.mask("function", Dimensions(kind=(kind,)))


def _sum(cube: Cube, kind: ExpenditureKind) -> int:
    return cube.total(_mask(cube, kind)).fen or 0


_NAMES = {
    ExpenditureKind.BASIC: msg("basic expenditure"),
    ExpenditureKind.PROJECT: msg("project expenditure"),
}
