"""TPX006: where last year's amount comes from, and what is growth."""

from __future__ import annotations

import pytest

from budgetc.rules import Outcome
from tests.support import EXAMPLES, compile_text, with_change

MORE = (EXAMPLES / "TPX006/more_than_last_year.yaml").read_text(encoding="utf-8")
OPERATION = "  vehicle_operation: {prior: 0.40, reason: 车辆老旧，维修费用增加}\n"
LAST = with_change(MORE, "year: 2024\n", "year: 2023\n")
LESS_LAST_YEAR = with_change(
    with_change(LAST, "30231, amount: 0.60", "30231, amount: 0.50"),
    "30201, amount: 1.30",
    "30201, amount: 1.40",
)


@pytest.mark.parametrize(
    ("operation", "last", "outcome"),
    [
        (OPERATION, "", Outcome.FAILED),
        ("  vehicle_operation: {prior: 0.60}\n", "", Outcome.PASSED),
        ("  vehicle_operation: {prior: 0.59}\n", "", Outcome.FAILED),
        ("  vehicle_operation: {prior: 0.90}\n", "", Outcome.PASSED),
        ("  vehicle_operation: {reason: 无}\n", "", Outcome.NOT_EVALUATED),
        ("", "", Outcome.NOT_EVALUATED),
        ("", LAST, Outcome.PASSED),
        ("", LESS_LAST_YEAR, Outcome.FAILED),
    ],
)
def test_last_years_amount(operation: str, last: str, outcome: Outcome) -> None:
    compiled = compile_text(with_change(MORE, OPERATION, operation), last=last)
    assert {v.rule: v.outcome for v in compiled.results}["TPX006"] is outcome


def test_without_any_such_spending_nothing_is_compared() -> None:
    text = with_change(MORE, "30231, amount: 0.60", "30202, amount: 0.60")
    compiled = compile_text(with_change(text, "30217, amount: 0.10", "30207, amount: 0.10"))
    outcomes = {v.rule: v.outcome for v in compiled.results}
    assert outcomes["TPX006"] is Outcome.NOT_APPLICABLE
    assert outcomes["TPX007"] is Outcome.NOT_APPLICABLE
