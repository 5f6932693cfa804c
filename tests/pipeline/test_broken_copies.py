"""The real budget with one thing broken: that one thing is found, where it is, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.support import (
    KORLA,
    RESOURCES,
    compile_text,
    find,
    find_errors,
    found,
    marked,
    with_change,
)

Change = tuple[str, str]
"""A passage of the real budget, and what stands in its place; marks show where errors are."""

REVENUE: Change = ("revenue:\n  - fund", "▶revenue:\n  - fund")
BY_FUNCTION: Change = ("  by_function:\n", "  ▶by_function:\n")
BEGIN: Change = ("jurisdiction: xinjiang", "▶jurisdiction: xinjiang")
COST = (
    "category: 经济成本指标\n            name: 每家企业培训费用\n"
    '            operator: "<="\n            target: 1000\n            unit: 元\n'
)
COST_WEIGHT = COST + "            weight: 20\n"
TRAINING = (
    "        indicators:\n          - category: 数量指标\n            name: 培训场次\n"
    '            operator: ">="\n            target: 1\n            unit: 次\n'
    "            weight: "
)
RETIRED = "code: 2080501\n      amount: 3.92\n      prior: 2.00\n"
COMPANIES = "target: 150\n      unit: 家\n      weight: "
OFFICES = "offices:\n    - 办公室\n    - 质量安全科\n    - 综合监管科\n"
BASIC_REASON = "basic_expenditure:\n  reason: 在职人员增加及薪资调整，相关公用经费增加\n  by_f"

SLIPS: dict[str, tuple[str, list[Change]]] = {
    "amount in quotes": ("SCH001", [("amount: 203.53", 'amount: ▶"203.53"')]),
    "amount with its unit": ("SCH001", [("amount: 314.66", "amount: ▶314.66万元")]),
    "separator in an amount": ("SCH001", [("amount: 314.66", "amount: ▶3,14.66")]),
    "empty amount": ("SCH001", [("prior: 164.00", "prior: ▶''")]),
    "words for a list": ("SCH001", [(OFFICES, "offices: ▶办公室、质量安全科、综合监管科\n")]),
    "misspelt key": ("SCH002", [("prior: 113.00", "▶pirior: 113.00")]),
    "Chinese key that is none": ("SCH002", [("contact: 楼卫军", "▶联络员: 楼卫军")]),
    "missing weight": ("SCH003", [(COST_WEIGHT, f"▶{COST}")]),
    "date with slashes": ("SCH004", [("issued: 2024-02-08", "issued: ▶2024/02/08")]),
    "day that is none": ("SCH004", [("issued: 2024-02-08", "issued: ▶2024-02-30")]),
    "month that is none": ("SCH004", [("issued: 2024-02-08", "issued: ▶2024-13-08")]),
    "code too short": ("SCH004", [("code: 2210201", "code: ▶221020")]),
    "name for a fund": ("SCH004", [("fund: general.own", "fund: ▶一般公共预算")]),
    "unknown unit": ("SCH004", [("unit: 万元\n\n", "unit: ▶百元\n\n")]),
    "weight over 100": ("SCH004", [(COST_WEIGHT, COST + "            weight: ▶200\n")]),
    "fewer than no people": ("SCH004", [("current: 17,", "current: ▶-17,")]),
    "project without money": ("SCH004", [
        ("allocation:\n        - {item: 知识产权培训费, amount: 2}", "▶allocation: []")]),
    "matrix and margins at once": ("SCH005", [
        ("basic_expenditure:\n", "▶basic_expenditure:\n  matrix: []\n")]),
    "key that stands twice": ("SYN002", [
        ("issued: 2024-02-08", "issued: 2024-02-08\n▶issued: 2024-02-09")]),
    "tag": ("SYN003", [("year: 2024\n", "year: ▶!!str 2024\n")]),
    "office indented too far": ("SYN014", [
        ("    - 质量安全科\n", "     ▶- 质量安全科\n")]),
    "second document": ("SYN005", [("# 部门概况\n", "▶---\n")]),
    "tab": ("SYN007", [("  staff:\n", "▶\tstaff:\n")]),
    "colon in a text": ("SYN001", [("name: 培训场次", "name: 培训▶: 场次")]),
    "full-width colon": ("SYN001", [("year: 2024\n", "year▶：2024\n")]),
    "escape character": ("SYN011", [("name: 知识产权培训费", "name: 知识▶\x1b[8m产权培训费")]),
    "unknown jurisdiction": ("JUR001", [("jurisdiction: xinjiang", "jurisdiction: ▶xinjang")]),
    "amount finer than a fen": ("AMT001", [("amount: 314.66", "amount: ▶314.6600001")]),
    "another name for a code": ("CLS002", [
        ("code: 2013801\n", "code: 2013801\n      name: ▶行政营运\n")]),
    "revenue mistyped": ("BAL001", [REVENUE, ("314.66", "314.56")]),
    "project money mistyped": ("BAL001", [
        REVENUE, ("{item: 知识产权培训费, amount: 2}", "{item: 知识产权培训费, amount: 20}")]),
    "function item mistyped": ("BAL001 XTB006", [
        REVENUE, BY_FUNCTION, ("amount: 203.53", "amount: 205.53")]),
    "economic item mistyped": ("XTB006", [BY_FUNCTION, ("amount: 62.24", "amount: 62.42")]),
    "economic item left out": ("XTB006", [
        BY_FUNCTION, ("    - {code: 30103, amount: 16.41}\n", "")]),
    "wrong fund": ("BAL005 BAL005", [
        ("amount: 314.66", "amount: ▶314.66"),
        ("economic: 302\n      prior: 2\n",
         "economic: 302\n      fund: government_fund.own\n      prior: 2\n"),
        ("第三方机构劳务费, amount: 10}", "第三方机构劳务费, amount: ▶10}")]),
    "weight mistyped": ("PER004", [(TRAINING + "8", f"        ▶{TRAINING.lstrip()}9")]),
    "weight of the whole mistyped": ("PER004", [
        ("\n  indicators:\n    - dimension", "\n  ▶indicators:\n    - dimension"),
        (f"{COMPANIES}20", f"{COMPANIES}2")]),
    "no reason for a change": ("DOC001", [
        (f"{RETIRED}      reason: 退休人员年底绩效增加\n", f"▶{RETIRED}")]),
    "no amount of last year": ("DOC001", [("abroad: {prior: 0}", "abroad: ▶{reason: 无}")]),
    "no item of last year": ("DOC001", [
        ("code: 2210201\n      amount: 17.37\n      prior: 11.00\n",
         "▶code: 2210201\n      amount: 17.37\n")]),
    "no reason for the whole": ("DOC001", [(BASIC_REASON, "basic_expenditure:\n  ▶by_f")]),
    "no day of issue": ("DOC001", [BEGIN, ("issued: 2024-02-08\n", "")]),
    "nobody responsible": ("DOC001", [
        ("id: special-equipment-inspection", "▶id: special-equipment-inspection"),
        ("      responsible: 卢威龙\n", "")]),
}  # fmt: skip


def _broken(changes: list[Change]) -> str:
    text = KORLA
    for old, new in changes:
        text = with_change(text, old, new)
    return text


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_found_and_nothing_else(what: str) -> None:
    codes, changes = SLIPS[what]
    text, places = marked(_broken(changes))
    expected = [(*place, code) for place, code in zip(places, codes.split(), strict=True)]
    assert find_errors(text) == expected


def test_there_are_enough_of_them() -> None:
    assert len(SLIPS) >= 22
    families = {code[:3] for codes, _ in SLIPS.values() for code in codes.split()}
    assert families == {"SYN", "SCH", "AMT", "CLS", "JUR", "DOC", "BAL", "XTB", "PER"}


def test_the_unbroken_budget_has_no_errors() -> None:
    assert find_errors(KORLA) == []


def test_a_broken_budget_has_no_document_and_a_whole_one_has() -> None:
    assert compile_text(_broken(SLIPS["weight mistyped"][1]).replace("▶", "")).document is None
    assert compile_text(KORLA).document is not None


SHORT = "- code: 2080505\n      amount: 23.17"
ANOTHER_YEAR = "year: 2024\n"
ALONG = {SHORT: ("XTB012",), ANOTHER_YEAR: ("PER101",) * 4 + ("PUB101",)}
"""What is found besides, for it follows from the same slip.

职业年金 is not half of it any more; four projects and the day of publication are of another year.
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("code: 2013801\n", "code: ▶2013871\n      name: 某项事务\n", "CLS013"),
        (ANOTHER_YEAR, "year: ▶2025\n", "CLS101"),
        (SHORT, "- code: 2080505\n      amount: ▶22.17", "XTB010"),
    ],
)
def test_a_doubtful_thing_is_a_warning_besides_those_there_are(
    old: str, new: str, code: str
) -> None:
    text = with_change(KORLA, old, new)
    # What is taken from one item is given to another, so that totals stay.
    text = text.replace("203.53", "204.53") if code == "XTB010" else text
    text, places = marked(text)
    assert find_errors(text) == []
    extra = (*places[0], code)
    warnings = find(text)
    assert extra in warnings
    assert {w[2] for w in warnings if w != extra} >= {"XTB010", "STF002", "GOV005"}
    fresh = Counter(w[2] for w in warnings) - Counter(w[2] for w in find(KORLA))
    assert fresh == Counter([code, *ALONG.get(old, ())])


def test_a_difference_is_told_with_both_sums_and_all_its_places() -> None:
    _, changes = SLIPS["revenue mistyped"]
    compiled = compile_text(_broken(changes).replace("▶", ""))
    (balance,) = (f for f in compiled.findings if f.severity is Severity.ERROR)
    assert balance.code == "BAL001"
    message = ENGLISH(balance.message)
    assert "314.56 万元" in message
    assert "314.66 万元" in message
    assert "0.1 万元" in message
    lines = KORLA.split("\n")
    related = [lines[r.span.line - 1] for r in balance.related]
    assert related == ["basic_expenditure:", "project_expenditure:"]


def test_one_id_for_two_projects_is_an_error() -> None:
    text, places = marked(
        with_change(KORLA, "id: law-enforcement-cases", "id: ▶quality-infrastructure")
    )
    assert [(line, column) for line, column, _ in find_errors(text)] == places


def test_a_class_without_a_purpose_is_named() -> None:
    old = "  - code: 221\n    text: 单位干部职工住房公积金保障\n"
    compiled = compile_text(with_change(KORLA, old, ""))
    errors = [f for f in compiled.findings if f.severity is Severity.ERROR]
    assert [code for _, _, code in found(errors)] == ["DOC001"]
    assert "221" in ENGLISH(errors[0].message)
    assert KORLA.split("\n")[errors[0].span.line - 1] == "purposes:"


def test_a_copied_file_whose_year_was_not_changed_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "budgets" / "bureau" / "2025.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(KORLA, encoding="utf-8")
    compiled = compile_source(Workspace.find(tmp_path).source(path), RESOURCES)
    line = KORLA[: KORLA.index("year: 2024")].count("\n") + 1
    errors = [f for f in compiled.findings if f.severity is Severity.ERROR]
    assert found(errors) == [(line, 7, "SCH007")]


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    text = KORLA.replace("end: 2024-12-31", "end: 2023-12-31", 1)
    assert {code for _, _, code in find_errors(text)} == {"SCH004"}


def test_a_gap_in_a_comparison_claims_no_direction() -> None:
    text = with_change(KORLA, "      prior: 113.00\n", "")
    (gap,) = [f for f in compile_text(text).findings if f.code == "DOC001"]
    sentence = ENGLISH(gap.message)
    assert "变动…" in sentence
    assert "减少" not in sentence
