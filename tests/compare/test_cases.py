"""Published documents that were once read wrongly, or accused wrongly: a test for each kind.

`-k case_07` runs those of one kind: 1 titles without numbers, 2 an empty row in one panel, 3
numbers of a list of contents, 4 what no reader sees, 5 one slip and its consequence, 6 wording, 7
codes, shares and blanks, 8 units, 9 a table that is not there, 10 whole amounts, 11 broken numbers
and signs, 12 the order of the text, 13 other files (Word and Excel in
`tests/published/test_office.py`). The others are of what was found since.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from budgetc.compare import LEAST, Comparison, Fault, Sort, compare
from budgetc.document.model import Document
from budgetc.published.model import Omission
from tests.cli.run import call
from tests.forms.changing import with_tables
from tests.forms.forms import FORMS, LACKING, nothing_as, prose_in
from tests.forms.injecting import injected
from tests.forms.measuring import judged, read_written
from tests.forms.sources import document_of
from tests.forms.writing import (
    Writer,
    markdown,
    our_page,
    our_word,
    reading_order_text,
    web_page,
    wrapped_text,
)
from tests.lists.support import shipped
from tests.support import ROOT, with_change

from .references import KORLA, PRINTED, PUTUO, compare_with, printed, printed_markdown
from .test_style import golden

KORLA_2024, PUTUO_2025, FINAL, COUNTY = (
    "Korla 2024", "Putuo 2025", "Putuo 2024 final", "county 2025",
)  # fmt: skip


def _in_form(source: str, document: Document, writer: Writer = markdown) -> Comparison:
    """Compare a document of ours with what became of it."""
    return compare(document_of(source), read_written(writer(document)), shipped())


def _nothing_is_told(source: str, form: str, writer: Writer = markdown) -> Comparison:
    comparison = _in_form(source, {**FORMS, **LACKING}[form](document_of(source)), writer)
    assert comparison.told() == ()
    return comparison


def _korla(*changes: tuple[str, str]) -> Comparison:
    text = golden("korla")
    for old, new in changes:
        text = with_change(text, old, new)
    return compare_with(KORLA, printed_markdown(text))


def test_case_01_titles_without_numbers_and_a_list_of_them() -> None:
    assert _nothing_is_told(PUTUO_2025, "a contents list, no numbers").tally.lost == 0


@pytest.mark.parametrize("source", [KORLA_2024, PUTUO_2025, FINAL, COUNTY])
def test_case_02_an_empty_row_in_one_panel(source: str) -> None:
    assert _nothing_is_told(source, "an empty row in one panel").tally.lost == 0


def test_case_03_numbers_of_a_list_of_contents_are_no_figures() -> None:
    comparison = _nothing_is_told(PUTUO_2025, "contents counted by 1．")
    assert comparison.findings == ()


def test_case_04_text_that_no_reader_sees() -> None:
    document = printed(PRINTED[PUTUO])
    hidden = "".join(one.text for one in document.left_out if one.kind is Omission.HIDDEN)
    assert "住房公积金（项）" in hidden
    found = compare_with(PUTUO, document).told()
    assert [one.where for one in found if one.fault is Fault.COPIED] == [
        "表 7 2025年部门国有资本经营预算支出功能分类预算表"
    ]


def test_case_05_one_slip_is_one_finding_and_its_consequence_is_told_under_it() -> None:
    text = with_change(golden("korla"), "项目支出37万元，占11.76%", "项目支出37万元，占11.75%")
    (found,) = compare_with(KORLA, printed_markdown(text)).told()
    assert (found.published, found.ours) == ("11.75%", "11.76%")
    assert [(one.sum, one.whole) for one in found.consequences] == [("99.99%", "100%")]
    assert "99.99" not in text
    assert found.published in text


def test_case_06_another_sentence_with_an_amount_is_no_wrong_one() -> None:
    old = "公用经费10.11万元，主要包括："
    assert _korla((old, f"2024年预算安排53.84万元。\n\n{old}")).told() == ()


def test_case_06_other_words_for_an_amount_are_style() -> None:
    comparison = _nothing_is_told(FINAL, "执行数")
    assert {found.sort for found in comparison.told(LEAST, *Sort)} == {Sort.STYLE}


def test_case_06_what_did_not_change_told_in_numbers_is_style() -> None:
    comparison = _nothing_is_told(KORLA_2024, "no change in numbers")
    assert {found.sort for found in comparison.told(LEAST, *Sort)} == {Sort.STYLE}


def test_case_06_other_free_text_of_what_money_is_for_is_style() -> None:
    old = "主要用于单位干部职工及退休人员医疗保险"
    comparison = _korla((old, "主要用于在编人员及离退休干部的医保缴费和公务员补助"))
    assert comparison.told() == ()


@pytest.mark.parametrize("form", ["codes in one column", "占比", "0.00 for nothing"])
@pytest.mark.parametrize("source", [KORLA_2024, FINAL])
def test_case_07_codes_and_blanks_and_words_of_shares(source: str, form: str) -> None:
    _nothing_is_told(source, form)


@pytest.mark.parametrize(
    "form",
    [
        "sentences in 亿元", "sentences in 元", "tables in 元", "tables in 人民币元",
        "tables in （元）", "tables in 千元", "tables in 元, unsaid",
    ],
)  # fmt: skip
def test_case_08_units(form: str) -> None:
    """The forms of Korla's targets keep 万元 in their heads, whatever its tables are in."""
    comparison = _nothing_is_told(KORLA_2024, form)
    assert comparison.tally.lost == 0
    assert comparison.tally.unreadable == ()


def test_case_08_a_table_that_says_another_unit_than_it_has_is_one_finding() -> None:
    text = golden("korla")
    start = text.index("### 表 6 一般公共预算基本")
    end = text.index("### 表 7 一般公共预算项目")
    table = text[start:end].replace("单位：万元", "单位：元")
    (found,) = compare_with(KORLA, printed_markdown(text[:start] + table + text[end:])).told()
    assert (found.fault, found.published, found.ours) == (Fault.UNIT, "元", "万元")
    assert found.where == "表 6 一般公共预算基本支出情况表"


@pytest.mark.parametrize(
    ("form", "name"),
    [("no 表 3", "表 3 部门支出总体情况表"), ("no 表 4", "表 4 财政拨款收支预算总体情况表")],
)
def test_case_09_a_table_that_is_not_there(form: str, name: str) -> None:
    comparison = _in_form(KORLA_2024, LACKING[form](document_of(KORLA_2024)))
    assert [(one.fault, one.where) for one in comparison.told()] == [(Fault.MISSING, name)]
    assert comparison.tally.absent == (name,)


@pytest.mark.parametrize("source", [KORLA_2024, PUTUO_2025, FINAL, COUNTY])
def test_case_09_a_table_that_is_not_there_where_tables_have_no_columns(source: str) -> None:
    """Its rows are not looked for in other tables, which have the same names."""
    comparison = _nothing_is_told(source, "no 表 3", reading_order_text)
    (gone,) = comparison.tally.absent
    assert gone == list(document_of(source).tables())[2].name


@pytest.mark.parametrize("source", [KORLA_2024, FINAL])
@pytest.mark.parametrize("form", ["an empty row in one panel", "0.00 for nothing"])
def test_rows_and_zeros_that_are_not_ours_where_tables_have_no_columns(
    source: str, form: str
) -> None:
    assert _nothing_is_told(source, form, reading_order_text).tally.lost == 0


@pytest.mark.parametrize(
    ("source", "other", "writer"),
    [
        (KORLA_2024, PUTUO_2025, markdown),
        (PUTUO_2025, KORLA_2024, markdown),
        (COUNTY, PUTUO_2025, markdown),
        (FINAL, PUTUO_2025, markdown),
        (PUTUO_2025, FINAL, reading_order_text),
    ],
)
def test_another_document_is_told_as_one_and_not_figure_by_figure(
    source: str, other: str, writer: Writer
) -> None:
    """That of another department, and the accounts of a year beside the budget of the next."""
    comparison = _in_form(source, document_of(other), writer)
    assert comparison.told() == ()
    assert comparison.tally.is_another
    assert bool(comparison.tally.unnamed) == (FINAL not in (source, other))


@pytest.mark.parametrize("source", [KORLA_2024, PUTUO_2025, FINAL, COUNTY])
def test_case_10_whole_amounts_in_sentences(source: str) -> None:
    _nothing_is_told(source, "whole 万元 in sentences")


@pytest.mark.parametrize("form", ["whole 万元 in sentences", "sentences in 元"])
def test_tables_of_charts_are_no_sentences(form: str) -> None:
    """Our page has the amounts of its charts in tables, with their unit behind each."""
    _nothing_is_told(COUNTY, form, our_page)


def test_case_10_one_whole_amount_among_others_is_a_matter_of_rounding() -> None:
    (found,) = _korla(("公用经费10.11万元，主要", "公用经费10万元，主要")).told()
    assert (found.fault, found.published) == (Fault.ROUNDING, "10万元")


def test_case_11_numbers_that_are_broken_over_lines() -> None:
    whole = document_of(KORLA_2024)
    prose = with_tables(whole, lambda _: None)
    broken = re.findall(r"[0-9.]\n[0-9.]", wrapped_text(prose).content.decode())
    assert len(broken) > 5
    assert _in_form(KORLA_2024, prose, wrapped_text).told() == ()
    changed, wrong = injected(prose, random.Random(1), 30)  # noqa: S311
    told = judged("", _in_form(KORLA_2024, changed, wrapped_text), wrong)
    assert (told.missed, told.false) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "quoted", "sort"),
    [
        ("增加35万元", "增加-35万元", "-35万元", Sort.CONTRADICTION),
        ("增长80.12%", "增长+80.12%", "+80.12%", Sort.STYLE),
    ],
)
def test_case_11_a_sign_after_a_word_that_says_it(
    old: str, new: str, quoted: str, sort: Sort
) -> None:
    text = golden("korla").replace(old, new, 1)
    (found,) = compare_with(KORLA, printed_markdown(text)).told(LEAST, *Sort)
    assert (found.published, found.sort) == (quoted, sort)


@pytest.mark.parametrize("writer", [reading_order_text, web_page, markdown])
def test_case_12_the_order_of_the_text(writer: Writer) -> None:
    document = prose_in("元", 2)(nothing_as("")(document_of(KORLA_2024)))
    assert _in_form(KORLA_2024, document, writer).told() == ()


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("x.txt", golden("korla").encode("utf-16"), 0, "findings: 0\n"),
        ("x.txt", golden("korla").encode("utf-16-le"), 0, "findings: 0\n"),
        ("x.txt", golden("korla").encode("utf-16-be"), 0, "findings: 0\n"),
        ("x.docx", our_word(document_of(KORLA_2024)).content, 0, "findings: 0\n"),
        ("x.md", b"", 2, "this file is empty\n"),
        ("x.txt", b" \n\n", 2, "this file is empty\n"),
    ],
)
def test_case_13_other_files(
    tmp_path: Path, name: str, content: bytes, code: int, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ran = call("compare", str(ROOT / "budgets" / KORLA), str(path))
    assert (ran.code, said in ran.out + ran.err) == (code, True)
