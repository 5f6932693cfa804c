"""YOY006: what did not change has no reason for a change."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.ledger import Period
from budgetc.lists.model import TextLists
from budgetc.rules.facts import of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.yoy.comparisons import called, explained_lines, unknown


@rule("YOY006")
def unchanged_lines_have_no_reason_for_a_change(context: RuleContext) -> Findings:
    of_departments(context)
    lint = context.words.texts
    explained = some(context.look(explained_lines), msg("no reason is given"))
    yield from unknown(line.prior for line in explained)
    for line in explained:
        reason = line.reason or ""
        if line.change != 0 or _comes_to_nothing(reason, lint):
            continue
        if claim := lint.change.search(reason):
            shown: Mapping[str, Value] = {
                "name": line.name,
                "amount": context.money(line.amount),
                "word": claim.words,
            }
            problem, hint = _told(context, line.period, shown)
            yield Violation(line.origin.span("reason"), problem, hint=hint)


def _comes_to_nothing(reason: str, lint: TextLists) -> bool:
    """Tell whether a reason speaks of changes that cancel out, by that word or by naming both."""
    more, less = (
        any(words.search(reason) for words in both)
        for both in (
            (lint.word_of_increase, lint.cause_of_increase),
            (lint.word_of_decrease, lint.cause_of_decrease),
        )
    )
    return (more and less) or lint.evened_out.search(reason) is not None


def _told(context: RuleContext, period: str, shown: Mapping[str, Value]) -> tuple[Message, Message]:
    """Return what is wrong, and what to do: against what is compared with first, or by its name."""
    if period == Period.PRIOR:
        return (
            msg(
                "{name}: {amount} in both years, and the reason speaks of a change: “{word}”",
                **shown,
            ),
            msg("delete the reason, or correct the amount or last year's amount"),
        )
    return (
        msg(
            "{name}: {amount}, the same as “{measure}”, and the reason speaks of a change: "
            "“{word}”",
            measure=called(context, period),
            **shown,
        ),
        msg("delete the reason, or correct the amount or {key}:", key=period),
    )
