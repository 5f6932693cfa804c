"""YOY005: a reason fits the direction of the change.

no increase is explained by what makes less, no decrease by what makes more.
A reason that also speaks of the other direction is left alone: part of a line may have grown.
Any word counts, such as 经费减少, where every clause has one that says more than that the line
changed, and none speaks of other money.
Source: practice.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TextLists
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.texts import clauses
from budgetc.rules.yoy.lines import Line, lines_of, sums_of


@rule("YOY005")
def reasons_fit_the_direction(context: RuleContext) -> Findings:
    lint = context.lists.texts
    explained = [line for line in (*lines_of(context), *sums_of(context)) if line.reason]
    if not explained:
        yield NotApplicable(msg("no reason is given"))
    if unknown := sum(line.prior is None for line in explained):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=unknown)
        )
    for line in explained:
        if cause := _wrong_cause(line, lint):
            yield _finding(context, line, cause)


def _wrong_cause(line: Line, lint: TextLists) -> str:
    """Return what the reason of a line says of the other direction, and of no other thing."""
    change, reason = line.change or 0, line.reason or ""
    if not change:
        return ""
    if change > 0:
        cause, word, sign = lint.cause_of_decrease, lint.word_of_decrease, lint.sign_of_increase
    else:
        cause, word, sign = lint.cause_of_increase, lint.word_of_increase, lint.sign_of_decrease
    match = cause.search(reason)
    if match is not None and not sign.search(cause.without(reason)):
        return match.words
    said = [clause for clause in clauses(reason, lint) if not lint.restatement.fullmatch(clause)]
    throughout = bool(said) and all(word.search(clause) for clause in said)
    other = sign.search(word.without(reason)) or lint.not_of_the_line.search(reason)
    return reason.strip() if throughout and not other else ""


def _finding(context: RuleContext, line: Line, cause: str) -> Violation:
    change = line.change or 0
    size = context.money(abs(change))
    return Violation(
        line.origin.span("reason"),
        msg(
            "{name} grew by {size}, and the reason is “{cause}”",
            name=line.name,
            size=size,
            cause=cause,
        )
        if change > 0
        else msg(
            "{name} shrank by {size}, and the reason is “{cause}”",
            name=line.name,
            size=size,
            cause=cause,
        ),
        hint=msg("one of both is wrong: correct the reason, the amount or last year's amount"),
    )
