"""YOY006: what did not change has no reason for a change.

amount = prior → no reason that speaks of more or less.
A reason why something stays as it is, such as that there is no vehicle, is welcome.
Source: practice.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.yoy.lines import lines_of


@rule("YOY006")
def unchanged_lines_have_no_reason_for_a_change(context: RuleContext) -> Findings:
    lint = context.lists.texts
    explained = [line for line in lines_of(context) if line.reason]
    if not explained:
        yield NotApplicable(msg("no reason is given"))
    if unknown := sum(line.prior is None for line in explained):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=unknown)
        )
    for line in explained:
        claim = lint.change.search(line.reason or "")
        if line.change == 0 and claim:
            yield Violation(
                line.origin.span("reason"),
                msg(
                    "{name}: {amount} in both years, and the reason speaks of a change: “{word}”",
                    name=line.name,
                    amount=context.money(line.amount),
                    word=claim.words,
                ),
                hint=msg("delete the reason, or correct the amount or last year's amount"),
            )
