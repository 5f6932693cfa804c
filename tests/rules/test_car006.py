"""CAR006: how bad it is follows from what the tables of a jurisdiction print."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Severity
from tests.layout.shanghai import SOURCE
from tests.support import compile_text, with_change

KEPT = "  - {item: 办公费, fund: carry_over.general, kind: basic, group: GROUP, amount: 500}\n"
SPENT = "{code: 2010601, economic: {30201: 500}, fund: carry_over.general, prior: 0, reason: 结转}"


@pytest.mark.parametrize(("group", "found"), [("公用经费", []), ("人员经费", [Severity.WARNING])])
def test_a_group_that_no_table_prints_stops_no_document(group: str, found: list[Severity]) -> None:
    """The forms of Shanghai print money carried over by fund, and not by what it is for."""
    spent = with_change(SOURCE, "  matrix:\n", f"  matrix:\n    - {SPENT}\n")
    compiled = compile_text(f"{spent}carry_over:\n{KEPT.replace('GROUP', group)}")
    assert [one.severity for one in compiled.findings if one.code == "CAR006"] == found
    assert compiled.document is not None
