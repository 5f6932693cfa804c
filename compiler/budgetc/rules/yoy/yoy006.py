"""YOY006: what did not change has no reason for a change."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import lint_of
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.yoy.lines import lines_of


def unchanged_lines_have_no_reason_for_a_change(case: Case) -> Iterator[Finding]:
    """YOY006: amount = prior → no reason that speaks of more or less.

    A reason why something stays as it is, such as that there is no vehicle, is welcome.

    Source: practice.
    """
    lint = lint_of(case)
    explained = [line for line in lines_of(case) if line.reason]
    if not explained:
        yield NotApplicable(msg("no reason is given"))
    if unknown := sum(line.prior is None for line in explained):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=unknown)
        )
    for line in explained:
        claim = lint.change.search(line.reason or "")
        if line.change == 0 and claim:
            yield finding(
                "YOY006",
                msg(
                    "{name}: {amount} in both years, and the reason speaks of a change: “{word}”",
                    name=line.name,
                    amount=case.money(line.amount),
                    word=claim.group(),
                ),
                line.origin.span("reason"),
                hint=msg("delete the reason, or correct the amount or last year's amount"),
            )
