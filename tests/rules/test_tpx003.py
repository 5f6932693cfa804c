"""TPX003 where the money may be under an item that does not say what it buys."""

from __future__ import annotations

import pytest

from budgetc.rules import Outcome
from tests.support import EXAMPLES, compile_text, with_change

PLANNED = (EXAMPLES / "TPX003/planned_and_not_paid.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("item", "outcome"),
    [
        ("302", Outcome.FAILED),
        ("310", Outcome.NOT_EVALUATED),
        ("31019", Outcome.NOT_EVALUATED),
        ("31002", Outcome.FAILED),
        ("31013", Outcome.PASSED),
        ("30913", Outcome.PASSED),
    ],
)
def test_a_project_that_may_buy_vehicles(item: str, outcome: Outcome) -> None:
    text = with_change(PLANNED, "economic: 302\n", f"economic: {item}\n")
    results = {result.rule: result.outcome for result in compile_text(text).results}
    assert results["TPX003"] is outcome


def test_without_a_plan_nothing_is_compared() -> None:
    text = with_change(PLANNED, "  planned_vehicles: {law_enforcement: 1}\n", "")
    bought = with_change(text, "economic: 302\n", "economic: 31013\n")
    outcomes = [
        {result.rule: result.outcome for result in compile_text(source).results}["TPX003"]
        for source in (text, bought)
    ]
    assert outcomes == [Outcome.NOT_APPLICABLE, Outcome.NOT_EVALUATED]
