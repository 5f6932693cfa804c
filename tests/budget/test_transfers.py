"""What a department passes on to a unit is a part of lines that are there, in both years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budgetc import pipeline
from budgetc.ledger import Ledger, Period, post
from budgetc.pipeline import Compilation
from tests.budget.department import compile_department, sources
from tests.budget.small import (
    BASIC,
    OF_PROJECT,
    OWN,
    PROJECT,
    UNIT,
    WHY,
    both_years,
    cells,
    compiled,
    department,
    document,
    said,
    station,
    text_of,
)
from tests.support import found, with_change


def spent_by(compilation: Compilation, dimension: str, period: Period) -> dict[str, Decimal]:
    """Return what the function margin comes to in 万元, by a dimension of the facts."""
    assert compilation.draft is not None, said(compilation.findings)
    sums: dict[str, Decimal] = {}
    for fact in compilation.draft.ledger.facts:
        if fact.function and fact.period is period:
            key = getattr(fact, dimension)
            sums[key] = sums.get(key, Decimal()) + Decimal(fact.fen or 0) / 1_000_000
    return sums


def refused(folder: Path, own: str, unit: str, code: str = "ROL") -> str:
    """Return what is said of transfers that cannot be counted."""
    compilation = compiled(folder, own, unit)
    assert compilation.draft is None
    return said(compilation.findings, code)


def test_a_sentence_says_why_rows_by_unit_do_not_balance(tmp_path: Path) -> None:
    words = "上表中部门转拨所属单位使用的资金，收入列在拨出单位，支出列在使用单位，合计只计一次"
    own = department(BASIC)
    assert words in text_of(compiled(tmp_path, own, station()))
    alone = with_change(
        own, "items: item_with_growth", 'by_unit_table: "no", items: item_with_growth'
    )
    assert words not in text_of(compiled(tmp_path, alone, station()))


def test_what_is_passed_on_keeps_its_group(tmp_path: Path) -> None:
    """合计 20 stood beside 公用 30, and 机关运行经费 was 10 too high."""
    compilation = compiled(tmp_path, department(BASIC), station())
    shown = {figure: amount / 10_000 for figure, amount in cells(compilation).items()}
    assert [shown[f"T8!30201.{column}"] for column in ("total", "public")] == [40, 40]
    assert [shown[f"T8!total.{column}"] for column in ("total", "personnel", "public")] == [
        200, 160, 40,
    ]  # fmt: skip
    text = text_of(compilation)
    assert "机关运行经费预算为40.00万元，与2023年预算持平" in text


def test_last_years_money_passed_on_is_counted_once(tmp_path: Path) -> None:
    """Last year was 260 beside 250 of this year, where nothing changed."""
    text = text_of(compiled(tmp_path, department(BASIC), station()))
    assert "持平" in text
    assert "增加" not in text
    assert "减少" not in text


def test_last_years_money_left_in_the_sum_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*given: Any) -> Ledger:
        ledger = post(*given)
        kept = (one for one in ledger.facts if not (one.is_passed_on and one.key == "prior"))
        return replace(ledger, facts=tuple(kept))

    monkeypatch.setattr(pipeline, "post", without)
    files = {"2024.yaml": department(BASIC), "station/2024.yaml": station()}
    done = compile_department(tmp_path, files)
    assert "INT001" in {finding.code for finding in done.findings}


@pytest.mark.parametrize("period", Period)
def test_project_money_passed_on_leaves_its_project(tmp_path: Path, period: Period) -> None:
    compilation = compiled(tmp_path, department(PROJECT), station(OF_PROJECT))
    by_project = spent_by(compilation, "project", period)
    assert by_project == {"": 200, "inspection": 40, "station.inspection": 10}
    assert spent_by(compilation, "kind", period) == {"basic": 200, "project": 50}


def test_the_rows_of_projects_add_up(tmp_path: Path) -> None:
    passed = (
        "transfers:\n  - {unit: third-team, kind: project, project: special-equipment-inspection,\n"
        "     function: 2013815, economic: 302, amount: 4, prior: 0}\n"
    )
    files = sources()
    files["2024.yaml"] = with_change(files["2024.yaml"], "carry_over: []\n", passed)
    unit = with_change(
        files["third-team/2024.yaml"],
        "  - fund: general.own\n",
        "  - {fund: unit_funds.superior, amount: 4, prior: 0, reason: 部门拨入}\n"
        "  - fund: general.own\n",
    )
    unit = with_change(unit, "carry_over: []\n", "transfers: [{amount: 4, prior: 0}]\n")
    files["third-team/2024.yaml"] = with_change(
        unit,
        "    - id: special-equipment-inspection\n",
        "    - {id: checks, name: 所里检查, function: 2013815, economic: 302, prior: 0,\n"
        "       reason: 新增, fund: unit_funds.superior, allocation: [{item: 检查, amount: 4}],\n"
        "       legal_basis: [某项规定], period: {start: 2024-01-01, end: 2024-12-31},\n"
        "       responsible: 某人, targets: {goal: 做好检查, indicators: [{category: 数量指标,\n"
        '       name: 检查次数, operator: ">=", target: 1, unit: 次, weight: 100}]}}\n'
        "    - id: special-equipment-inspection\n",
    )
    compilation = compile_department(tmp_path, files)
    assert "项目名称：所里检查" in text_of(compilation)
    listed = text_of(compilation).split("项目名称：所里检查")[1]
    assert listed.split("项目承担单位：")[1].startswith("所属单位4\n")
    shown = cells(compilation)
    rows = {
        figure.removeprefix("T7!").removesuffix(".total"): amount
        for figure, amount in shown.items()
        if figure.startswith("T7!") and figure.endswith(".total")
    }
    assert rows["special-equipment-inspection"] == 6
    assert rows["third-team.checks"] == 4
    assert rows.pop("total") == sum(rows.values())


MATRIX = f"""\
revenue:
  - {{fund: general.own, amount: 100, prior: 100, {WHY}}}
basic_expenditure:
  matrix:
    - {{code: 2013801, economic: {{30101: 80, 30201: 20}}, prior: 100, {WHY}}}
operating_cost: {{prior: 20, {WHY}}}
"""


def test_a_cell_of_a_matrix_holds_money_too(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, department(BASIC, own=MATRIX), station())
    shown = {figure: amount / 10_000 for figure, amount in cells(compilation).items()}
    assert [shown[f"T8!30201.{column}"] for column in ("total", "public")] == [40, 40]
    assert spent_by(compilation, "kind", Period.PRIOR) == {"basic": 200}


def test_what_is_plain_need_not_be_said(tmp_path: Path) -> None:
    short = "{unit: station, economic: 30201, amount: 10, prior: 10}"
    plain = cells(compiled(tmp_path / "short", department(short), station()))
    assert plain == cells(compiled(tmp_path / "long", department(BASIC), station()))


@pytest.mark.parametrize("group", ["人员经费", "公用经费"])
def test_the_group_tells_lines_of_one_code_apart(tmp_path: Path, group: str) -> None:
    lines = (
        f"    - {{code: 2013801, amount: 80, prior: 80, group: 人员经费, {WHY}}}\n"
        f"    - {{code: 2013801, amount: 20, prior: 20, group: 公用经费, {WHY}}}\n"
    )
    own = with_change(OWN, f"    - {{code: 2013801, amount: 100, prior: 100, {WHY}}}\n", lines)
    code = {"人员经费": "30101", "公用经费": "30201"}[group]
    transfer = with_change(BASIC, "30201", code)
    unit = station().replace("2013801, amount: 100", f"2013801, group: {group}, amount: 100")
    compilation = compiled(tmp_path, department(transfer, own=own), unit)
    assert compilation.draft is not None
    (less,) = (
        fact for fact in compilation.draft.ledger.facts
        if fact.is_passed_on and fact.function and fact.period is Period.CURRENT
    )  # fmt: skip
    assert (less.group, less.fen) == (group, -10_000_000)


def test_money_of_which_there_is_no_line_is_refused(tmp_path: Path) -> None:
    """It printed minus 10."""
    transfer = with_change(BASIC, "2013801", "2013899")
    assert (
        refused(tmp_path, department(transfer), station())
        == """\
2024.yaml:26:31 ROL006
  no line of basic expenditure holds the money: 一般财力, 2013899 其他市场监督管理事务, 30201 办公费
  correct it, or write the line that the money is a part of
  基本支出中没有列支该笔资金的行：一般财力、2013899 其他市场监督管理事务、30201 办公费
  请更正，或补写列支该笔资金的行
"""
    )


def test_money_of_a_project_is_said_to_be_so(tmp_path: Path) -> None:
    transfer = with_change(PROJECT, "kind: project", "project: inspection")
    assert (
        refused(tmp_path, department(transfer), station(OF_PROJECT))
        == """\
2024.yaml:26:52 ROL006
  no line of basic expenditure holds the money: 一般财力, inspection, 2013801 行政运行, \
30227 委托业务费
  for money of a project, add kind: project
  基本支出中没有列支该笔资金的行：一般财力、inspection、2013801 行政运行、30227 委托业务费
  项目支出的资金，请加上 kind: project
"""
    )


def test_more_than_its_line_is_refused(tmp_path: Path) -> None:
    """By unit, the own office printed minus 50."""
    second = with_change(BASIC, "amount: 10", "amount: 10.01")
    unit = station().replace("amount: 10,", "amount: 20.01,").replace("prior: 10,", "prior: 20,")
    unit = with_change(unit, "{amount: 20.01, prior: 10}", "{amount: 20.01, prior: 20}")
    assert (
        refused(tmp_path, department(BASIC, second), unit)
        == """\
2024.yaml:27:65 ROL006
  20.01 万元 of 30201 is passed on, and there is 20 万元 of it
  pass on no more than 20 万元
  30201 共拨出20.01万元，而该行只有20万元
  拨付金额不得超过20万元
"""
    )


def test_which_of_several_lines_must_be_said(tmp_path: Path) -> None:
    own = with_change(
        OWN,
        "    - {id: inspection,",
        "    - {id: training, name: 培训, function: 2013801, economic: 30227, prior: 0,\n"
        "       reason: 新增, allocation: [{item: 委托, amount: 20}]}\n"
        "    - {id: inspection,",
    ).replace("amount: 150", "amount: 170")
    assert (
        refused(tmp_path / "a", department(PROJECT, own=own), station(OF_PROJECT))
        == """\
2024.yaml:28:5 ROL006
  lines that may hold the money: 2
  say which of them: project: inspection / training
  可能列支该笔资金的行：2 行
  请写明是哪一行：project: inspection / training
"""
    )
    which = with_change(PROJECT, "kind: project", "kind: project, project: inspection")
    compilation = compiled(tmp_path / "b", department(which, own=own), station(OF_PROJECT))
    by_project = spent_by(compilation, "project", Period.CURRENT)
    assert {by_project["inspection"], by_project["training"]} == {40, 20}


def test_a_transfer_to_nobody_is_refused(tmp_path: Path) -> None:
    """Its money was left where it is, without a word."""
    other = with_change(BASIC, "unit: station", "unit: stations")
    nobody = with_change(BASIC, "unit: station, ", "")
    assert (
        refused(tmp_path, department(BASIC, other, nobody), station())
        == """\
2024.yaml:27:12 ROL006
  stations is no unit in the list
  did you mean station?
  单位清单中没有 stations
  是否应为station？
2024.yaml:28:5 ROL006
  it is not said which unit receives the money
  add unit: and its id
  没有写明接收单位
  请填写 unit: 和该单位的代号
"""
    )


def test_both_ends_tell_last_year_alike(tmp_path: Path) -> None:
    transfer = with_change(BASIC, "prior: 10", "prior: 9")
    assert (
        refused(tmp_path, department(transfer), station())
        == """\
2024.yaml:4:100 ROL005
  某某所: last year the department passed on 9 万元, the unit received 10 万元, its revenue from above was 10 万元
  write the same prior: under transfers: of both sources
  某某所：上年部门拨出9万元，单位填列收到10万元，单位的上级补助收入为10万元
  请在双方源文件的 transfers 中填写相同的 prior
"""  # noqa: E501
    )


def test_last_years_money_passed_on_is_asked_for(tmp_path: Path) -> None:
    transfer = with_change(BASIC, ", prior: 10", "")
    unit = with_change(station(), "{amount: 10, prior: 10}", "{amount: 10}")
    compilation = compiled(tmp_path, department(transfer), unit)
    assert compilation.document is None
    assert {(26, 5, "DOC001")} <= set(found(compilation.findings))


def test_nothing_was_passed_on_where_a_unit_had_nothing(tmp_path: Path) -> None:
    transfer = with_change(BASIC, ", prior: 10", "")
    unit = with_change(station(), "{amount: 10, prior: 10}", "{amount: 10}")
    unit = unit.replace("amount: 10, prior: 10", "amount: 10, prior: 0")
    compilation = compiled(tmp_path, department(transfer), unit)
    assert spent_by(compilation, "kind", Period.PRIOR) == {"basic": 200, "project": 50}
    assert document(compilation)


def test_two_funds_to_one_unit_are_refused_where_they_are_passed_on(tmp_path: Path) -> None:
    """It was said that the fund does not balance."""
    own = with_change(
        OWN,
        "basic_expenditure:\n",
        f"  - {{fund: government_fund.own, amount: 20, prior: 20, {WHY}}}\nbasic_expenditure:\n",
    )
    own = with_change(
        own,
        "  by_economic:\n",
        f"    - {{code: 2120803, amount: 20, prior: 20, fund: government_fund.own, {WHY}}}\n"
        "  by_economic:\n    - {code: 30201, amount: 20, fund: government_fund.own}\n",
    )
    first, second = "amount: 6, prior: 6", "amount: 4, prior: 4"
    other = (
        "{unit: station, function: 2120803, economic: 30201, fund: government_fund.own, "
        f"{second}}}"
    )
    basic = with_change(BASIC, "amount: 10, prior: 10", first)
    assert (
        refused(tmp_path, department(basic, other, own=own), station())
        == """\
2024.yaml:30:63 ROL007
  某某所 is paid from general.own and from government_fund.own, and its lines of unit_funds.superior do not say from which
  take one of them out of transfers: of both files and out of the department's own revenue and lines, and type it in the unit's file as revenue and lines of that fund; the sums of the whole department stay the same
  某某所的拨款来自 general.own 和 government_fund.own，其 unit_funds.superior 各行没有写明由哪一项安排
  请将其中一项从两个文件的 transfers: 和部门本级的收入、支出中减去，改在该单位源文件中列为该项资金的收入和支出；部门汇总数不变
"""  # noqa: E501
    )


RESTATED = "prior: 9, restated: 原为10万元，其中1万元改由单位自筹"
OTHERWISE = """\
  last year's amount is 9 万元 here, and 10 万元 in last year's source: a difference of 1 万元
  delete prior: and it comes from there; or add restated: with the reason
  此处上年预算数为9万元，上年源文件为10万元，相差1万元
  删去 prior，由该文件自动取数；如确有口径调整，填写 restated 说明原因
"""


def _restated(folder: Path, transfer: str) -> Compilation:
    """Compile 2024, where less was passed on in 2023 than last year's sources have."""
    files = both_years(BASIC, UNIT)
    passed = with_change(files["2024.yaml"], "30201, amount: 10", f"30201, amount: 10, {transfer}")
    unit = files["station/2024.yaml"]
    for old, told in [
        ("transfers: [{", transfer),
        ("{fund: unit_funds.superior, ", RESTATED),
        ("{code: 2013801, amount: 10, ", RESTATED),
        ("{code: 2013801, amount: 100, ", "prior: 100"),
    ]:
        unit = with_change(unit, old, f"{old}{told}, ")
    return compile_department(folder, files | {"2024.yaml": passed, "station/2024.yaml": unit})


def test_what_was_passed_on_last_year_may_be_restated(tmp_path: Path) -> None:
    """A transfer had no key for the reason, and its line had one."""
    found = _restated(tmp_path / "a", "prior: 9").findings
    places = "2024.yaml:26:76", "station/2024.yaml:18:21"
    assert said(found, "YOY001") == "".join(f"{one} YOY001\n{OTHERWISE}" for one in places)
    noted = _restated(tmp_path / "b", RESTATED)
    assert not said(noted.findings, "YOY001") + said(noted.findings, "YOY009")
    assert spent_by(noted, "kind", Period.PRIOR) == {"basic": 200, "project": 50}


def test_a_note_on_what_was_passed_on_says_from_what(tmp_path: Path) -> None:
    """As the note of a line does."""
    found = _restated(tmp_path, "prior: 9, restated: 改由单位自筹一部分").findings
    assert said(found, "YOY009").startswith("2024.yaml:26:89 YOY009\n")


@pytest.mark.parametrize(("transfer", "unit"), [(BASIC, UNIT), (PROJECT, OF_PROJECT)])
def test_last_years_source_tells_what_was_passed_on(
    tmp_path: Path, transfer: str, unit: str
) -> None:
    """Project money was taken out of basic expenditure; lines were compared with less."""
    compilation = compile_department(tmp_path, both_years(transfer, unit))
    text = text_of(compilation)
    assert "增加" not in text
    assert "减少" not in text
    assert {"PCT005", "YOY001", "YOY006"}.isdisjoint({f.code for f in compilation.findings})
    for dimension in ("kind", "project", "fund"):
        now, then = (spent_by(compilation, dimension, period) for period in Period)
        assert now == then


def test_typed_amounts_of_last_year_agree_with_its_source(tmp_path: Path) -> None:
    files = both_years(BASIC, UNIT)
    files["2024.yaml"], files["station/2024.yaml"] = department(BASIC), station()
    compilation = compile_department(tmp_path, files)
    assert "YOY001" not in {finding.code for finding in compilation.findings}
    assert spent_by(compilation, "kind", Period.PRIOR) == {"basic": 200, "project": 50}


def test_what_ended_in_a_unit_is_the_units(tmp_path: Path) -> None:
    files = both_years(BASIC, UNIT)
    ended = "    - {code: 2120803, amount: 5, prior: 0, reason: 新增}\n"
    files["station/2023.yaml"] = with_change(
        files["station/2023.yaml"].replace("general.own, amount: 100", "general.own, amount: 105"),
        "  by_economic:\n", f"{ended}  by_economic:\n    - {{code: 30102, amount: 5}}\n",
    )  # fmt: skip
    owed = [f for f in compile_department(tmp_path, files).findings if f.code == "DOC001"]
    assert [f.span.file for f in owed] == ["budgets/bureau/station/2024.yaml"]  # why it ended
    files["2024.yaml"] = with_change(files["2024.yaml"], "item_with_growth", "item")
    compilation = compile_department(tmp_path, files)
    assert compilation.draft is not None, said(compilation.findings)
    ledger = compilation.draft.ledger
    facts = [fact for fact in ledger.facts if fact.function == "2120803"]
    assert {ledger.entity_of(fact).id for fact in facts} == {"station"}
    assert [fact.fen for fact in facts if fact.period == Period.PRIOR] == [5_000_000]


@pytest.mark.parametrize(
    ("institution", "told"),
    [
        ("某某局", "机关运行经费预算为30.00万元，与2023年预算持平"),
        ("某某所", "机关运行经费预算为10.00万元，与2023年预算持平"),
    ],
)
def test_last_years_operating_cost_is_what_this_years_is(
    tmp_path: Path, institution: str, told: str
) -> None:
    """What an institution passed on to an office was no cost of anybody, and now all of it new."""
    own, unit = (
        with_change(
            with_change(text, f"name: {institution},", f"name: {institution}, type: institution,"),
            f"operating_cost: {{prior: 20, {WHY}}}\n",
            "",
        )
        if f"name: {institution}," in text
        else text
        for text in (department(BASIC), station())
    )
    assert told in text_of(compiled(tmp_path, own, unit))


def test_what_is_typed_of_an_office_and_found_of_its_unit_counts_money_once(tmp_path: Path) -> None:
    """What was passed on was in what the office typed, and in what its unit spent: 50 beside 40."""
    files = both_years(BASIC, UNIT)
    files["2024.yaml"] = with_change(
        files["2024.yaml"], "operating_cost: {", "operating_cost: {prior: 20, "
    )
    text = text_of(compile_department(tmp_path, files))
    assert "机关运行经费预算为40.00万元，与2023年预算持平" in text


def test_a_reason_that_the_department_prints_is_of_use_in_its_units_source(tmp_path: Path) -> None:
    """Its own document was made without it, and DOC002 asked to delete what DOC001 asks for."""
    files = {"2024.yaml": department(BASIC), "station/2024.yaml": station()}
    findings = compile_department(tmp_path, files, "station/2024.yaml").findings
    assert "operating_cost" not in said(findings, "DOC002")


@pytest.mark.parametrize("typed", [100, 10])
def test_of_two_funds_of_a_code_one_may_tell_last_year(tmp_path: Path, typed: int) -> None:
    """In the sum both are of one fund: what was typed of one was held against both (YOY001)."""
    files = both_years(BASIC, UNIT)
    made = compile_department(tmp_path / "found", files)
    line = f"{{code: 2013801, amount: {typed}, "
    unit = with_change(files["station/2024.yaml"], line, f"{line}prior: {typed}, ")
    told = compile_department(tmp_path / "typed", {**files, "station/2024.yaml": unit})
    assert said(told.findings, "YOY001") == said(told.findings, "INT") == ""
    assert text_of(told) == text_of(made)


def test_rows_with_economic_items_are_told_apart_by_their_funds_too(tmp_path: Path) -> None:
    files = both_years(BASIC, UNIT)
    rows = (
        f"  matrix:\n    - {{code: 2013801, economic: {{30101: 80, 30201: 20}}, {WHY}}}\n"
        f"    - {{code: 2013801, economic: {{30201: 10}}, fund: unit_funds.superior, {WHY}}}\n"
    )
    for name in ("station/2023.yaml", "station/2024.yaml"):
        before, _, after = files[name].partition("  by_function:\n")
        text = f"{before}{rows}operating_cost:{after.partition('operating_cost:')[2]}"
        files[name] = text
    files["station/2023.yaml"] = files["station/2023.yaml"].replace(
        "economic:", "prior: 0, economic:"
    )
    cells = "code: 2013801, economic: {30101: 80"
    files["station/2024.yaml"] = with_change(
        files["station/2024.yaml"], cells, cells.replace("economic", "prior: 100, economic")
    )
    made = compile_department(tmp_path, files)
    assert said(made.findings, "YOY001") == said(made.findings, "INT") == ""
    assert made.document is not None
