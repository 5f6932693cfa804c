"""What a unit's project types that its department's document needs is not to be deleted.

To delete it was the advice of the unit's findings, and an error of the department's.
"""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import ENGLISH
from tests.support import KORLA, compile_text, with_change

UNIT = with_change(KORLA, "year: 2024\n", "kind: unit\nyear: 2024\n")
NAME, ITEM = "      name: 特种设备隐患排查\n", "第三方机构劳务费, amount: 10}"
ABOVE, OWN = "unit_funds.superior", "unit_funds.business"
UNUSED = {"Legal basis", "Period", "Reason"}


def _of_project(fund: str) -> str:
    """Return a unit of which a fund pays a project, which its own document does not describe."""
    return with_change(UNIT, NAME, f"{NAME}      fund: {fund}\n")


def _of_a_part(fund: str) -> str:
    """Return a unit of which a fund pays a part of such a project."""
    parts = f"第三方机构劳务费, amount: 4}}\n        - {{item: 设备, fund: {fund}, amount: 6}}"
    prior = f"prior_by_fund: {{{OWN}: 2, {fund}: 0}}\n      reason: 根据工作需要，增加了特种"
    whole = with_change(_of_project(OWN), "prior: 2\n      reason: 根据工作需要，增加了特种", prior)
    return with_change(whole, ITEM, parts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (_of_project(OWN), UNUSED),
        (_of_project(ABOVE), set()),
        (_of_a_part("unit_funds.other"), UNUSED),
        (_of_a_part(ABOVE), set()),
        (_of_project(ABOVE).replace("kind: unit", "kind: department"), UNUSED),
    ],
)
def test_what_the_department_tells_of_a_project_that_it_pays(text: str, told: set[str]) -> None:
    found = [ENGLISH(one.message) for one in compile_text(text).findings if one.code == "DOC002"]
    said = [one.partition(" is typed")[0].rpartition("› ")[2] for one in found if "排查 ›" in one]
    assert set(said) == told
