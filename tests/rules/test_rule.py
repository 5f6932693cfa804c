"""What becomes of a rule that looks no further."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, cast

import pytest

from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.rules import Outcome, Rule, RuleContext
from budgetc.rules.check import _result
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    NotEvaluated,
    Skipped,
    Violation,
    given,
    rule,
    some,
)
from budgetc.rules.texts import TypedText

CONTEXT = cast("RuleContext", None)
PLACE = Span("a.yaml", 1, 1, 1, 2)
WRONG, WHY, WHY_ELSE = msg("wrong"), msg("why"), msg("why else")


def _rule(*said: Violation | Skipped, then: Skipped | None = None) -> Rule:
    @rule("BAL001")
    def made(_: RuleContext) -> Findings:
        yield from said
        if then is not None:
            raise then

    return made


@pytest.mark.parametrize(
    ("checked", "outcome", "reasons"),
    [
        (_rule(), Outcome.PASSED, ()),
        (_rule(then=NotApplicable(WHY)), Outcome.NOT_APPLICABLE, (WHY,)),
        (_rule(then=NotEvaluated(WHY)), Outcome.NOT_EVALUATED, (WHY,)),
        (_rule(NotEvaluated(WHY), then=NotApplicable(WHY_ELSE)), Outcome.NOT_EVALUATED,
         (WHY, WHY_ELSE)),
        (_rule(Violation(PLACE, WRONG), then=NotEvaluated(WHY)), Outcome.FAILED, (WHY,)),
    ],
)  # fmt: skip
def test_a_rule_that_looks_no_further_keeps_what_it_said(
    checked: Rule, outcome: Outcome, reasons: tuple[Message, ...]
) -> None:
    result = _result(checked, CONTEXT)
    assert (result.outcome, result.reasons) == (outcome, reasons)
    assert len(result.findings) == (outcome is Outcome.FAILED)


def _texts(*texts: str) -> RuleContext:
    nothing: dict[str, Any] = dict.fromkeys(
        (field.name for field in fields(RuleContext) if field.init), None
    )
    return RuleContext(**{**nothing, "texts": cast("Any", texts)})


def test_a_rule_is_given_what_it_looks_at_or_says_why_there_is_none() -> None:
    def texts_of(context: RuleContext) -> tuple[TypedText, ...]:
        return some(context.texts, WHY)

    @rule("BAL001", looks_at=texts_of)
    def empty_ones(_: RuleContext, texts: tuple[TypedText, ...]) -> Findings:
        return (Violation(PLACE, WRONG) for text in texts if not text)

    assert _result(empty_ones, _texts()).outcome is Outcome.NOT_APPLICABLE
    assert _result(empty_ones, _texts("a")).outcome is Outcome.PASSED
    assert _result(empty_ones, _texts("a", "")).outcome is Outcome.FAILED


def test_what_rules_share_is_worked_out_once() -> None:
    worked_out = []

    def texts_of(context: RuleContext) -> tuple[TypedText, ...]:
        worked_out.append(context)
        return context.texts

    context = _texts("a")
    assert context.look(texts_of) is context.look(texts_of)
    assert worked_out == [context]


def test_nought_is_given_and_is_nothing_to_speak_of() -> None:
    assert given(0, WHY) == 0
    with pytest.raises(NotEvaluated):
        given(None, WHY)
    with pytest.raises(NotApplicable):
        some(0, WHY)
