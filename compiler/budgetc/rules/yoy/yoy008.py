"""YOY008: a new line has a reason.

prior = 0 and amount > 0 → a reason is typed.
Growth from nothing has no percentage, so PCT005 cannot ask. A reason that a sentence of the
document needs is asked for by DOC001: while the document cannot be made, nothing is said here.
Source: practice.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.yoy.lines import lines_of


@rule("YOY008")
def new_lines_have_a_reason(context: RuleContext) -> Findings:
    if context.document is None:
        yield NotEvaluated(msg("something is missing that the document itself needs"))
        return
    lines = tuple(lines_of(context))
    if unknown := sum(line.prior is None for line in lines):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=unknown)
        )
    new = [line for line in lines if line.prior == 0 and line.amount]
    if not new and not unknown:
        yield NotApplicable(msg("no line is new"))
    for line in new:
        if not line.reason:
            yield Violation(
                line.span(),
                msg(
                    "{name}: nothing last year, {amount} this year; no reason is given",
                    name=line.name,
                    amount=context.money(line.amount),
                ),
                hint=msg("say why it is new: add reason: to this entry"),
            )
