"""YOY009: last year's amount is restated with a note that says from what and why."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, given, rule, some
from budgetc.rules.texts import TypedText, clauses
from budgetc.rules.yoy.comparisons import typed_priors


@rule("YOY009")
def restated_amounts_say_from_what_and_why(context: RuleContext) -> Findings:
    notes = some(
        [text for text in context.texts if text.key == "restated"],
        msg("no amount of last year is restated"),
    )
    fewest = context.thresholds.reason_characters
    if fewest is None:
        yield NotEvaluated(msg("no threshold is set for the length and the repetition of reasons"))
    for note in notes:
        yield from _check(context, note, fewest or 0)
    last = given(context.last, msg("there is no source of last year"))
    for prior in typed_priors(context, last):
        origin = prior.origins[0]
        own = origin.tree.file == context.budget.origin.tree.file
        if own and prior.is_as_found and "restated" in origin.node.entries:
            yield Violation(
                origin.span("restated"),
                msg(
                    "{amount} is what last year's source has; nothing is restated here",
                    amount=context.money(prior.typed),
                ),
                related=context.related(prior.found),
                hint=msg("delete restated:, or correct {key}:", key=origin.written("prior")),
            )


def _check(context: RuleContext, note: TypedText, fewest: int) -> Findings:
    lint = context.words.texts
    hint = msg("name the amount of last year's document, with its unit, and the reason")
    if "prior" not in note.origin.node.entries:
        problem = msg(
            "this note says that last year's amount is restated, but no other one is given"
        )
        hint = msg(
            "add {key}: with the restated amount, or delete restated:",
            key=note.origin.written("prior"),
        )
    elif not lint.amount.search(note.value):
        problem = msg("the note “{note}” does not say what last year's amount was", note=note.value)
    elif len("".join(clauses(lint.amount.without(note.value), lint))) < fewest:
        problem = msg(
            "the note “{note}” does not say why last year's amount is restated", note=note.value
        )
    else:
        return
    yield Violation(note.span(), problem, hint=hint)
