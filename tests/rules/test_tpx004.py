"""TPX004: what counts as a vehicle, and what stands for one."""

from __future__ import annotations

import pytest

from budgetc.rules import Outcome
from tests.support import EXAMPLES, compile_text, with_change

NONE = (EXAMPLES / "TPX004/no_vehicles.yaml").read_text(encoding="utf-8")
HELD = "assets:\n  vehicles: 0\n"
REASON = "three_public:\n  vehicle_operation: {prior: 0.60, reason: 车辆登记在机关事务中心}\n"


@pytest.mark.parametrize(
    ("assets", "outcome"),
    [
        (HELD, Outcome.FAILED),
        ("assets:\n  vehicles_by_use: {}\n", Outcome.FAILED),
        ("assets:\n  vehicles: 1\n", Outcome.PASSED),
        ("assets:\n  vehicles_by_use: {technical: 1}\n", Outcome.PASSED),
        (f"{HELD}{REASON}", Outcome.PASSED),
        (REASON, Outcome.PASSED),
        ("assets:\n  large_equipment: 0\n", Outcome.NOT_EVALUATED),
        ("assets:\n  planned_vehicles: {other: 1}\n", Outcome.NOT_EVALUATED),
        (f"{HELD}  planned_vehicles: {{other: 1}}\n", Outcome.PASSED),
        ("", Outcome.NOT_EVALUATED),
    ],
)
def test_vehicles(assets: str, outcome: Outcome) -> None:
    compiled = compile_text(with_change(NONE, HELD, assets))
    assert {v.rule: v.outcome for v in compiled.results}["TPX004"] is outcome


@pytest.mark.parametrize("typed", ["vehicles: 0", "vehicles_by_use: {}"])
def test_the_number_of_vehicles_is_shown(typed: str) -> None:
    compiled = compile_text(with_change(NONE, "vehicles: 0", typed))
    (found,) = (found for found in compiled.findings if found.code == "TPX004")
    assert found.related[-1].span.column == len("  ") + typed.index(" ") + 2
