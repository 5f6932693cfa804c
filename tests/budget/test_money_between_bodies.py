"""Subsidies to units and what units remit: one sum of money, which has two ends."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from budgetc.diagnostics.messages import ENGLISH
from budgetc.pipeline import Compilation
from tests.budget.department import compile_department
from tests.budget.small import (
    DECLARED,
    GIVEN,
    OWN,
    UNIT,
    cells,
    compiled,
    department,
    document,
    said,
    station,
)
from tests.support import with_change

ALONE = with_change(UNIT, "transfers: [{amount: 10, prior: 10}]\n", "")
REMITTED = with_change(
    with_change(ALONE, "unit_funds.superior, amount: 10, prior: 10, ", "unit_funds.other, "
                "amount: 10, prior: 10, "), "{code: 2013801, amount: 10, prior: 10, "
    "fund: unit_funds.superior, reason: 标准有所调整}\n", "{code: 2013801, amount: 0, prior: 0, "
    "fund: unit_funds.other}\n").replace(
    "    - {code: 30201, amount: 10, fund: unit_funds.superior}\n", "") + (
    "other_expenditure:\n"
    "  - {kind: remitted, code: 2013801, amount: 10, prior: 10, fund: unit_funds.other}\n"
)  # fmt: skip


def test_a_declared_subsidy_is_counted_once(tmp_path: Path) -> None:
    own, unit = department(DECLARED, own=GIVEN), station(UNIT)
    found = cells(compiled(tmp_path, own, unit))
    # 150 and 100 of public money, and 10 that go from one to the other.
    assert found["T3!total.total"] == Decimal(2_600_000)
    assert "T3!total.subsidies" not in found
    assert said(compiled(tmp_path, own, unit).findings, "ROL") == ""


def test_a_column_of_which_all_is_passed_on_is_not_printed(tmp_path: Path) -> None:
    """It stood there empty, for the line that is passed on has an amount."""
    made = document(compiled(tmp_path, department(DECLARED, own=GIVEN), station(UNIT)))
    columns = [
        column.id for table in made.tables() for panel in table.panels for column in panel.columns
    ]
    assert "subsidies" not in columns
    of_others = with_change(GIVEN, "amount: 10, prior: 10, fund", "amount: 12, prior: 12, fund")
    of_others = of_others.replace(
        "unit_funds.other, amount: 10, prior: 10", "unit_funds.other, amount: 12, prior: 12"
    )
    made = document(compiled(tmp_path / "more", department(DECLARED, own=of_others), station(UNIT)))
    assert "subsidies" in [
        one.id for table in made.tables() for panel in table.panels for one in panel.columns
    ]


def test_one_that_nobody_declares_is_told(tmp_path: Path) -> None:
    made = compiled(tmp_path, department(own=GIVEN), station(ALONE))
    assert said(made.findings, "ROL010") == (
        "2024.yaml:20:46 ROL010\n"
        "  subsidies to subordinate units is 10 万元, and 上级补助收入 is 10 万元: if it is money "
        "between the department and its units, 10 万元 of it is in the sum twice\n"
        "  declare it: write {unit: station, kind: subsidies, fund: unit_funds.other, function: "
        "2013801, amount: 10, prior: 10} under transfers: of the department, and {amount: 10, "
        "prior: 10} under transfers: of the unit; if it is money of others, waive this with that "
        "reason\n"
        "  对附属单位补助支出10万元，上级补助收入10万元："
        "如为部门与所属单位之间的往来，其中10万元在汇总中计了两次\n"
        "  请填报拨款：部门源文件的 transfers 填 {unit: station, kind: subsidies, "
        "fund: unit_funds.other, function: 2013801, amount: 10, prior: 10}，"
        "单位源文件的 transfers 填 {amount: 10, prior: 10}；确属与其他单位的往来，写明理由后豁免\n"
    )


def _hint(made: Compilation) -> str:
    (hint,) = (one.hint for one in made.findings if one.code == "ROL010")
    assert hint is not None
    return ENGLISH(hint)


def test_of_several_lines_each_is_declared_and_what_is_told_is_accepted(tmp_path: Path) -> None:
    """One transfer was told for all lines, with the codes of the first: ROL006."""
    given = GIVEN.replace("amount: 10, prior: 10, fund", "amount: 6, prior: 7, fund") + (
        "  - {kind: subsidies, code: 2013802, amount: 4, prior: 3, fund: unit_funds.other}\n"
    )
    unit = with_change(station(ALONE), "unit: 万元", "unit: 元")
    unit = unit.replace(
        "superior, amount: 10, prior: 10", "superior, amount: 100000, prior: 100000"
    )
    hint = _hint(compiled(tmp_path / "told", department(own=given), unit))
    *lines, received = re.findall(r"\{[^}]*\}", hint)
    assert received == "{amount: 100000, prior: 100000}"  # in the unit's own 元
    assert [line.split("amount: ")[1] for line in lines] == ["6, prior: 7}", "4, prior: 3}"]
    typed = department(*lines, own=given)
    made = compiled(tmp_path / "typed", typed, f"{unit}transfers: [{received}]\n")
    assert (len(lines), said(made.findings, "ROL")) == (2, "")


def test_ends_that_tell_last_year_otherwise_have_no_transfer_that_is_accepted(
    tmp_path: Path,
) -> None:
    """The lines that were told left last year's amount out, which the sum then lacks."""
    given = GIVEN.replace("amount: 10, prior: 10, fund", "amount: 10, prior: 8, fund")
    made = compiled(tmp_path / "unlike", department(own=given), station(ALONE))
    assert _hint(made).startswith("where it is all that a unit has")
    given = GIVEN.replace("amount: 10, prior: 10, fund", "amount: 10, fund")
    hint = _hint(compiled(tmp_path / "untold", department(own=given), station(ALONE)))
    assert "amount: 10, prior: 10} under transfers: of the department" in hint


def test_what_last_years_source_tells_of_a_transfer_is_not_typed(tmp_path: Path) -> None:
    last = {"2023.yaml": department(own=GIVEN), "station/2023.yaml": station(ALONE)}
    now = {"2024.yaml": department(own=GIVEN), "station/2024.yaml": station(ALONE)}
    files = {name: text.replace("2024", "2023") for name, text in last.items()} | now
    assert "prior:" not in _hint(compile_department(tmp_path, files))


def test_what_no_transfer_can_be_of_is_told_in_words(tmp_path: Path) -> None:
    """A unit that has money of others as well has no transfer that is accepted (ROL005)."""
    given = GIVEN.replace("amount: 10, prior: 10", "amount: 6, prior: 6")
    told = said(compiled(tmp_path, department(own=given), station(ALONE)).findings, "ROL010")
    assert told.splitlines()[2::2] == [
        (
            "  where it is all that a unit has of that revenue, and of one fund, declare it under "
            "transfers: of both sources; where it is not, say under other_matters: of the "
            "department that the sum has it at both ends, and waive this; if it is money of "
            "others, waive this with that reason"
        ),
        (
            "  如这笔拨款就是某个单位该项收入的全部，且资金来源只有一种，请在双方源文件的 "
            "transfers 中填报；否则请在部门的 other_matters 中说明汇总数含这部分重复，"
            "并豁免本提示；"
            "确属与其他单位的往来，写明理由后豁免"
        ),
    ]


def test_of_several_funds_no_line_is_told(tmp_path: Path) -> None:
    """What a unit has from above is of one fund (ROL007)."""
    given = GIVEN.replace("2013801, amount: 10, prior: 10, fund", "2013801, amount: 6, fund") + (
        "  - {kind: subsidies, code: 2013802, amount: 4, fund: unit_funds.business}\n"
    )
    made = compiled(tmp_path, department(own=given), station(ALONE))
    assert _hint(made).startswith("where it is all that a unit has")


def test_what_units_remit_is_told(tmp_path: Path) -> None:
    own = OWN.replace(
        "basic_expenditure:",
        "  - {fund: unit_funds.subordinate, amount: 7, prior: 7}\nbasic_expenditure:",
    )
    own += (
        "other_expenditure:\n"
        "  - {kind: subsidies, code: 2013801, amount: 7, prior: 7, fund: unit_funds.subordinate}\n"
    )
    told = said(compiled(tmp_path, department(own=own), station(REMITTED)).findings, "ROL010")
    assert told == (
        "2024.yaml:7:44 ROL010\n"
        "  remittances to the superior unit is 10 万元, and 附属单位上缴收入 is 7 万元: if it is "
        "money between the department and its units, 7 万元 of it is in the sum twice\n"
        "  no transfer goes upward: say under other_matters: of the department that the sum has "
        "it at both ends, and waive this; if it is money of others, waive this with that reason\n"
        "  上缴上级支出10万元，附属单位上缴收入7万元："
        "如为部门与所属单位之间的往来，其中7万元在汇总中计了两次\n"
        "  transfers 不能填报上缴：请在部门的 other_matters 中说明汇总数含所属单位上缴的重复部分，"
        "并豁免本提示；确属与其他单位的往来，写明理由后豁免\n"
    )


def test_money_of_others_is_none_of_it(tmp_path: Path) -> None:
    """The own office gives to others, and no unit has anything from above."""
    made = compiled(tmp_path, department(own=GIVEN), station(REMITTED))
    assert said(made.findings, "ROL010") == ""


def test_what_a_unit_remits_of_money_from_above_is_paid_from_where_that_came(
    tmp_path: Path,
) -> None:
    """The two ways to the sum differed, for one of them left such a line under its old fund."""
    unit = UNIT.replace(
        "{code: 2013801, amount: 10, prior: 10, fund", "{code: 2013801, amount: 8, prior: 8, fund"
    )
    unit = unit.replace("{code: 30201, amount: 10, fund", "{code: 30201, amount: 8, fund")
    unit += (
        "other_expenditure:\n"
        "  - {kind: subsidies, code: 2013801, amount: 2, prior: 2, fund: unit_funds.superior}\n"
    )
    made = compiled(tmp_path, department(DECLARED, own=GIVEN), station(unit))
    assert said(made.findings, "INT") == ""
    assert cells(made)["T3!total.subsidies"] == Decimal(20_000)


def test_a_subsidy_of_what_was_carried_over_is_spent_as_the_unit_spends_it(tmp_path: Path) -> None:
    """The department keeps it for a subsidy; the sum has what the unit does with it."""
    own = GIVEN.replace("  - {fund: unit_funds.other, amount: 10, prior: 10}\n", "")
    own = own.replace("amount: 10, prior: 10, fund: unit_funds.other", "amount: 10, fund: FUND")
    own += "carry_over: [{item: 上年结余, fund: FUND, kind: subsidies, amount: 10}]\n"
    own = own.replace("FUND", "carry_over.unit_funds")
    transfer = with_change(DECLARED, "unit_funds.other", "carry_over.unit_funds")
    made = compiled(tmp_path, department(transfer, own=own), station(UNIT))
    assert said(made.findings, "CAR") == said(made.findings, "ROL") == ""
    assert cells(made)["T2!total.carry_over"] == Decimal(100_000)
