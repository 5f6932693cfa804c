"""What a unit has from above without a transfer is in the sum of its department twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.budget.small import OF_PROJECT, OWN, PROJECT, UNIT, compiled, department, said, station
from tests.support import with_change

NO_TRANSFERS = "transfers: [{amount: 10, prior: 10}]\n"
ALONE = with_change(UNIT, NO_TRANSFERS, "")
"""The station has 10 from above, and says not that it is the department's."""

GIVES = OWN.replace(
    "basic_expenditure:", "  - {fund: unit_funds.other, amount: 10, prior: 10}\nbasic_expenditure:"
) + (
    "other_expenditure:\n"
    "  - {kind: subsidies, code: 2013801, amount: 10, prior: 10, fund: unit_funds.other}\n"
)
"""The own office pays subsidies of 10 out of its own money."""


def _codes(folder: Path, own: str, unit: str) -> list[str]:
    findings = compiled(folder, own, station(unit)).findings
    return [one.code for one in findings if one.code in {"ROL005", "ROL010", "ROL011", "UNI006"}]


@pytest.mark.parametrize(
    ("own", "unit", "codes"),
    [
        (department(), ALONE, ["ROL011"]),
        (department(own=GIVES), ALONE, ["ROL010"]),
        (department(), UNIT, ["ROL005"]),
        (department(PROJECT), OF_PROJECT, []),
        (department(), ALONE.replace("superior, amount: 10", "superior, amount: 0"), []),
        (department(own=GIVES), ALONE.replace("superior, amount: 10", "superior, amount: 12"),
         ["ROL010", "ROL011"]),
    ],
)  # fmt: skip
def test_what_is_from_above_is_declared_or_told(
    tmp_path: Path, own: str, unit: str, codes: list[str]
) -> None:
    assert sorted(_codes(tmp_path, own, unit)) == codes


def test_the_project_that_may_hold_it_is_named_as_it_is_to_be_typed(tmp_path: Path) -> None:
    same = with_change(OWN, "allocation: [{item: 委托, amount: 50}]",
                       "allocation: [{item: 委托, amount: 10}]")  # fmt: skip
    unit = with_change(OF_PROJECT, NO_TRANSFERS, "").replace("id: inspection", "id: visits")
    told = said(compiled(tmp_path, department(own=same), station(unit)).findings, "ROL011")
    assert told == (
        "2024.yaml:4:100 ROL011\n"
        "  某某所: no transfer declares its 上级补助收入 of 10 万元; if the department pays it, "
        "it is in the sum twice\n"
        "  if it is paid out of 检查专项, write {unit: station, kind: project, project: "
        "inspection, fund: general.own, amount: 10, prior: 10} under transfers: of the "
        "department, and {amount: 10, prior: 10} under transfers: of the unit; if a body outside "
        "the department pays it, waive this with that reason "
        "(scope: department.subordinate_units.station, until: its last day)\n"
        "  某某所的上级补助收入10万元没有填报 transfers：如由本部门拨付，这笔资金在汇总中计了两次\n"
        "  如由“检查专项”拨付，部门源文件的 transfers 填 {unit: station, kind: project, "
        "project: inspection, fund: general.own, amount: 10, prior: 10}，单位源文件的 transfers 填 "
        "{amount: 10, prior: 10}；由本部门以外的上级拨付的，写明理由后豁免"
        "（scope: department.subordinate_units.station，until: 截止日期）\n"
    )


def test_declared_as_it_says_it_is_told_no_longer(tmp_path: Path) -> None:
    own = department(
        "{unit: station, kind: project, project: inspection, fund: general.own, amount: 10, "
        "prior: 10}"
    )
    assert _codes(tmp_path, own, OF_PROJECT.replace("id: inspection", "id: visits")) == []


def test_a_waiver_names_the_unit(tmp_path: Path) -> None:
    waived = department() + (
        "waive:\n  - {rule: ROL011, scope: department.subordinate_units.station, "
        "reason: 自治区拨付, until: 2030-12-31}\n"
    )
    findings = compiled(tmp_path, waived, station(ALONE)).findings
    assert [(one.code, one.waived is not None) for one in findings if one.code == "ROL011"] == [
        ("ROL011", True)
    ]


def test_a_project_that_is_passed_on_is_no_project_held_by_both(tmp_path: Path) -> None:
    whole = with_change(OWN, "allocation: [{item: 委托, amount: 50}]",
                        "allocation: [{item: 委托, amount: 10}]")  # fmt: skip
    assert "UNI006" not in _codes(tmp_path, department(PROJECT, own=whole), OF_PROJECT)
    unit = with_change(OF_PROJECT, NO_TRANSFERS, "")
    assert "UNI006" in _codes(tmp_path, department(own=whole), unit)
