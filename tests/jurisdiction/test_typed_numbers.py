"""Amounts in a workspace's own templates and years in its heads are told; limits are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.pipeline import Compilation
from tests.jurisdiction.district import LAYOUT, TEMPLATE, compile_district
from tests.jurisdiction.test_unused import XINJIANG, _compiled
from tests.support import with_change

CHINESE = Translator("zh")
LAYOUT_FILE, TEMPLATE_FILE = "templates/district/layout.yaml", "templates/district/document.j2"
LAST_YEAR = "{head: Last year, id: prior, of: prior}\n          - {head: Budget, id: now}\n"


def _told(compiled: Compilation) -> list[tuple[str, int, int, str]]:
    return [
        (one.span.file, one.span.line, one.span.column, ENGLISH(one.message))
        for one in compiled.findings
        if one.code == "LAY104"
    ]


def test_an_amount_in_a_template_is_told_where_it_stands(tmp_path: Path) -> None:
    template = with_change(TEMPLATE, "The budget is {{ figures.money }},", "The budget is $1,230,")
    compiled = compile_district(tmp_path, {TEMPLATE_FILE: template})
    assert _told(compiled) == []  # three digits may be a limit
    template = with_change(template, "$1,230,", "$1,234,")
    compiled = compile_district(tmp_path, {TEMPLATE_FILE: template})
    (one,) = (one for one in compiled.findings if one.code == "LAY104")
    assert _told(compiled) == [
        (TEMPLATE_FILE, 3, 15, "the amount $1,234 is typed, and no amount of a source tells it")
    ]
    assert one.hint is not None
    assert ENGLISH(one.hint) == "write the figure in its place, such as {{ figures.… }}"
    assert CHINESE(one.message) == "金额 $1,234 是写死的，不是由源文件中的金额得出"
    assert CHINESE(one.hint) == "请改写为相应的数字代号，如 {{ figures.… }}"


def test_a_year_in_the_head_of_amounts_is_told(tmp_path: Path) -> None:
    year = with_change(LAYOUT, LAST_YEAR, LAST_YEAR.replace("Last year", "FY 2023/24"))
    compiled = compile_district(tmp_path, {LAYOUT_FILE: year})
    (one,) = (one for one in compiled.findings if one.code == "LAY104")
    assert one.span.line == year.splitlines().index(
        "          - {head: FY 2023/24, id: prior, of: prior}"
    ) + 1  # fmt: skip
    assert one.hint is not None
    assert (ENGLISH(one.message), ENGLISH(one.hint)) == (
        "the year 2023 stands in a head, and would next year, too",
        "write {{ first_year }}, the first year of the amounts of the column",
    )
    assert (CHINESE(one.message), CHINESE(one.hint)) == (
        "栏目名称中写死了年份 2023，下一年也会照样印出",
        "请改写 {{ first_year }}，即该栏金额的首个年度",
    )


@pytest.mark.parametrize(
    "head",
    ["'{{ first_year }}'", "Plan 2021–2025", "'{% if year > 2023 %}Now{% endif %}'", "1234"],
)
def test_what_is_no_year_of_amounts_is_not_told(tmp_path: Path, head: str) -> None:
    layout = with_change(LAYOUT, LAST_YEAR, LAST_YEAR.replace("Last year", head))
    assert _told(compile_district(tmp_path, {LAYOUT_FILE: layout})) == []


@pytest.mark.parametrize("head", ["{{ year }}", "FY {{ year_label(year) }}"])
def test_the_year_of_the_source_over_amounts_of_another_is_told(tmp_path: Path, head: str) -> None:
    layout = with_change(LAYOUT, LAST_YEAR, LAST_YEAR.replace("Last year", f'"{head}"'))
    (one,) = compile_district(tmp_path, {LAYOUT_FILE: layout}).findings
    assert (one.code, one.severity) == ("LAY001", Severity.WARNING)
    assert one.hint is not None
    assert (ENGLISH(one.message), ENGLISH(one.hint)) == (
        "this head prints the year of the source, and prior is of another (year: -1)",
        "write {{ first_year }}, the first year of the amounts of the column",
    )
    assert CHINESE(one.message) == (
        "栏目名称印的是源文件的年度，而 prior 是另一年度的金额（year: -1）"
    )


def test_the_year_of_the_source_may_be_counted_from(tmp_path: Path) -> None:
    head = "'{{ year_label(year, back=1) }}'"
    layout = with_change(LAYOUT, LAST_YEAR, LAST_YEAR.replace("Last year", head))
    assert compile_district(tmp_path, {LAYOUT_FILE: layout}).findings == ()


OTHER = (XINJIANG / "other_matters.j2").read_text(encoding="utf-8")


def test_what_ships_is_not_told_of_a_copy(tmp_path: Path) -> None:
    assert _told(_compiled(tmp_path, {"other_matters.j2": OTHER})) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("支出预算3172.00万元。", ["3172.00万元"]),
        ("支出预算12,345 元，收入9876.5万元。", ["12,345 元", "9876.5万元"]),
        ("根据《预算法》（2014年修正）和2025年政府收支分类科目。", []),
        ("单价50万元以上、单位价值1234万元以上的设备，采购限额标准200万元。", []),
        ("{# 去年为3172.00万元 #}共{{ figures.expenditure }}。", []),
        ('专项999{{ "." }}99万元，{% if year %}99{% endif %}9.99万元。', ["999.99万元"] * 2),
        ("专项玖仟玖佰玖拾玖万元，{{ figures.expenditure }}万元。", ["玖仟玖佰玖拾玖万元"]),
        ("单笔五百万元以上的，三百万元。", []),
        ("见财预〔2016〕143号，2024元旦起。", []),
    ],
)
def test_limits_laws_and_remarks_are_no_amounts(tmp_path: Path, text: str, told: list[str]) -> None:
    compiled = _compiled(tmp_path, {"other_matters.j2": f"{text}\n{OTHER}"})
    found = [message.split(" ", 2)[2].split(" is typed")[0] for *_, message in _told(compiled)]
    assert found == told
