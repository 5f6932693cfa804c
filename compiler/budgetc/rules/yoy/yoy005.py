"""YOY005: a reason fits the direction of the change."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diagnostics.messages import Value, msg
from budgetc.lists import Found
from budgetc.lists.model import TextLists
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.texts import clauses
from budgetc.rules.yoy.comparisons import ComparedLine, compared_lines, compared_sums, unknown


@rule("YOY005")
def reasons_fit_the_direction(context: RuleContext) -> Findings:
    lint = context.words.texts
    lines = (*context.look(compared_lines), *compared_sums(context))
    explained = some([line for line in lines if line.reason], msg("no reason is given"))
    yield from unknown(line.prior for line in explained)
    for line in explained:
        if cause := _wrong_cause(line, lint):
            shown: Mapping[str, Value] = {
                "name": line.name,
                "size": context.money(abs(line.change or 0)),
                "cause": cause,
            }
            yield Violation(
                line.origin.span("reason"),
                msg("{name} grew by {size}, and the reason is “{cause}”", **shown)
                if (line.change or 0) > 0
                else msg("{name} shrank by {size}, and the reason is “{cause}”", **shown),
                hint=msg(
                    "one of the two is wrong: correct the reason, the amount or last year's amount"
                ),
            )


def _wrong_cause(line: ComparedLine, lint: TextLists) -> str:
    """Return what a reason says of no change or of the other direction, and of no other thing."""
    change, reason = line.change or 0, line.reason or ""
    if not change:
        return ""
    told = clauses(reason, lint)
    if told and all(lint.no_change.fullmatch(clause) for clause in told):
        return reason.strip()
    if change > 0:
        cause, word, sign = lint.cause_of_decrease, lint.word_of_decrease, lint.sign_of_increase
    else:
        cause, word, sign = lint.cause_of_increase, lint.word_of_increase, lint.sign_of_decrease
    match = cause.search(reason)
    if match is not None and not sign.search(cause.without(reason)):
        return match.words
    if not word.search(reason):
        return ""
    said = [clause for clause in told if not lint.restatement.fullmatch(clause)]
    throughout = bool(said) and all(word.search(clause) for clause in said)
    elsewhere = lint.not_of_the_line.finditer(reason)
    other = sign.search(word.without(reason)) or any(_is_of_another(one, line) for one in elsewhere)
    return reason.strip() if throughout and not other else ""


def _is_of_another(found: Found, line: ComparedLine) -> bool:
    """Tell whether it is not the line that is spoken of; of 事业收入, 收入 is said of itself."""
    return not isinstance(line.name, str) or found.words not in line.name
