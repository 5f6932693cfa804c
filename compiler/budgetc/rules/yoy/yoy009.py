"""YOY009: last year's amount is restated with a note that says from what and why."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import LastYear
from budgetc.rules.case import Case
from budgetc.rules.lint import lint_of
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.texts import TypedText
from budgetc.rules.yoy.priors import typed_priors


def restated_amounts_say_from_what_and_why(case: Case) -> Iterator[Finding]:
    """YOY009: `restated` names the old amount, has `reason_characters` besides, and is needed.

    It is needed where `prior` is another amount than last year's source has.

    Source: practice; a reader who compares with last year's document must find both amounts.
    """
    notes = [text for text in case.texts if text.key == "restated"]
    if not notes:
        yield NotApplicable(msg("no amount of last year is restated"))
        return
    fewest = case.thresholds.reason_characters
    if fewest is None:
        yield NotEvaluated(msg("no threshold is set for the length and the repetition of reasons"))
    for note in notes:
        yield from _check(case, note, fewest or 0)
    if case.last is None:
        yield NotEvaluated(msg("there is no source of last year"))
    else:
        yield from _superfluous(case, case.last)


def _superfluous(case: Case, last: LastYear) -> Iterator[Diagnostic]:
    for prior in typed_priors(case, last):
        origin = prior.origins[0]
        own = origin.tree.file == case.own.origin.tree.file
        if own and prior.typed == prior.there and "restated" in origin.node.entries:
            yield finding(
                "YOY009",
                msg(
                    "{amount} is what last year's source has; nothing is restated here",
                    amount=case.money(prior.typed),
                ),
                origin.span("restated"),
                related=case.related(prior.found),
                hint=msg("delete restated:, or correct prior:"),
            )


def _check(case: Case, note: TypedText, fewest: int) -> Iterator[Finding]:
    lint = lint_of(case)
    if "prior" not in note.origin.node.entries:
        yield finding(
            "YOY009",
            msg("this note says that last year's amount is restated, but no other one is given"),
            note.span(),
            hint=msg("add prior: with the restated amount, or delete restated:"),
        )
    elif not lint.amount.search(note.value):
        yield finding(
            "YOY009",
            msg("the note “{note}” does not say what last year's amount was", note=note.value),
            note.span(),
            hint=msg("name the amount of last year's document, with its unit, and the reason"),
        )
    elif len(lint.clause_mark.sub("", lint.amount.sub("", note.value))) < fewest:
        yield finding(
            "YOY009",
            msg(
                "the note “{note}” does not say why last year's amount is restated", note=note.value
            ),
            note.span(),
            hint=msg("name the amount of last year's document, with its unit, and the reason"),
        )
