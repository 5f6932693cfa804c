"""YOY005: a reason fits the direction of the change."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import Pattern, lint_of
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.yoy.lines import Line, lines_of


def reasons_fit_the_direction(case: Case) -> Iterator[Finding]:
    """YOY005: no increase is explained by what makes less, no decrease by what makes more.

    A reason that also speaks of the other direction is left alone: part of a line may have grown.

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
        change = line.change or 0
        if change > 0:
            yield from _check(case, line, lint.cause_of_decrease, lint.sign_of_increase)
        elif change < 0:
            yield from _check(case, line, lint.cause_of_increase, lint.sign_of_decrease)


def _check(case: Case, line: Line, wrong: Pattern, right: Pattern) -> Iterator[Diagnostic]:
    reason = line.reason or ""
    match = wrong.search(reason)
    if match is None or right.search(wrong.sub("", reason)):
        return
    change = line.change or 0
    size = case.money(abs(change))
    yield finding(
        "YOY005",
        msg(
            "{name} grew by {size}, and the reason is “{cause}”",
            name=line.name,
            size=size,
            cause=match.group(),
        )
        if change > 0
        else msg(
            "{name} shrank by {size}, and the reason is “{cause}”",
            name=line.name,
            size=size,
            cause=match.group(),
        ),
        line.origin.span("reason"),
        hint=msg("one of both is wrong: correct the reason, the amount or last year's amount"),
    )
