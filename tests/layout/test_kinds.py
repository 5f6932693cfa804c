"""One source as a department's and as a unit's document."""

from __future__ import annotations

import re

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.data import Resources
from budgetc.render.markdown import render_markdown
from tests.layout.shanghai import (
    SOURCE,
    cells,
    department,
    document,
    headings,
    paragraphs,
    table,
)
from tests.oracle.test_putuo import PUTUO
from tests.support import KORLA, compile_text, document_of, with_change


def test_titles_and_heads_follow_the_kind() -> None:
    for source, word, other in ((SOURCE, "单位", "部门"), (department(), "部门", "单位")):
        made = document(source)
        assert made.title == f"上海市某某管理所2024年{word}预算"
        for each in made.tables():
            assert each.title.startswith(f"2024年{word}")
            assert each.above[0] == f"编制{word}：上海市某某管理所"
        assert len(list(made.tables())) == 9
        assert all(other not in heading for heading in headings(source))
        assert f"一、{word}主要职能" in headings(source)


def test_sentences_say_this_unit_or_this_department() -> None:
    assert any("2024年度本单位政府采购" in text for text in paragraphs(SOURCE, "六、"))
    assert any("2024年度本部门政府采购" in text for text in paragraphs(department(), "六、"))
    (note,) = table(SOURCE, "6").notes
    assert note == ("注：本单位2024年无政府性基金预算财政拨款安排的预算，故本表为空表。",)


def test_no_document_of_a_unit_calls_it_a_department() -> None:
    text = render_markdown(
        document_of(with_change(KORLA, "year: 2024\n", "kind: unit\nyear: 2024\n")),
        Resources.of_workspace(None),
    )
    assert "# 第二部分 2024年单位预算公开表" in text
    # What is left are words of the field, or typed ones, not what this body is called.
    rest = re.sub("部门预算管理|部门（单位）|有关部门|相关部门|预算部门|本部门党的建设", "", text)
    assert [line for line in rest.split("\n") if "部门" in line] == []


def test_the_first_table_of_a_unit_splits_basic_expenditure_by_class() -> None:
    rows = cells(SOURCE, "1", 1)
    assert {row: list(cells.values()) for row, cells in rows.items()} == {
        "201": [
            "一、一般公共服务支出",
            "1,144,567.80",
            "900,000.40",
            "134,567.40",
            "110,000.00",
        ],
        "221": ["二、住房保障支出", "100,000.00", "100,000.00", "", ""],
        "total": ["支出总计", "1,244,567.80", "1,000,000.40", "134,567.40", "110,000.00"],
    }


def test_the_first_table_of_a_department_does_not() -> None:
    rows = cells(department(), "1", 1)
    assert {row: list(cells.values()) for row, cells in rows.items()} == {
        "201": ["一、一般公共服务支出", "1,144,567.80"],
        "221": ["二、住房保障支出", "100,000.00"],
        "total": ["支出总计", "1,244,567.80"],
    }


def test_a_department_counts_the_units_under_it_and_a_unit_its_offices() -> None:
    assert paragraphs(department(), "二、") == [
        "上海市某某管理所部门预算包括所本部以及下属2家预算单位的综合收支计划。",
        "本部门中，行政单位1家，事业单位2家，具体包括：",
        "1.所本部",
        "2.上海市某某服务中心",
        "3.上海市某某分局",
    ]
    assert paragraphs(SOURCE, "二、") == [
        "上海市某某管理所为参照公务员法管理的事业单位。本单位设2个内设机构，包括：办公室、业务科。"
    ]


def test_an_institution_has_no_operating_cost() -> None:
    institution = with_change(SOURCE, "type: civil_service", "type: institution")
    assert cells(SOURCE, "9")["amounts"]["operating_cost"] == "13.46"
    assert cells(institution, "9")["amounts"]["operating_cost"] == ""
    assert "本单位为事业单位，无机关运行经费预算。" in paragraphs(institution, "六、")
    assert not any("13.46" in text for text in paragraphs(institution, "六、"))


def test_the_real_department_compiles_as_a_unit_too() -> None:
    text = PUTUO.read_text(encoding="utf-8")
    unit = with_change(text, "kind: department", "kind: unit")
    earlier = with_change(unit, "as_of: 2024-08-31", "as_of: 2023-08-31")
    findings = compile_text(with_change(earlier, "year: 2025", "year: 2024")).findings
    # A unit's tables split each line by group, which a department's do not ask for.
    errors = [found for found in findings if found.severity is Severity.ERROR]
    assert errors
    assert {found.code for found in errors} == {"DOC001"}
    assert all(" › Group (group) is missing; " in ENGLISH(found.message) for found in errors)
