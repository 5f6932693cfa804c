"""What may be typed, and how texts are changed: completion, fixes, renaming, formatting."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.lsp.completion import Offer, complete
from budgetc.lsp.edits import edits_between
from budgetc.lsp.fixes import Fix, fixes, formatted, mended
from budgetc.lsp.rename import NotRenamedError, rename_project, renamed_at, uses_at
from budgetc.lsp.session import View
from tests.lsp.desk import LAST, Desk, done
from tests.support import KORLA, with_change

# What may be typed


def _offered(desk: Desk, passage: str, text: str = KORLA) -> dict[str, Offer]:
    return {one.text: one for one in complete(*desk.at(passage, text))}


def test_codes_are_offered_with_their_names_and_those_above(desk: Desk) -> None:
    found = _offered(desk, "- code: ▶2013801")
    assert len(found) == 1_455, "the items of the list of 2024"
    assert found["2013801"].name == "行政运行"
    assert found["2013801"].sought == "2013801 行政运行  一般公共服务支出 › 市场监督管理事务"
    assert (found["2013801"].span.column, found["2013801"].span.end_column) == (13, 20)
    assert "20138" not in found


def test_funds_are_found_by_their_names_in_both_languages(desk: Desk) -> None:
    found = _offered(desk, "- fund: ▶general.own")
    assert "一般财力" in found["general.own"].sought
    assert "the general public budget's own money" in found["general.own"].sought
    assert "carry_over.general" not in found, "no revenue of this year"


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("    - code:▶\n", ""),
        ("    - code: ▶\n", ""),
        ("    - code: 20▶\n", "20"),
        ("    - {code: 20▶\n", "20"),
        ("    - {code: 20▶, amount: [\n", "20"),
    ],
)
def test_a_source_is_half_typed_when_something_is_offered(
    desk: Desk, typed: str, before: str
) -> None:
    text = with_change(KORLA, "    - code: 2013801\n", typed.replace("▶", ""))
    at = KORLA.index("    - code: 2013801\n")
    passage = text[at - 20 : at] + typed
    found = _offered(desk, passage, text)
    assert found["2013801"].span.end_column - found["2013801"].span.column == len(before)


def test_of_economic_items_those_of_their_level(desk: Desk) -> None:
    assert {"30101", "30201"} <= _offered(desk, "{code: ▶30101,").keys()
    assert "301" not in _offered(desk, "{code: ▶30101,")
    assert {"302", "30201"} <= _offered(desk, "function: 2013815\n      economic: ▶302").keys()


def test_where_a_project_is_named_its_ids_are_offered(desk: Desk) -> None:
    text = KORLA + "project_statement:\n  projects:\n    - q\n"
    found = _offered(desk, "  projects:\n    - q▶\n", text)
    assert list(found) == [
        "special-equipment-inspection", "quality-infrastructure", "intellectual-property-training",
        "law-enforcement-cases",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "passage", ["name: 质量▶设施基础建设\n      function", "# 本年▶收入\n", "issued: ▶2024"]
)
def test_elsewhere_nothing_is_offered(desk: Desk, passage: str) -> None:
    assert complete(*desk.at(passage)) == ()


# Ways out


def _fixes(view: View, code: str) -> list[Fix]:
    return [one for one in fixes(view, 1, 900) if one.found.code == code]


def test_for_a_code_that_is_not_listed_the_nearest_are_offered(desk: Desk) -> None:
    wrong = with_change(KORLA, "- code: 2013801", "- code: 2013081")
    first, *others = _fixes(desk.shows(wrong), "CLS001")
    assert ENGLISH(first.title) == "write 2013801 行政运行 instead"
    assert done(wrong, first.edits) == KORLA
    assert len(others) == 2


def test_a_word_that_is_meant_is_written(desk: Desk) -> None:
    wrong = with_change(KORLA, "fund: general.own", "fund: general.ow")
    (fix,) = _fixes(desk.shows(wrong), "SCH004")
    assert ENGLISH(fix.title) == "write general.own instead"
    assert fix.is_only
    assert done(wrong, fix.edits) == KORLA


def test_a_line_that_is_spelt_out_is_written_at_its_indentation(desk: Desk) -> None:
    wrong = with_change(KORLA, "      amount: 203.53", "      amount：203.53")
    found = [one for one in fixes(desk.shows(wrong), 1, 900) if one.edits]
    (fix,) = found
    assert ENGLISH(fix.title) == "write: amount: 203.53"
    assert done(wrong, fix.edits) == KORLA


def test_fixes_are_those_of_the_lines_that_are_asked_for(desk: Desk) -> None:
    view = desk.shows(with_change(KORLA, "fund: general.own", "fund: general.ow"))
    (fix,) = _fixes(view, "SCH004")
    line = fix.found.span.line
    assert fixes(view, line, line) == (fix,)
    assert fixes(view, line + 1, 900) == fixes(view, 1, line - 1) == ()


def test_all_slips_of_the_hand_are_mended_at_once(desk: Desk) -> None:
    wrong = KORLA.replace("      amount: 203.53", "      amount：203.53").replace(
        "{code: 30101, amount: 62.24}", "{code：30101，amount：62.24}"
    )
    assert done(wrong, mended(desk.shows(wrong))) == KORLA
    assert mended(desk.shows(KORLA)) == ()


# Another id


RENAMED = "- id: ▶quality-infrastructure"
NAMING = """\
project_statement:
  projects: [quality-infrastructure, law-enforcement-cases]
waive:
  - {rule: PER007, reason: 已核, until: 2024-12-31, scope: project_expenditure.projects.quality-infrastructure}
expect:
  - {figure: "T7!quality-infrastructure.total", amount: 20}
  - {figure: "T7!quality-infrastructure-two.total", amount: 20}
"""  # noqa: E501
LINES = """\
  lines:
    - {item: 检测, category: services, amount: 1, project: "quality-infrastructure"}
"""
NAMED = KORLA.replace("procurement:\n", f"procurement:\n{LINES}") + NAMING
ID, OTHER = "quality-infrastructure", "quality-infrastructure-two"


def test_an_id_is_changed_everywhere_it_stands(desk: Desk) -> None:
    edits = rename_project(*desk.at(RENAMED, NAMED), "quality")
    own = tuple(edit for edit in edits if edit.span.file == "budgets/bureau/2024.yaml")
    comments, source = NAMED[: NAMED.index("jurisdiction:")], NAMED[NAMED.index("jurisdiction:") :]
    wanted = source.replace(OTHER, "█").replace(f'"{ID}"', ID).replace(ID, "quality")
    assert done(NAMED, own) == comments + wanted.replace("█", OTHER)
    last = tuple(edit for edit in edits if edit not in own)
    assert {edit.span.file for edit in last} == {"budgets/bureau/2023.yaml"}
    assert done(LAST, last) == LAST.replace("- id: quality-infrastructure", "- id: quality")
    assert (desk.bureau / "2023.yaml").read_text(encoding="utf-8") == LAST


def test_it_may_be_asked_for_where_the_project_is_named(desk: Desk) -> None:
    view, place = desk.at("projects: [▶quality-infrastructure, law", NAMED)
    span = renamed_at(view, place)
    assert span is not None
    assert view.text.split("\n")[span.line - 1][span.column - 1 :].startswith("quality-infra")
    assert len(rename_project(view, place, "quality")) == len(uses_at(view, place)) == 6
    assert renamed_at(*desk.at("name: ▶质量设施基础建设\n      function")) is None


def test_the_approved_figures_of_the_department_name_it_too(desk: Desk) -> None:
    beside = desk.bureau.parent / "control-totals.yaml"
    line = (
        "  - {department: NAME, year: 2024, figure: T7!quality-infrastructure.total, amount: 1}\n"
    )
    text = "totals:\n" + line.replace("NAME", "bureau") + line.replace("NAME", "another")
    beside.write_text(text, encoding="utf-8")
    edits = [
        one for one in rename_project(*desk.at(RENAMED), "quality") if "control" in one.span.file
    ]
    assert [one.span.line for one in edits] == [2]
    beside.unlink()


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (
            "law-enforcement-cases",
            "budgets/bureau/2023.yaml has a project law-enforcement-cases already",
        ),
        ("two words", "two words cannot be the id of a project"),
        ("", " cannot be the id of a project"),
        ("a: {", "a: { cannot be the id of a project"),
    ],
)
def test_what_cannot_be_an_id_changes_nothing(desk: Desk, new: str, why: str) -> None:
    with pytest.raises(NotRenamedError) as refused:
        rename_project(*desk.at(RENAMED), new)
    assert ENGLISH(refused.value.reason) == why


@pytest.mark.parametrize("broken", ["a: [", "a: 1\na: 2\n"])
def test_what_cannot_be_read_is_a_reason_to_change_nothing(desk: Desk, broken: str) -> None:
    (desk.bureau / "2022.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(NotRenamedError) as refused:
        rename_project(*desk.at(RENAMED), "quality")
    assert ENGLISH(refused.value.reason).startswith("budgets/bureau/2022.yaml may name it")
    assert uses_at(*desk.at(RENAMED)) == ()
    (desk.bureau / "2022.yaml").unlink()
    with pytest.raises(NotRenamedError) as refused:
        rename_project(*desk.at("issued: ▶2024"), "quality")
    assert ENGLISH(refused.value.reason) == "no project is named here"


# Style


def test_a_source_is_formatted_as_fmt_does(desk: Desk) -> None:
    text = KORLA.replace("      amount: 203.53", "      amount:   '203.53'").replace(
        "unit: 万元\n", "unit: 万元   # 本文件单位\n", 1
    )
    after = done(text, formatted(desk.shows(text)))
    assert "      amount: 203.53\n" not in after, "digits in quotes are a text, and stay one"
    assert "unit: 万元  # 本文件单位\n" in after
    assert formatted(desk.shows(after)) == ()
    assert formatted(desk.shows("a: [")) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "a\n"),
        ("a", "a\nb\n"),
        ("a\nb", "a\n"),
        ("a\nb\nc\n", "a\nB\nc"),
        ("a\n", ""),
        ("a", "b"),
    ],
)
def test_edits_lead_from_one_text_to_another(before: str, after: str) -> None:
    assert done(before, edits_between("a.yaml", before, after)) == after
