"""YOY006: what did not change has no reason for a change."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.yoy.comparisons import explained_lines, unknown


@rule("YOY006")
def unchanged_lines_have_no_reason_for_a_change(context: RuleContext) -> Findings:
    lint = context.words.texts
    explained = some(context.look(explained_lines), msg("no reason is given"))
    yield from unknown(line.prior for line in explained)
    for line in explained:
        if line.change == 0 and (claim := lint.change.search(line.reason or "")):
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
