"""Approved figures are held against the budget of their stage, and against no other."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.rules import Outcome, RuleResult
from tests.support import MINIMAL, compile_text, with_change


def _judged(budget: str, total: str) -> RuleResult:
    """Return what SRC002 says of a budget of 12 万元 beside an approved 11.

    Args:
        budget: the line of its stage; none where it is empty.
        total: the same of the approved figure.
    """
    source = with_change(MINIMAL, "year: 2024\n", f"year: 2024\n{budget}\n")
    line = f"{{department: bureau, year: 2024, {total} figure: revenue, amount: 11}}"
    beside = {"../control-totals.yaml": f"totals:\n  - {line}\n"}
    compiled = compile_text(source, beside=beside)
    return next(result for result in compiled.results if result.rule == "SRC002")


@pytest.mark.parametrize(
    ("budget", "total"),
    [("", ""), ("stage: approved", ""), ("", "stage: approved,"),
     ("stage: adjusted", "stage: adjusted,")],
)  # fmt: skip
def test_of_one_stage_they_are_compared(budget: str, total: str) -> None:
    assert _judged(budget, total).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("budget", "total"),
    [("stage: adjusted", ""), ("stage: final", "stage: adjusted,"), ("", "stage: proposed,")],
)
def test_of_two_stages_they_are_not(budget: str, total: str) -> None:
    assert _judged(budget, total).outcome is Outcome.NOT_EVALUATED


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "budgets/control-totals.yaml has no figures of the stage adjusted"),
        ("zh", "budgets/control-totals.yaml 中没有 adjusted 阶段的批复数"),
    ],
)
def test_the_reason_names_the_stage(language: str, words: str) -> None:
    (reason,) = _judged("stage: adjusted", "").reasons
    assert reason.in_words(Translator(language)) == words
