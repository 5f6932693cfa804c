"""Who took the place of another has its last year: renamed, put together, or become a unit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from budgetc.diagnostics import Counts
from budgetc.diagnostics.messages import Translator
from budgetc.diagnostics.spans import Span
from budgetc.inputs.namesakes import check_predecessors
from budgetc.pipeline import Compilation
from budgetc.region import Submission
from budgetc.region.gather import Volume, gather
from tests.budget.small import OF_PROJECT, PROJECT, both_years, document, said, text_of
from tests.support import compile_text, with_change

FILES = both_years(PROJECT, OF_PROJECT)
OWN, LAST = FILES["2024.yaml"], FILES["2023.yaml"]
UNIT, UNIT_LAST = FILES["station/2024.yaml"], FILES["station/2023.yaml"]
ALONE, ALONE_LAST = (
    text[: text.index("transfers:")].replace("units: [{id: station}]", "units: []")
    for text in (OWN, LAST)
)


def _following(text: str, *folders: str) -> str:
    return with_change(
        text, ", own_office:", f", predecessors: [{', '.join(folders)}], own_office:"
    )


def _compile(own: str, beside: Mapping[str, str], last: str = "") -> Compilation:
    return compile_text(own, last=last, beside=beside)


def _figures(compilation: Compilation) -> dict[str, str]:
    return {figure.id: figure.exact for figure in document(compilation).figures()}


def test_a_department_that_was_renamed_prints_what_it_would_have_printed() -> None:
    units = {"station/2024.yaml": UNIT}
    renamed = _compile(
        _following(OWN, "emergency"),
        {**units, "../emergency/2023.yaml": LAST, "../emergency/station/2023.yaml": UNIT_LAST},
    )
    same = _compile(OWN, {**units, "station/2023.yaml": UNIT_LAST}, LAST)
    assert text_of(renamed) == text_of(same)
    other_name = {"../emergency/2023.yaml": with_change(ALONE_LAST, "name: 某某局", "name: 旧局")}
    named = _compile(_following(ALONE, "emergency"), other_name)
    assert "YOY105" not in {one.code for one in named.findings}, "it is another's on purpose"


def test_departments_that_were_put_together_have_both_last_years() -> None:
    """Both have a project inspection: the one of its own folder goes on, the other one ends."""
    merged = _compile(_following(ALONE, "fire"), {"../fire/2023.yaml": ALONE_LAST}, ALONE_LAST)
    figures = _figures(merged)
    assert figures["fiscal_revenue.change.size"] == "150"
    assert figures["operating_cost.change.size"] == "20"
    assert "INT001" not in {one.code for one in merged.findings}


def test_a_department_that_became_a_unit_brings_its_last_year_along() -> None:
    alone = with_change(ALONE_LAST, "name: 某某局", "name: 某某所")
    joined = {"station/2024.yaml": _following(UNIT, "post"), "../post/2023.yaml": alone}
    compilation = _compile(OWN, joined, ALONE_LAST)
    assert said(compilation.findings, "YOY1") == ""
    assert _figures(compilation)["fiscal_revenue.change.size"] == "50"  # 250 after 150 and 150


def test_an_own_office_may_be_new_above_units_that_were_there() -> None:
    """What it leaves out is asked for in its own file, and nothing of the unit."""
    compilation = _compile(OWN, {"station/2024.yaml": UNIT, "station/2023.yaml": UNIT_LAST})
    places = {one.span.file for one in compilation.findings if one.code == "DOC001"}
    assert places == {"budgets/bureau/2024.yaml"}


FAULTS = {
    "mistyped": (
        {"../emergency/2023.yaml": ALONE_LAST},
        "emergencz",
        """\
2024.yaml:4:40 YOY104
  there is no source of the year before in budgets/emergencz
  did you mean emergency?
  budgets/emergencz 中没有上年的源文件
  是否应为emergency？
""",
    ),
    "without last year": (
        {"../emergency/2022.yaml": ALONE_LAST},
        "emergency",
        """\
2024.yaml:4:40 YOY104
  there is no source of the year before in budgets/emergency
  put it there; or delete the name here, and type last year's amounts
  budgets/emergency 中没有上年的源文件
  请将上年源文件放入该文件夹；或删去此处的文件夹名，逐项填写上年数
""",
    ),
    "still there": (
        {"../emergency/2023.yaml": ALONE_LAST, "../emergency/2024.yaml": ALONE},
        "emergency",
        """\
2024.yaml:4:40 YOY104
  emergency is no predecessor: budgets/emergency/2024.yaml is a budget of 2024 too, and counts its last year
  delete the name here, and type last year's amounts; where nothing was left of emergency, delete budgets/emergency/2024.yaml
  emergency 不能填作前身：budgets/emergency/2024.yaml 仍是2024年的预算，其上年数已计入该预算
  请删去此处的文件夹名，逐项填写上年数；emergency 确已撤销的，请删除 budgets/emergency/2024.yaml
""",  # noqa: E501
    ),
    "a unit of who is still there": (
        {
            "../emergency/post/2023.yaml": UNIT_LAST,
            "../emergency/post/2024.yaml": UNIT,
            "../emergency/2024.yaml": ALONE,
        },
        "emergency/post",
        """\
2024.yaml:4:40 YOY104
  emergency/post is no predecessor: budgets/emergency/2024.yaml is a budget of 2024 too, and counts its last year
  delete the name here, and type last year's amounts
  emergency/post 不能填作前身：budgets/emergency/2024.yaml 仍是2024年的预算，其上年数已计入该预算
  请删去此处的文件夹名，逐项填写上年数
""",  # noqa: E501
    ),
}


FAULTS |= {
    "a unit without its department": (
        {"../emergency/post/2023.yaml": UNIT_LAST, "../fire/2023.yaml": ALONE_LAST},
        "post",
        """\
2024.yaml:4:40 YOY104
  there is no source of the year before in budgets/post
  it may be emergency/post
  budgets/post 中没有上年的源文件
  可填：emergency/post
""",
    ),
    "mistyped, beside departments that are still there": (
        {"../fire/2023.yaml": ALONE_LAST, "../fire/2024.yaml": ALONE},
        "fires",
        """\
2024.yaml:4:40 YOY104
  there is no source of the year before in budgets/fires
  delete it: there is none that it could be
  budgets/fires 中没有上年的源文件
  没有可填的内容，请删除
""",
    ),
}


@pytest.mark.parametrize(("beside", "named", "report"), FAULTS.values(), ids=FAULTS)
def test_a_predecessor_that_tells_nothing_is_an_error(
    beside: Mapping[str, str], named: str, report: str
) -> None:
    findings = _compile(_following(ALONE, named), beside).findings
    assert said(findings, "YOY104") == report


def test_what_is_found_in_a_unit_is_told_alike_of_the_unit_and_of_its_department() -> None:
    compilation = _compile(OWN, {"station/2024.yaml": _following(UNIT, "post")}).named()
    (found,) = [one for one in compilation.findings if one.code == "YOY104"]
    assert found.address is not None
    assert found.address.path == "department.predecessors.post"


def test_one_last_year_is_counted_once_in_a_department() -> None:
    files = {"station/2024.yaml": _following(UNIT, "post"), "../post/2023.yaml": ALONE_LAST}
    findings = _compile(_following(OWN, "post"), files).findings
    assert (
        said(findings, "YOY104")
        == """\
station/2024.yaml:5:40 YOY104
  the amounts of post are counted already, as those of another part of this department
  name it in one source; in the other, type last year's amounts, with restated: and the reason
  post 的上年数已作为本部门另一单位的上年数计入
  只在一个源文件中填写；另一个请逐项填写上年数，并在 restated 中说明原因
"""
    )


def test_and_once_in_a_region() -> None:
    named = {
        "budgets/a/2024.yaml": ["post"],
        "budgets/a/unit/2024.yaml": ["post"],
        "budgets/b/2024.yaml": ["post"],
        "budgets/b/2025.yaml": ["post"],
    }
    assert (
        said(tuple(check_predecessors(named, Span.point)))
        == """\
budgets/b/2024.yaml:1:1 YOY104
  post is the predecessor of 2 departments, and its last year is counted in each of them
  name it in one source; in the other, type last year's amounts, with restated: and the reason
  post 被 2 个部门填作前身，其上年数在各部门中重复计算
  只在一个源文件中填写；另一个请逐项填写上年数，并在 restated 中说明原因
"""
    )


def _submission(folder: str, year: int, *predecessors: str) -> Submission:
    file, stem = f"budgets/{folder}/{year}.yaml", str(year)
    return Submission(
        file, folder, stem, year, folder, "", "", Counts(), {}, {}, lambda: b"", predecessors
    )


def test_nobody_waits_for_who_has_a_successor_or_is_abolished() -> None:
    sources = [
        *(_submission(folder, 2023) for folder in ("emergency", "post", "relief", "water")),
        _submission("rescue", 2024, "emergency"),
        _submission("rescue/post", 2024, "post"),
    ]
    volume = Volume(2024, "approved")
    there = {one.folder for one in gather(sources, volume, ("relief",)).absent}
    assert there == {"water"}
    assert {one.folder for one in gather(sources, volume).absent} == {"relief", "water"}


def test_a_unit_of_another_id_has_its_projects_and_what_was_passed_on_to_it() -> None:
    renamed = _compile(
        OWN.replace("station", "post"),
        {"station/2023.yaml": UNIT_LAST, "post/2024.yaml": _following(UNIT, "bureau/station")},
        LAST,
    )
    assert not renamed.failed, said(renamed.findings)
    same = _compile(OWN, {"station/2024.yaml": UNIT, "station/2023.yaml": UNIT_LAST}, LAST)
    assert text_of(renamed) == text_of(same)


GONE = {
    "en": "某某所 had this line last year, and is no unit any more: where another source of this "
    "department has its duties now, name its folder there, under predecessors: of department: as "
    "[bureau/station]; if they ended, add to the list “revenue:” the line: - {fund: general.own, "
    "amount: 0, reason: }",
    "zh": "某某所上年有这一行，本年已不在所属单位之列：其职能由本部门其他源文件承担的，"
    "请在该源文件的 department 下填写 predecessors: [bureau/station]（前身）；职能已结束的，"
    "请在 revenue: 的列表中补填一行：- {fund: general.own, amount: 0, reason: }",
}


@pytest.mark.parametrize("language", GONE)
def test_a_unit_that_is_gone_may_have_a_successor(language: str) -> None:
    """Only the line that ended was asked for, of a unit that had another name now."""
    beside = {"station/2023.yaml": UNIT_LAST}
    findings = [one for one in _compile(ALONE, beside, LAST).findings if one.code == "DOC001"]
    speak = Translator(language)
    assert GONE[language] in {one.hint.in_words(speak) for one in findings if one.hint is not None}
    named = _compile(_following(ALONE, "bureau/station"), beside, LAST)
    assert "no unit any more" not in said(named.findings)
