"""What is said of a place: under the pointer, where it is defined, and at the ends of lines."""

from __future__ import annotations

import pytest

from budgetc.lsp.definition import definition
from budgetc.lsp.hover import hover
from budgetc.lsp.session import View
from budgetc.lsp.totals import totals
from tests.lsp.desk import CHINESE, Desk, said
from tests.support import KORLA, ROOT, with_change


def test_of_an_amount_its_name_last_year_the_change_and_where_it_is_printed(desk: Desk) -> None:
    """The amounts are those of the published tables."""
    lines = said(hover(*desk.at("amount: ▶203.53")))
    assert lines[:4] == [
        "Basic expenditure › By function › 2013801 行政运行 › Amount",
        "this year: 203.53 万元",
        "last year: 113 万元",
        "more: 90.53 万元 (80.12%)",
    ]
    assert lines[4] == "places in print: 41"
    assert "表 2 部门收入总体情况表" in lines[5]
    assert "2013801 行政运行" in lines[5]
    assert lines[-1] == "- and 36 more"


def test_the_same_in_chinese(desk: Desk) -> None:
    lines = said(hover(*desk.at("amount: ▶203.53")), CHINESE)
    assert lines[:5] == [
        "基本支出 › 按功能分类 › 2013801 行政运行 › 金额",
        "本年：203.53万元",
        "上年：113万元",
        "增加：90.53万元（80.12%）",
        "印出41处：",
    ]
    assert lines[-1] == "- 另有36处"


def test_of_an_amount_of_a_project_its_own_and_the_project_s(desk: Desk) -> None:
    lines = said(hover(*desk.at("{item: 监督抽检专项经费, amount: ▶13}")))
    assert lines[1:6] == [
        "this amount: 13 万元",
        "its line:",
        "this year: 20 万元",
        "last year: 0 万元",
        "more: 20 万元",
    ]


def test_of_a_number_that_is_no_amount_where_it_is_printed(desk: Desk) -> None:
    lines = said(hover(*desk.at("in_service: {current: ▶17")))
    assert lines[0] == "Department › Staff › In service › This year"
    assert lines[1] == "places in print: 1"
    assert "其中：在职17人" in lines[2]


@pytest.mark.parametrize(
    ("passage", "first", "this_year"),
    [
        ("- code: ▶2013801", ["2013801 行政运行", "一般公共服务支出 › 市场监督管理事务 › 行政运行"],
         "203.53 万元"),
        ("{code: ▶30201,", ["30201 办公费", "商品和服务支出 › 办公费"], "4.25 万元"),
        # 37 of projects, and of basic expenditure 4.25 + 0.13 + 1.87 + 2.55 + 1.31.
        ("function: 2013815\n      economic: ▶302", ["302 商品和服务支出"], "47.11 万元"),
        ("- fund: ▶general.own", ["general.own 一般财力", "财政拨款 › 一般公共预算拨款 › 一般财力",
                                  "the general public budget's own money"], "314.66 万元"),
    ],
)  # fmt: skip
def test_of_a_code_its_names_and_what_it_comes_to(
    desk: Desk, passage: str, first: list[str], this_year: str
) -> None:
    lines = said(hover(*desk.at(passage)))
    assert lines[: len(first)] == first
    assert f"this year: {this_year}" in lines


def test_of_a_code_that_is_not_listed_it_says_so(desk: Desk) -> None:
    wrong = with_change(KORLA, "- code: 2013801", "- code: 2013081")
    view, place = desk.at("- code: ▶2013081", wrong)
    assert said(hover(view, place))[0] == "2013081: not in the list of 2024"
    assert definition(view, place) is None


@pytest.mark.parametrize(
    "passage", ["▶jurisdiction: xinjiang", "# 本▶年收入\n", "responsible: ▶卢威龙"]
)
def test_of_anything_else_nothing_is_said(desk: Desk, passage: str) -> None:
    assert hover(*desk.at(passage)) is None


def test_where_nothing_can_be_compiled_names_are_told_all_the_same(desk: Desk) -> None:
    broken = with_change(KORLA, "amount: 203.53", "amount: x")
    view, place = desk.at("- code: ▶2013801", broken)
    assert said(hover(view, place))[0] == "2013801 行政运行"
    assert hover(*desk.at("amount: ▶x", broken)) is None
    half = with_change(KORLA, "amount: 203.53", "amount: [")
    view, place = desk.at("- code: ▶2013801", half)
    assert hover(view, place) is None
    assert definition(view, place) is None
    assert totals(view, 1, 900) == ()


def _line(view: View, text: str) -> int:
    return view.text[: view.text.index(text)].count("\n") + 1


def test_a_code_is_defined_by_its_list(desk: Desk) -> None:
    found = definition(*desk.at("- code: ▶2013801"))
    assert found is not None
    assert found.path == ROOT / "schema/classification/2024/functional.csv"
    line = found.path.read_text(encoding="utf-8").split("\n")[found.span.line - 1]
    assert line.startswith("2013801,行政运行,")


def test_a_code_of_this_place_alone_is_defined_by_its_declaration(desk: Desk) -> None:
    text = KORLA + "local_codes:\n  - {code: 2013899, reason: 省厅增设}\n"
    text = with_change(text, "- code: 2013801", "- code: 2013899")
    found = definition(*desk.at("    - code: ▶2013899", text))
    assert found is not None
    assert found.path == desk.bureau / "2024.yaml"
    assert found.span.line == text.count("\n")


@pytest.mark.parametrize(
    ("passage", "there"),
    [
        ("amount: ▶203.53", "113.00"),
        ("{code: 30201, amount: ▶4.25}", "4.25"),
        ("id: ▶quality-infrastructure", "quality-infrastructure"),
        ("{item: 监督抽检专项经费, amount: ▶13}", "13"),
        ("in_service: {current: ▶17", "17"),
    ],
)
def test_anything_else_is_defined_by_last_year_s(desk: Desk, passage: str, there: str) -> None:
    found = definition(*desk.at(passage))
    assert found is not None
    assert found.path == desk.bureau / "2023.yaml"
    line = found.path.read_text(encoding="utf-8").split("\n")[found.span.line - 1]
    assert line[found.span.column - 1 : found.span.end_column - 1] == there


def test_what_last_year_did_not_have_leads_to_what_it_would_stand_in(desk: Desk) -> None:
    new = with_change(KORLA, "    - {code: 30201,", "    - {code: 30202,")
    found = definition(*desk.at("{code: 30202, amount: ▶4.25}", new))
    assert found is not None
    assert found.path == desk.bureau / "2023.yaml"
    lines = found.path.read_text(encoding="utf-8").split("\n")
    assert lines[found.span.line - 1] == "    - {code: 30101, amount: 62.24}"


def test_a_unit_is_defined_by_its_source_and_a_project_by_its_entry(desk: Desk) -> None:
    text = with_change(KORLA, "subordinate_units: []", "subordinate_units: [{id: team}]")
    text += "transfers:\n  - {unit: team, project: intellectual-property-training, amount: 1}\n"
    desk.shows(
        with_change(KORLA, "name: 库尔勒经济技术开发区市场监督管理局", "name: 队"), "team/2024.yaml"
    )
    found = definition(*desk.at("- {unit: ▶team,", text))
    assert found is not None
    assert found.path == desk.bureau / "team" / "2024.yaml"
    found = definition(*desk.at("project: ▶intellectual-property-training,", text))
    assert found is not None
    assert (found.path, found.span.line) == (
        desk.bureau / "2024.yaml",
        _line(desk.shows(text), "- id: intellectual-property-training"),
    )
    desk.closes("team/2024.yaml")


def test_what_lists_come_to_stands_behind_their_keys(desk: Desk) -> None:
    """The sums are those of the published tables: 314.66 in all, 277.66 and 37.00 of it."""
    view = desk.shows(KORLA)
    found = {
        view.line(view.source.name, one.place.line).strip(): CHINESE(one.text)
        for one in totals(view, 1, 900)
    }
    assert found["revenue:"] == "= 314.66万元"
    assert found["basic_expenditure:"] == "= 277.66万元"
    assert found["by_function:"] == found["by_economic:"] == "= 277.66万元"
    assert found["project_expenditure:"] == found["projects:"] == "= 37万元"
    assert "department:" not in found
    ends = {
        one.place.column for one in totals(view, _line(view, "revenue:"), _line(view, "revenue:"))
    }
    assert ends == {len("revenue:") + 1}
