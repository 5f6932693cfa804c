"""A line of which all is passed on is in no sum, and its reason is told of none."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.layout.reasons import Moves
from budgetc.ledger import Flow, Period
from tests.budget.small import (
    OF_PROJECT,
    OWN,
    WHY,
    compiled,
    department,
    station,
    text_of,
)
from tests.support import with_change


def _files(amount: int, passed: int, prior: int) -> tuple[str, str]:
    """Return a department and its station.

    Args:
        amount: of the department's project.
        passed: how much of it the station spends; it spent 10.
        prior: of the department's project, last year.
    """
    old = f"economic: 30227, prior: 50, {WHY},\n       allocation: [{{item: 委托, amount: 50}}]"
    new = (
        f"economic: 30227, prior: {prior}, reason: 局里的检查增加,\n"
        f"       allocation: [{{item: 委托, amount: {amount}}}]"
    )
    total = f"amount: {100 + amount}, prior: {100 + prior}"
    own = with_change(with_change(OWN, old, new), "amount: 150, prior: 150", total)
    transfer = (
        "{unit: station, kind: project, function: 2013801, economic: 30227, "
        f"amount: {passed}, prior: 10}}"
    )
    unit = OF_PROJECT
    above, spent = "superior, amount: 10, prior: 10", "economic: 30227, prior: 10"
    for old, new in (
        (f"{above}, {WHY}", f"superior, amount: {passed}, prior: 10, reason: 上级补助增加"),
        (f"{spent}, {WHY}", f"{spent}, reason: 所里的检查增加"),
        ("{item: 委托, amount: 10}", f"{{item: 委托, amount: {passed}}}"),
        ("transfers: [{amount: 10,", f"transfers: [{{amount: {passed},"),
    ):
        unit = with_change(unit, old, new)
    return department(transfer, own=own), station(unit)


@pytest.mark.parametrize(
    ("amount", "passed", "prior", "told"),
    [
        (20, 20, 10, "所里的检查增加"),  # all of it, in both years
        (40, 20, 20, "局里的检查增加；所里的检查增加"),  # a part of it
        (20, 20, 15, "局里的检查增加；所里的检查增加"),  # all of it this year alone
    ],
)
def test_expenditure(tmp_path: Path, amount: int, passed: int, prior: int, told: str) -> None:
    text = text_of(compiled(tmp_path, *_files(amount, passed, prior)))
    assert f"主要原因是{told}。" in text


def test_what_comes_from_above(tmp_path: Path) -> None:
    draft = compiled(tmp_path, *_files(20, 20, 10)).draft
    assert draft is not None
    before, now = (
        [one for one in draft.ledger.facts if (one.flow, one.period) == (Flow.REVENUE, period)]
        for period in (Period.PRIOR, Period.CURRENT)
    )
    assert any(one.line.node.said("reason") == "上级补助增加" for one in now)
    moves = Moves.since(before, now)
    assert [one.node.said("reason") for one in (*moves.along, *moves.against)] == ["标准有所调整"]
