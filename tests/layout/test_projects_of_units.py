"""Projects of a department with units: whose each is, in sentences and in charts."""

from __future__ import annotations

from pathlib import Path

from tests.budget.small import (
    BASIC,
    OF_PROJECT,
    OWN,
    PROJECT,
    compiled,
    department,
    document,
    station,
    text_of,
)

NAMED = "name: 检查专项, "


def _reporting(text: str, name: str) -> str:
    return text.replace(name, "name: 检查专项, reports_targets: true, ")


def test_projects_are_told_body_by_body(tmp_path: Path) -> None:
    own = department(PROJECT, own=_reporting(OWN, NAMED))
    compilation = compiled(tmp_path, own, station(_reporting(OF_PROJECT, "name: 所里检查, ")))
    assert (
        "编报绩效目标的项目共2个，涉及项目预算资金50.00万元。\n\n"
        "局机关：检查专项40.00万元。\n\n"
        "某某所：检查专项10.00万元。\n\n"
    ) in text_of(compilation)


def test_where_no_unit_has_any_they_are_told_as_those_of_the_department(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, department(BASIC, own=_reporting(OWN, NAMED)), station())
    assert "涉及项目预算资金50.00万元。其中：检查专项50.00万元。" in text_of(compilation).replace(
        "\n", ""
    )


def test_where_units_alone_have_any_each_is_named(tmp_path: Path) -> None:
    own = department(PROJECT)
    compilation = compiled(tmp_path, own, station(_reporting(OF_PROJECT, "name: 所里检查, ")))
    assert "涉及项目预算资金10.00万元。\n\n某某所：检查专项10.00万元。\n" in text_of(compilation)


def test_bars_of_a_chart_say_whose_project_each_is(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, department(PROJECT), station(OF_PROJECT))
    (chart,) = (one for one in document(compilation).charts if one.id == "projects")
    assert [bar.label for bar in chart.bars] == ["检查专项 · 局机关", "所里检查 · 某某所"]
