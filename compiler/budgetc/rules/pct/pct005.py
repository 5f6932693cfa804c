"""PCT005: a line that changed much has a reason.

|amount − prior| × 100 ≥ prior × `growth_reason` percent → a reason is typed.
Of a line that was nothing last year, YOY008 asks the same. A reason that a sentence of the
document needs is asked for by DOC001: while the document cannot be made, nothing is said here.
Source: local notices; 10 percent is what most of them ask for.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.yoy.lines import Line, lines_of


@rule("PCT005")
def large_changes_have_a_reason(context: RuleContext) -> Findings:
    threshold = context.thresholds.growth_reason
    if threshold is None:
        yield NotEvaluated(msg("no threshold is set from which a change needs a reason"))
        return
    if context.document is None:
        yield NotEvaluated(msg("something is missing that the document itself needs"))
        return
    lines = tuple(lines_of(context))
    if not lines:
        yield NotApplicable(msg("there is no line that could be compared with last year"))
    if unknown := sum(line.prior is None for line in lines):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=unknown)
        )
    for line in lines:
        prior = line.prior
        if prior and not line.reason and _is_large(line.amount - prior, prior, threshold):
            yield _without_reason(context, line, prior, threshold)


def _is_large(change: int, prior: int, percent: int) -> bool:
    return abs(change) * 100 >= prior * percent


def _without_reason(context: RuleContext, line: Line, prior: int, threshold: int) -> Violation:
    return Violation(
        line.span(),
        msg(
            "{name}: {prior} last year, {amount} this year, {change}; no reason is given",
            name=line.name,
            prior=context.money(prior),
            amount=context.money(line.amount),
            change=_in_percent(line.amount - prior, prior),
        ),
        hint=msg(
            "a change of {threshold}% or more needs a reason: add reason: to this entry",
            threshold=threshold,
        ),
    )


def _in_percent(change: int, prior: int) -> Message:
    percent = decimal_text(round_ratio(abs(change) * 10_000, prior), 2)
    if change > 0:
        return msg("{percent}% more", percent=percent)
    return msg("{percent}% less", percent=percent)
