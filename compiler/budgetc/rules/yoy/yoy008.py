"""YOY008: a new line has a reason."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.facts import of_departments
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, document_of, rule
from budgetc.rules.yoy.comparisons import compared_lines, unknown


@rule("YOY008")
def new_lines_have_a_reason(context: RuleContext) -> Findings:
    of_departments(context)
    document_of(context)
    lines = context.look(compared_lines)
    yield from unknown(line.prior for line in lines)
    if not any(line.prior is None or (line.prior == 0 and line.amount) for line in lines):
        raise NotApplicable(msg("no line is new"))
    for line in lines:
        if line.prior == 0 and line.amount and not line.reason:
            yield Violation(
                line.span(),
                msg(
                    "{name}: nothing last year, {amount} this year; no reason is given",
                    name=line.name,
                    amount=context.money(line.amount),
                ),
                hint=msg("say why it is new: add reason: to this entry"),
            )
