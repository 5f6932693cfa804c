"""YOY005: a reason fits the direction of the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.ledger import Period
from budgetc.lists import Found
from budgetc.lists.model import TextLists
from budgetc.rules.facts import of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.texts import clauses
from budgetc.rules.yoy.comparisons import (
    OF_BUDGET,
    ComparedLine,
    called,
    compared_sums,
    compared_with_budget,
    explained_lines,
    unknown,
)


@rule("YOY005")
def reasons_fit_the_direction(context: RuleContext) -> Findings:
    of_departments(context)
    lint = context.words.texts
    of_budget = compared_with_budget(context)
    sums = [line for line in (*compared_sums(context), *of_budget) if line.reason]
    explained = some([*context.look(explained_lines), *sums], msg("no reason is given"))
    yield from unknown(line.prior for line in explained)
    for line in explained:
        if cause := _wrong_cause(line, lint, context.budget.year):
            problem, hint = _told(context, line, cause)
            yield Violation(line.origin.span(line.key), problem, hint=hint)


def _told(context: RuleContext, line: ComparedLine, cause: str) -> tuple[Message, Message]:
    """Return what is wrong, and what to do: against last year, or against the budget."""
    size = context.money(abs(line.change or 0))
    shown: Mapping[str, Value] = {"name": line.name, "size": size, "cause": cause}
    is_more = (line.change or 0) > 0
    if line.key == OF_BUDGET:
        return (
            msg("{name} is {size} more than budgeted, and the reason is “{cause}”", **shown)
            if is_more
            else msg("{name} is {size} less than budgeted, and the reason is “{cause}”", **shown),
            msg("one of the two is wrong: correct the reason, the outturn or the budget"),
        )
    if line.period != Period.PRIOR:
        return _told_of(called(context, line.period), line, shown)
    return (
        msg("{name} grew by {size}, and the reason is “{cause}”", **shown)
        if is_more
        else msg("{name} shrank by {size}, and the reason is “{cause}”", **shown),
        msg("it is printed beside this change too: say in the reason of {whole} what makes both",
            whole=line.whole)
        if line.whole
        else msg("one of the two is wrong: correct the reason, the amount or last year's amount"),
    )  # fmt: skip


def _told_of(
    measure: Value, line: ComparedLine, shown: Mapping[str, Value]
) -> tuple[Message, Message]:
    """Return the same of what the line is compared with by its name, and the key it is under."""
    return (
        msg("{name} is {size} more than “{measure}”, and the reason is “{cause}”",
            measure=measure, **shown)
        if (line.change or 0) > 0
        else msg("{name} is {size} less than “{measure}”, and the reason is “{cause}”",
                 measure=measure, **shown),
        msg("one of the two is wrong: correct the reason, the amount or {key}:", key=line.period),
    )  # fmt: skip


def _wrong_cause(line: ComparedLine, lint: TextLists, year: int) -> str:
    """Return what a reason says of no change or of the other direction, and of no other thing."""
    change, reason = line.change or 0, line.reason or ""
    if not change:
        return ""
    told = clauses(reason, lint)
    if _says_no_change(line, told, lint, year):
        return reason.strip()
    if change > 0:
        cause, word, sign = lint.cause_of_decrease, lint.word_of_decrease, lint.sign_of_increase
    else:
        cause, word, sign = lint.cause_of_increase, lint.word_of_increase, lint.sign_of_decrease
    match = cause.search(reason)
    if match is not None and not sign.search(cause.without(reason)):
        return match.words
    if line.key == OF_BUDGET:
        changed = lint.taken_from_budget if change > 0 else lint.added_to_budget
        match, rest = changed.search(reason), changed.without(reason)
        if match is not None and not (sign.search(rest) or lint.moved_besides.search(rest)):
            return match.words
    if not word.search(reason):
        return ""
    said = [clause for clause in told if not lint.restatement.fullmatch(clause)]
    throughout = all(word.search(clause) for clause in said or told)
    elsewhere = lint.not_of_the_line.finditer(reason)
    other = sign.search(word.without(reason)) or any(
        _is_of_another(one, line, lint) for one in elsewhere
    )
    return reason.strip() if throughout and not other else ""


def _says_no_change(line: ComparedLine, told: Sequence[str], lint: TextLists, year: int) -> bool:
    """Tell whether clauses say only that money is what it was in what it is compared with."""
    compared = year if line.key == OF_BUDGET else year - 1
    is_first = line.period == Period.PRIOR  # and not last year's outturn
    of_last_year = lint.not_last_year if is_first else lint.not_the_outturn
    other = lint.not_the_budget if line.key == OF_BUDGET else of_last_year
    reason = line.reason or ""
    named = {int(found.words) for found in lint.year.finditer(reason)}
    if not named <= {compared} or other.search(reason):
        return False
    claims = [clause for clause in told if not lint.no_claim.search(clause)]
    return bool(claims) and all(lint.no_change.fullmatch(clause) for clause in claims)


def _is_of_another(found: Found, line: ComparedLine, lint: TextLists) -> bool:
    """Tell whether it is not the line that is spoken of; of revenue, 收入 is said of itself."""
    if line.is_revenue and lint.of_revenue.fullmatch(found.words):
        return False
    return not isinstance(line.name, str) or found.words not in line.name
