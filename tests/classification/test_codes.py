"""Codes are a tree of official lists; kinship is never read from digits alone."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from budgetc.classification import Catalogue, CodeList, load_catalogue
from budgetc.classification.codes import read_code_list
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.data import Resources
from tests.support import (
    RESOURCES,
    ROOT,
    compile_text,
    find,
    found,
    marked,
    minimal_with,
    with_change,
)

LISTS = ROOT / "schema/classification/2024"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES, 2024)


def _rows(name: str) -> list[dict[str, str]]:
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The tree


def test_the_lineage_of_a_listed_code(catalogue: Catalogue) -> None:
    codes = catalogue.function
    lineage = codes.lineage("2013801")
    assert lineage == ("201", "20138", "2013801")
    entries = [codes.entries[code] for code in lineage]
    assert [(e.name, e.level) for e in entries] == [
        ("一般公共服务支出", "类"),
        ("市场监督管理事务", "款"),
        ("行政运行", "项"),
    ]


def test_the_lineage_of_an_economic_code_and_its_group(catalogue: Catalogue) -> None:
    assert catalogue.economic.lineage("30113") == ("301", "30113")
    assert catalogue.economic.entries["30113"].group == "人员经费"
    assert catalogue.economic.entries["30217"].group == "公用经费"


def test_the_lineage_of_a_fund(catalogue: Catalogue) -> None:
    assert catalogue.fund.lineage("general.own") == ("fiscal", "general", "general.own")


@pytest.mark.parametrize(
    ("code", "lineage"),
    [
        ("2013877", ("201", "20138", "2013877")),
        ("2017777", ("201", "2017777")),
        ("20177", ("201", "20177")),
        ("9999999", ("9999999",)),
        ("", ()),
    ],
)
def test_an_unlisted_code_hangs_under_the_listed_code_above_it(
    catalogue: Catalogue, code: str, lineage: tuple[str, ...]
) -> None:
    assert code not in catalogue.function
    assert catalogue.function.lineage(code) == lineage


def _list_of(*rows: str) -> CodeList:
    return read_code_list("\n".join(["code,name,level,parent,confidence", *rows, ""]))


def test_a_code_that_others_begin_with_is_not_their_parent() -> None:
    codes = _list_of("201,甲,类,,high", "208,乙,类,,high", "20101,丙,款,208,high")
    assert codes.lineage("20101") == ("208", "20101")
    unlisted = _list_of("20,甲,类,,high", "201,丙,类,,high", "20102,乙,款,201,high")
    assert unlisted.lineage("20101") == ("201", "20101")
    assert unlisted.lineage("201010") == ("201010",)
    assert unlisted.lineage("201.01") == ("201.01",)


def test_a_fund_whose_name_begins_like_another_is_not_under_it() -> None:
    funds = read_code_list("id,name,level,parent,code\ngeneral,甲,资金,,\ngeneral.own,乙,,,\n")
    assert funds.lineage("general.own") == ("general.own",)


def test_the_lists_are_trees_of_three_two_and_two_digits(catalogue: Catalogue) -> None:
    for name, codes, lengths in (
        ("functional.csv", catalogue.function, {"类": 3, "款": 5, "项": 7}),
        ("economic_department.csv", catalogue.economic, {"类": 3, "款": 5}),
    ):
        rows = _rows(name)
        assert len(rows) > 100
        assert len(codes.entries) == len(rows), f"{name} lists a code twice"
        for row in rows:
            entry = codes.entries[row["code"]]
            assert (entry.name, entry.level, entry.parent) == (
                row["name"], row["level"], row["parent"],
            )  # fmt: skip
            assert len(entry.code) == lengths[entry.level], entry
            assert entry.name.strip() == entry.name != "", entry
            lineage = codes.lineage(entry.code)
            assert [codes.entries[code].level for code in lineage] == list(lengths)[: len(lineage)]
            assert entry.parent == ("" if entry.level == "类" else entry.code[:-2]), entry


def test_levels_come_in_code_order(catalogue: Catalogue) -> None:
    classes = [entry.code for entry in catalogue.function.of_level("类")]
    assert classes == sorted(row["code"] for row in _rows("functional.csv") if row["level"] == "类")
    assert classes[:2] == ["201", "202"]


def test_the_pairs_name_listed_codes(catalogue: Catalogue) -> None:
    assert len(catalogue.pairs) >= 4
    for pair in catalogue.pairs:
        assert all(code in catalogue.function for code in pair.function), pair
        assert all(code in catalogue.economic for code in pair.economic), pair


# The nearest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2031801", "2013801"), ("2013081", "2013801"), ("2080550", "2080505")],
)
def test_the_nearest_code_of_swapped_digits_is_the_one_meant(
    catalogue: Catalogue, typed: str, meant: str
) -> None:
    assert typed not in catalogue.function
    nearest = [entry.code for entry in catalogue.function.nearest(typed)]
    assert len(nearest) == 3
    assert meant in nearest


def test_the_nearest_code_of_one_wrong_last_digit_is_kin(catalogue: Catalogue) -> None:
    nearest = [entry.code for entry in catalogue.function.nearest("2013877")]
    assert all(code.startswith("20138") for code in nearest)


# Findings


def test_an_unlisted_code_is_a_warning_with_the_nearest_codes() -> None:
    source, places = marked(minimal_with("code: 2013801", "code: ▶2031801"))
    compiled = compile_text(source)
    (warning,) = (one for one in compiled.findings if one.code == "CLS001")
    assert (warning.span.line, warning.span.column) == places[0]
    assert warning.severity is Severity.WARNING
    assert "2031801" in ENGLISH(warning.message)
    assert warning.hint is not None
    assert "2013801 行政运行" in ENGLISH(warning.hint)
    # Nothing says what it is called, and it is printed: the document is what stops.
    assert {one.code for one in compiled.findings} == {"CLS001", "DOC001"}
    assert compiled.document is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("code: 30101,", "code: ▶30198,"),
        ("function: 2013805", "function: ▶2013877"),
        ("economic: 302", "economic: ▶398"),
        ("{item: 场地, ", "{item: 场地, economic: ▶30298, "),
        ("issued:", "purposes: [{code: ▶298, text: 什么}]\nissued:"),
    ],
)
def test_every_code_of_a_source_is_looked_up(old: str, new: str) -> None:
    source, places = marked(minimal_with(old, new))
    found_here = [one for one in find(source) if one[2] != "DOC001"]  # nor is it named
    assert found_here == [(*places[0], "CLS001")]


PURPOSE = "purposes: [{code: 2013898, text: 什么}]\nissued:"


@pytest.mark.parametrize(
    ("translator", "ending"),
    [
        (
            ENGLISH,
            (
                "; if the code is right, write its name at the line of its amount and add at the "
                "left margin of the file: local_codes: [{code: 2013898, reason: }]"
            ),
        ),
        (
            Translator("zh"),
            (
                "；编码无误的，在其金额所在的行填写名称，并声明为自设科目（请在文件中顶格补填："
                "local_codes: [{code: 2013898, reason: }]）"
            ),
        ),
    ],
)
def test_who_cannot_type_a_name_is_told_where_it_can_stand(
    translator: Translator, ending: str
) -> None:
    compiled = compile_text(minimal_with("issued:", PURPOSE))
    (warning,) = (one for one in compiled.findings if one.code == "CLS001")
    assert warning.hint is not None
    assert translator(warning.hint).endswith(ending)


def test_a_code_that_is_named_once_is_named() -> None:
    """Its purpose tells of it where no name can be typed."""
    text = minimal_with("code: 2013801", "code: 2013898, name: 本地事务")
    text = with_change(text, "issued:", PURPOSE)
    text += "local_codes: [{code: 2013898, reason: 区财政局增设}]\n"
    assert [one for one in find(text) if one[2].startswith("CLS")] == []


_MATRIX = """\
basic_expenditure:
  matrix:
    - {code: 2013801, economic: {▶30198: 9.00, 30113: 1.00}}
project_expenditure:
"""


def test_an_unlisted_code_of_a_matrix_is_found_at_the_code() -> None:
    text = minimal_with("project_expenditure:\n", "")
    head, _, rest = text.partition("basic_expenditure:\n")
    _, _, rest = rest.partition("  projects:\n")
    source, places = marked(f"{head}{_MATRIX}  projects:\n{rest}")
    assert find(source) == [(*places[0], "CLS001")]


def test_codes_with_hyphens_are_the_same_codes() -> None:
    assert find(minimal_with("code: 2013801", "code: 201-38-01")) == []
    assert find(minimal_with("code: 30101", 'code: "301-01"')) == []


def test_a_name_that_is_the_codes_own_is_nothing() -> None:
    assert find(minimal_with("{code: 2013801,", "{code: 2013801, name: 行政运行,")) == []


def _of_confidence(catalogue: Catalogue, confidence: str) -> str:
    used = {"2013805", "2210201", "2013801"}
    paired = {code for pair in catalogue.pairs for code in pair.function}
    return next(
        entry.code
        for entry in catalogue.function.of_level("项")
        if entry.confidence == confidence and entry.code not in used | paired
    )


@pytest.mark.parametrize(
    ("confidence", "severity"), [("high", Severity.ERROR), ("medium", Severity.WARNING)]
)
def test_another_name_is_an_error_where_the_list_is_sure_of_its_own(
    catalogue: Catalogue, confidence: str, severity: Severity
) -> None:
    code = _of_confidence(catalogue, confidence)
    source, places = marked(minimal_with("{code: 2013801,", f"{{code: {code}, name: ▶别名,"))
    compiled = compile_text(source)
    assert found(compiled.findings) == [(*places[0], "CLS002")]
    assert compiled.findings[0].severity is severity
    message = ENGLISH(compiled.findings[0].message)
    assert catalogue.function.entries[code].name in message
    assert "别名" in message


def test_the_name_of_a_project_is_checked_at_its_own_key() -> None:
    source, places = marked(
        minimal_with("function: 2013805", "function: 2013805\n      function_name: ▶别名")
    )
    assert find(source) == [(*places[0], "CLS002")]


# Editions


@pytest.mark.parametrize(("year", "edition"), [(2023, 2024), (2024, 2024), (2031, 2024)])
def test_a_year_without_lists_of_its_own_takes_the_nearest(year: int, edition: int) -> None:
    assert load_catalogue(RESOURCES, year).edition == edition


def test_another_edition_is_reported_at_the_year() -> None:
    source, places = marked(minimal_with("year: 2024", "year: ▶2025"))
    source = source.replace("issued: 2024", "issued: 2025")
    compiled = compile_text(source)
    assert found(compiled.findings) == [(*places[0], "CLS101")]
    message, hint = compiled.findings[0].message, compiled.findings[0].hint
    assert hint is not None
    assert ENGLISH(message) == ("there is no classification for 2025; the lists of 2024 are used")
    assert ENGLISH(hint) == (
        "when the lists of the year are out: budgetc classification import TABLE.xlsx "
        "--edition 2025"
    )


def test_a_folder_of_a_year_without_a_list_is_no_edition(tmp_path: Path) -> None:
    folder = tmp_path / "schema/classification/2025"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("to come", encoding="utf-8")
    assert load_catalogue(Resources.of_workspace(tmp_path), 2025).edition == 2024
    shutil.copy(LISTS / "functional.csv", folder)
    assert load_catalogue(Resources.of_workspace(tmp_path), 2025).edition == 2025


def test_the_lists_of_a_workspace_serve_their_year(tmp_path: Path) -> None:
    folder = tmp_path / "schema/classification/2026"
    shutil.copytree(LISTS, folder)
    path = folder / "functional.csv"
    text = path.read_text(encoding="utf-8")
    assert "2013801,行政运行," in text
    path.write_text(text.replace("2013801,行政运行,", "2013801,运行,"), encoding="utf-8")
    resources = Resources.of_workspace(tmp_path)
    names = {
        year: load_catalogue(resources, year).function.entries["2013801"].name
        for year in (2024, 2025, 2026, 2027)
    }
    assert names == {2024: "行政运行", 2025: "行政运行", 2026: "运行", 2027: "运行"}
