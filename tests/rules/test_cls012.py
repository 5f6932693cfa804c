"""CLS012: which type of unit may have which item of retirement."""

from __future__ import annotations

import pytest

from budgetc.rules import Outcome
from tests.support import compile_text, minimal_with, with_change


@pytest.mark.parametrize(
    ("unit_type", "code", "outcome"),
    [
        ("administrative", 2080501, Outcome.PASSED),
        ("administrative", 2080502, Outcome.FAILED),
        ("institution", 2080501, Outcome.FAILED),
        ("institution", 2080502, Outcome.PASSED),
        ("civil_service", 2080501, Outcome.PASSED),
        ("civil_service", 2080502, Outcome.PASSED),
        ("institution", 2080505, Outcome.NOT_APPLICABLE),
    ],
)
def test_an_item_is_for_its_type_of_unit(unit_type: str, code: int, outcome: Outcome) -> None:
    text = minimal_with("  name: 某某局\n", f"  name: 某某局\n  type: {unit_type}\n")
    text = with_change(text, "{code: 2013801, amount: 9.00}", f"{{code: {code}, amount: 9.00}}")
    results = compile_text(text).results
    assert next(v.outcome for v in results if v.rule == "CLS012") is outcome
