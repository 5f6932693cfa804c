"""What a department takes from its units is a whole, or an error that says what to type where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.diagnostics import sort_findings
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.budget.department import compile_department
from tests.budget.small import (
    BASIC,
    OF_PROJECT,
    PROJECT,
    UNIT,
    WHY,
    both_years,
    compiled,
    department,
    document,
    said,
    station,
    text_of,
)
from tests.support import RESOURCES, with_change

THREE_PUBLIC = """\
three_public: {abroad: {prior: 0}, vehicle_purchase: {prior: 0}, vehicle_operation: {prior: 0},
  reception: {prior: 0}}
"""
PROCUREMENT = "procurement: {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0}\n"
ASSETS = """\
assets: {very_large_equipment: 0, planned_very_large_equipment: 0, as_of: 2023-12-31,
  vehicles_by_use: {}, planned_vehicles: {}}
"""
OPERATING_COST = f"operating_cost: {{prior: 20, {WHY}}}\n"


def _refused(folder: Path, own: str, unit: str, code: str = "UNI") -> str:
    compilation = compiled(folder, own, unit)
    assert compilation.draft is None
    return said(compilation.findings, code)


def test_what_accounts_alone_use_is_not_asked_of_the_others_in_a_budget(tmp_path: Path) -> None:
    """没有的填 0 of 中小企业中标, which a budget prints nowhere."""
    unit = with_change(
        station(), "works: 0, services: 0,", "works: 0, services: 0, won_otherwise: 0,"
    )
    assert (
        _refused(tmp_path, department(BASIC), unit)
        == """\
2024.yaml:4:100 UNI008
  budgets/bureau/station/2024.yaml has what final accounts alone use: procurement.won_otherwise
  delete it in budgets/bureau/station/2024.yaml
  budgets/bureau/station/2024.yaml 填写了只有决算才用的内容：政府采购预算 › 其他项目中标 (procurement.won_otherwise)
  请在 budgets/bureau/station/2024.yaml 中删去
"""  # noqa: E501
    )


def test_a_unit_that_leaves_out_sections_is_not_taken_for_one_that_has_nothing(
    tmp_path: Path,
) -> None:
    """Operating cost grew by 25 where nobody knows."""
    unit = station()
    for section in (THREE_PUBLIC, PROCUREMENT, ASSETS, OPERATING_COST):
        unit = with_change(unit, section, "")
    assert (
        _refused(tmp_path, department(BASIC), unit)
        == """\
station/2024.yaml:1:1 UNI008
  Assets (assets) is missing, and budgets/bureau/2024.yaml says it
  write it, 0 where there is none
  缺少国有资产 (assets)，budgets/bureau/2024.yaml 已填
  请补填，没有的填 0
station/2024.yaml:1:1 UNI008
  Operating cost (operating_cost) is missing, and budgets/bureau/2024.yaml says it
  write it, 0 where there is none
  缺少机关运行经费 (operating_cost)，budgets/bureau/2024.yaml 已填
  请补填，没有的填 0
station/2024.yaml:1:1 UNI008
  Procurement (procurement) is missing, and budgets/bureau/2024.yaml says it
  write it, 0 where there is none
  缺少政府采购预算 (procurement)，budgets/bureau/2024.yaml 已填
  请补填，没有的填 0
station/2024.yaml:1:1 UNI008
  “Three public” spending (three_public) is missing, and budgets/bureau/2024.yaml says it
  write it, 0 where there is none
  缺少“三公”经费 (three_public)，budgets/bureau/2024.yaml 已填
  请补填，没有的填 0
"""
    )


@pytest.mark.parametrize(
    ("section", "key", "path"),
    [
        (PROCUREMENT, "works: 0, ", "procurement.works"),
        (ASSETS, "very_large_equipment: 0, ", "assets.very_large_equipment"),
        (ASSETS, ", as_of: 2023-12-31", "assets.as_of"),
        (THREE_PUBLIC, "vehicle_purchase: {prior: 0}, ", "three_public.vehicle_purchase"),
    ],
)
@pytest.mark.parametrize("side", [0, 1])
def test_a_key_that_one_of_them_leaves_out_is_named(
    tmp_path: Path, section: str, key: str, path: str, side: int
) -> None:
    sides = [department(BASIC), station()]
    sides[side] = with_change(sides[side], section, section.replace(key, "", 1))
    names = ["2024.yaml", "station/2024.yaml"]
    lacks, has = reversed(names) if side else names
    report = _refused(tmp_path, *sides)
    assert report.startswith(f"{lacks}:")
    assert f" ({path.rpartition('.')[2]}) is missing, and budgets/bureau/{has} says it\n" in report
    assert report.count("UNI008") == 1


def test_counts_by_kinds_are_asked_for_as_they_are_typed(tmp_path: Path) -> None:
    """Nobody can type planned_vehicles: 0."""
    own = with_change(department(BASIC), "planned_vehicles: {}", "planned_vehicles: {emergency: 1}")
    unit = with_change(station(), ", planned_vehicles: {}", "")
    assert (
        _refused(tmp_path, own, unit)
        == """\
station/2024.yaml:23:9 UNI008
  Assets › Planned vehicles (planned_vehicles) is missing, and budgets/bureau/2024.yaml says it
  write it, 0 where there is none, such as planned_vehicles: {emergency: 0}
  缺少国有资产 › 计划购置的车辆 (planned_vehicles)，budgets/bureau/2024.yaml 已填
  请补填，没有的填 0，如 planned_vehicles: {emergency: 0}
"""
    )


def test_what_the_document_of_the_unit_lacks_as_well_is_told_once(tmp_path: Path) -> None:
    """A check of all told of it at the department's entry, and again where it is to be typed."""
    unit = with_change(station(), PROCUREMENT, "")
    files = {"2024.yaml": department(BASIC), "station/2024.yaml": unit}
    (asked,) = (one for one in compile_department(tmp_path, files).findings if one.code == "UNI008")
    workspace = Workspace.find(tmp_path)
    source = workspace.source(tmp_path / "budgets/bureau/station/2024.yaml")
    of_unit = compile_source(source, RESOURCES).findings
    (lacking,) = (one for one in of_unit if one.span == asked.span and one.code == "DOC001")
    assert sort_findings((asked, lacking)) == (lacking,)


def test_what_no_document_of_the_jurisdiction_prints_is_asked_of_nobody(tmp_path: Path) -> None:
    """Nothing there prints vehicles by use that are planned: a note says so, and no error."""
    own, unit = (
        with_change(text, "jurisdiction: shanghai", "jurisdiction: xinjiang").split("options:")[0]
        for text in (department(BASIC), station())
    )
    unit = with_change(unit, ", planned_vehicles: {}", "")
    assert "UNI" not in said(compiled(tmp_path, own, unit).findings)


def test_what_lines_of_procurement_leave_out_is_asked_of_nobody(tmp_path: Path) -> None:
    """The department left out what its unit said, said UNI008 of a sum that nobody had typed."""
    lines = (
        "procurement: {lines: [{item: 电脑, category: goods, amount: 1, small_and_medium: 1}]}\n"
    )
    unit = with_change(station(), PROCUREMENT, lines)
    assert "UNI" not in said(compiled(tmp_path, department(BASIC), unit).findings)


def test_what_nobody_says_is_asked_of_nobody(tmp_path: Path) -> None:
    sides = (with_change(text, ASSETS, "") for text in (department(BASIC), station()))
    assert "UNI" not in said(compiled(tmp_path, *sides).findings)


def test_an_institution_is_not_asked_for_operating_cost(tmp_path: Path) -> None:
    unit = with_change(station(), "{name: 某某所", "{name: 某某所, type: institution")
    unit = with_change(unit, OPERATING_COST, "")
    text = text_of(compiled(tmp_path, department(BASIC), unit))
    assert "机关运行经费预算为10.00万元" in text


def test_an_own_office_that_is_an_institution_has_no_operating_cost(tmp_path: Path) -> None:
    """Last year's was counted, this year's was not; the sentence denied what the table said."""
    own = with_change(department(BASIC), "{name: 某某局", "{name: 某某局, type: institution")
    text = text_of(compiled(tmp_path, own, station()))
    assert "无机关运行经费" not in text
    assert "机关运行经费预算为30.00万元，与2023年预算持平" in text
    # Nor is it asked for: typed, it would be for nothing (DOC002).
    without = compiled(tmp_path, with_change(own, OPERATING_COST, ""), station())
    assert "PUB009" not in {one.code for one in without.findings}


def test_a_body_that_changed_its_type_is_compared_with_itself(tmp_path: Path) -> None:
    files = both_years(BASIC, UNIT)
    before = "station/2023.yaml"
    files[before] = with_change(files[before], "{name: 某某所", "{name: 某某所, type: institution")
    text = text_of(compile_department(tmp_path, files))
    assert "机关运行经费预算为40.00万元，与2023年预算持平" in text


def test_assets_of_different_days_are_not_added_up(tmp_path: Path) -> None:
    """The vehicles of June stood under the date of December."""
    unit = with_change(station(), "as_of: 2023-12-31", "as_of: 2023-06-30")
    assert (
        _refused(tmp_path, department(BASIC), unit)
        == """\
2024.yaml:4:100 UNI009
  assets.as_of is 2023-06-30 in budgets/bureau/station/2024.yaml, 2023-12-31 in budgets/bureau/2024.yaml
  write the same in both
  assets.as_of 在 budgets/bureau/station/2024.yaml 中为 2023-06-30，在 budgets/bureau/2024.yaml 中为 2023-12-31
  两处填写一致
"""  # noqa: E501
    )


def test_a_text_that_units_say_differently_is_the_departments_to_say(tmp_path: Path) -> None:
    """The first unit's document number was printed for all."""
    own = with_change(department(BASIC), "[{id: station}]", "[{id: station}, {id: post}]")
    approval = "three_public: {approval: 某办〔2024〕1号, "
    first = with_change(station(), "three_public: {", approval)
    second = with_change(
        first.replace(UNIT, UNIT.replace("unit_funds.superior, ", "unit_funds.other, ")),
        "1号", "2号",
    )  # fmt: skip
    second = with_change(second, "transfers: [{amount: 10, prior: 10}]\n", "")
    files = {"2024.yaml": own, "station/2024.yaml": first, "post/2024.yaml": second}
    compilation = compile_department(tmp_path / "a", files)
    assert (
        said(compilation.findings, "UNI009")
        == """\
2024.yaml:4:115 UNI009
  three_public.approval is 某办〔2024〕2号 in budgets/bureau/post/2024.yaml, 某办〔2024〕1号 in budgets/bureau/station/2024.yaml
  write the same in both, or what holds of all in the department's source
  three_public.approval 在 budgets/bureau/post/2024.yaml 中为 某办〔2024〕2号，在 budgets/bureau/station/2024.yaml 中为 某办〔2024〕1号
  两处填写一致，或在部门源文件中填写适用于全部门的内容
"""  # noqa: E501
    )
    files["2024.yaml"] = with_change(own, "three_public: {", approval.replace("1号", "3号"))
    compilation = compile_department(tmp_path / "b", files)
    assert compilation.draft is not None, said(compilation.findings)
    whole = compilation.draft.budget.three_public
    assert whole is not None
    assert whole.approval == "某办〔2024〕3号"


def test_last_years_unit_that_is_missing_is_not_left_out(tmp_path: Path) -> None:
    """Spending grew by 66.67 % where nothing changed."""
    files = both_years(PROJECT, OF_PROJECT)
    del files["station/2023.yaml"]
    compilation = compile_department(tmp_path, files)
    assert compilation.draft is None
    assert (
        said(compilation.findings, "YOY")
        == """\
2024.yaml:2:7 YOY103
  last year's source budgets/bureau/2023.yaml cannot be used with its units: the source of the unit station is missing: budgets/bureau/station/2023.yaml
  check budgets/bureau/2023.yaml and mend it
  上年源文件 budgets/bureau/2023.yaml 及其所属单位不能使用：缺少所属单位station的源文件：budgets/bureau/station/2023.yaml
  请检查并改正budgets/bureau/2023.yaml
"""  # noqa: E501
    )


def test_last_years_unit_with_errors_is_not_left_out(tmp_path: Path) -> None:
    files = both_years(PROJECT, OF_PROJECT)
    unit = "station/2023.yaml"
    files[unit] = files[unit].replace("amount: 100, prior: 100", "amount: x, prior: 100", 1)
    compilation = compile_department(tmp_path, files)
    assert compilation.draft is None
    assert (
        said(compilation.findings, "YOY")
        == """\
2024.yaml:2:7 YOY103
  last year's source budgets/bureau/2023.yaml cannot be used with its units: the source of the unit station has errors: budgets/bureau/station/2023.yaml
  check budgets/bureau/2023.yaml and mend it
  上年源文件 budgets/bureau/2023.yaml 及其所属单位不能使用：所属单位station的源文件有错误：budgets/bureau/station/2023.yaml
  请检查并改正budgets/bureau/2023.yaml
"""  # noqa: E501
    )


def test_last_years_unit_of_another_stage_is_not_left_out(tmp_path: Path) -> None:
    files = both_years(PROJECT, OF_PROJECT)
    unit = "station/2023.yaml"
    files[unit] = with_change(files[unit], "year: 2023\n", "stage: adjusted\nyear: 2023\n")
    compilation = compile_department(tmp_path, files)
    assert compilation.draft is None
    assert (
        said(compilation.findings, "YOY")
        == """\
2024.yaml:2:7 YOY103
  last year's source budgets/bureau/2023.yaml cannot be used with its units: Stage is adjusted in budgets/bureau/station/2023.yaml, approved in the department's source
  check budgets/bureau/2023.yaml and mend it
  上年源文件 budgets/bureau/2023.yaml 及其所属单位不能使用：阶段不一致：budgets/bureau/station/2023.yaml 为adjusted，部门源文件为approved
  请检查并改正budgets/bureau/2023.yaml
"""  # noqa: E501
    )


def _with_a_new_unit() -> dict[str, str]:
    files = both_years(PROJECT, OF_PROJECT)
    last = with_change(files["2023.yaml"], ", subordinate_units: [{id: station}]", "")
    files["2023.yaml"] = last[: last.index("transfers:")]
    return files


def _last_year(compilation: Compilation) -> dict[str, str]:
    asked = {"fiscal_revenue", "general", "operating_cost"}
    figures = {figure.id: figure.exact for figure in document(compilation).figures()}
    return {name: figures.get(f"{name}.change.size", "0") for name in asked}


def test_a_unit_that_was_not_there_last_year_says_that_it_had_nothing(tmp_path: Path) -> None:
    files = _with_a_new_unit()
    del files["station/2023.yaml"]
    files["station/2024.yaml"] = re.sub("prior: [0-9]+", "prior: 0", station(OF_PROJECT))
    changed = _last_year(compile_department(tmp_path, files))
    assert changed == {"fiscal_revenue": "100", "general": "100", "operating_cost": "20"}


def test_a_unit_of_which_last_years_source_says_nothing_may_have_had_all(tmp_path: Path) -> None:
    """Nothing was counted, and the department printed last year's sum without it."""
    files = _with_a_new_unit()
    del files["station/2023.yaml"]
    found = compile_department(tmp_path, files)
    report = said(found.findings, "DOC001")
    asked = [line for line in report.split("\n") if " DOC001" in line]
    assert sum(line.startswith("station/2024.yaml") for line in asked) == 8
    assert "station/2024.yaml:7:5 DOC001\n  Revenue › general.own › Last year (prior)" in report
    files["station/2024.yaml"] = station(OF_PROJECT)
    typed = compile_department(tmp_path / "typed", files)
    assert _last_year(typed) == {"fiscal_revenue": "0", "general": "0", "operating_cost": "0"}


def test_a_unit_that_joined_brings_its_last_year_along(tmp_path: Path) -> None:
    changed = _last_year(compile_department(tmp_path, _with_a_new_unit()))
    assert changed == {"fiscal_revenue": "0", "general": "0", "operating_cost": "0"}


def test_what_one_body_types_is_compared_with_what_it_had(tmp_path: Path) -> None:
    """Nobody compared it: the other bodies leave theirs out, so that there was no sum."""
    files = both_years(PROJECT, OF_PROJECT)
    files["station/2024.yaml"] = with_change(
        files["station/2024.yaml"], "operating_cost: {", "operating_cost: {prior: 21, "
    )
    findings = compile_department(tmp_path, files).findings
    assert (
        said(findings, "YOY001")
        == """\
station/2024.yaml:19:25 YOY001
  last year's amount is 21 万元 here, and 20 万元 in last year's source: a difference of 1 万元
  delete prior: and it comes from there; or add restated: with the reason
  此处上年预算数为21万元，上年源文件为20万元，相差1万元
  删去 prior，由该文件自动取数；如确有口径调整，填写 restated 说明原因
"""
    )


@pytest.mark.parametrize("source", ["2024.yaml", "station/2024.yaml"])
def test_a_unit_below_a_unit_is_refused_where_it_is_listed(tmp_path: Path, source: str) -> None:
    """Its money was in no sum, and its file in no list."""
    unit = with_change(station(), "管理工作}]", "管理工作}], subordinate_units: [{id: post}]")
    files = {
        "2024.yaml": department(BASIC),
        "station/2024.yaml": unit,
        "station/post/2024.yaml": station(),
    }
    compilation = compile_department(tmp_path, files, source)
    assert compilation.draft is None
    report = said(compilation.findings, "UNI")
    place = {"2024.yaml": "2024.yaml:4:100", "station/2024.yaml": "station/2024.yaml:5:100"}
    assert (
        report.removeprefix(place[source])
        == """\
 UNI007
  post stands below 某某所, which is a unit itself: its money would be in no sum
  list it in the department's source, and put its folder beside the unit's
  post 列在某某所之下，而后者本身是所属单位：其资金不会计入任何汇总
  请将其列入部门源文件的单位清单，文件夹与该单位的并列
"""
    )


def test_a_folder_below_a_unit_is_not_overlooked(tmp_path: Path) -> None:
    files = {"station/2024.yaml": station(), "station/post/2024.yaml": station()}
    compilation = compile_department(tmp_path, files, "station/2024.yaml")
    assert "UNI007" in said(compilation.findings)
    assert "UNI005" not in said(compilation.findings)
