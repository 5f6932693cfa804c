"""What `budgetc check` says of the rules themselves."""

from __future__ import annotations

import json
import re

import pytest

from budgetc.rules import RULES
from tests.support import MINIMAL, with_change

from .conftest import Workspace
from .run import call

UNBALANCED = with_change(MINIMAL, "amount: 12.00", "amount: 11.00")
WAIVED = UNBALANCED + "waive:\n  - {rule: BAL001, reason: 待核实, until: 2099-12-31, by: 王芳}\n"
_LINE = re.compile(
    r"^rules: (\d+) passed, (\d+) failed, (\d+) waived, (\d+) not evaluated, (\d+) not applicable$",
    re.MULTILINE,
)


def _counts(report: str) -> list[int]:
    match = _LINE.search(report)
    assert match, report
    return [int(number) for number in match.groups()]


def test_the_closing_line_counts_every_rule_once(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": MINIMAL})
    counts = _counts(call("check").out)
    assert sum(counts) == len(RULES) + 1  # the waivers are judged after all rules
    assert counts[0] > 0
    assert counts[1:3] == [0, 0]


def test_each_source_counts(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": MINIMAL, "budgets/b/2024.yaml": UNBALANCED})
    counts = _counts(call("check").out)
    assert sum(counts) == 2 * (len(RULES) + 1)
    assert counts[1] == 1


def test_a_waived_finding_is_shown_and_fails_nothing(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": WAIVED})
    ran = call("check", "--strict")
    assert ran.code == 0
    assert "waived BAL001" in ran.out
    assert "= waived until 2099-12-31 by 王芳: 待核实" in ran.out
    assert "errors: 0" in ran.out
    assert _counts(ran.out)[1:3] == [0, 1]


def test_a_waived_error_stops_no_build(workspace: Workspace) -> None:
    home = workspace({"budgets/a/2024.yaml": WAIVED})
    assert call("build").code == 0
    assert (home / "build/a/2024.md").is_file()


def test_coverage_lists_each_rule_with_its_reasons(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": UNBALANCED})
    out = call("check", "--coverage").out
    assert re.search(r"^  BAL001  failed", out, re.MULTILINE)
    assert re.search(r"^  SRC005  not applicable: .*expects nothing", out, re.MULTILINE)
    listed = re.findall(r"^  ([A-Z]{3}[0-9]{3})  ", out, re.MULTILINE)
    assert listed == [*(rule.code for rule in RULES), "SRC003"]


def test_coverage_in_json_stands_beside_the_findings(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": UNBALANCED})
    data = json.loads(call("check", "--coverage", "--format", "json").out)
    assert [f["code"] for f in data["findings"]] == ["BAL001"]
    outcomes = {rule["rule"]: rule["outcome"] for rule in data["rules"]}
    assert outcomes["BAL001"] == "failed"
    assert outcomes["SRC002"] == "not applicable"


def test_an_approved_figure_of_no_source_is_found(workspace: Workspace) -> None:
    totals = "totals:\n  - {department: bureu, year: 2024, figure: revenue, amount: 12}\n"
    workspace({"budgets/bureau/2024.yaml": MINIMAL, "budgets/control-totals.yaml": totals})
    ran = call("check")
    assert ran.code == 1
    assert "budgets/control-totals.yaml:2:18: error[SRC002]" in ran.out
    assert "bureau" in ran.out
    assert call("check", "budgets/bureau/2024.yaml").code == 0  # the others were not looked for


@pytest.mark.parametrize(
    ("language", "department", "year", "column", "hint"),
    [
        (
            "en",
            "a",
            2025,
            27,
            "there is one for 2023, 2024: correct the year, or delete the figure",
        ),
        ("zh", "a", 2025, 27, "有2023、2024年的源文件，请更正年度，或删除该批复数"),
        ("en", "某某局", 2024, 18, "write the folder of its source: a"),
        ("zh", "某某局", 2024, 18, "请填源文件所在的文件夹：a"),
    ],
)
def test_what_is_meant_by_an_approved_figure_of_no_source(
    workspace: Workspace, language: str, department: str, year: int, column: int, hint: str
) -> None:
    totals = (
        f"totals:\n  - {{department: {department}, year: {year}, figure: revenue, amount: 12}}\n"
    )
    workspace(
        {
            "budgets/a/2024-final.yaml": with_change(
                MINIMAL, "year: 2024", "year: 2024\nstage: final"
            ),
            "budgets/a/2023.yaml": with_change(MINIMAL, "year: 2024", "year: 2023"),
            "budgets/control-totals.yaml": totals,
        }
    )
    ran = call("check", language=language)
    place = next(line for line in ran.out.splitlines() if "SRC002" in line)
    assert place.startswith(f"budgets/control-totals.yaml:2:{column}: ")
    assert hint in ran.out


def test_a_broken_file_of_approved_figures_is_reported_once(workspace: Workspace) -> None:
    files = {f"budgets/{name}/2024.yaml": MINIMAL for name in ("a", "b")}
    workspace({**files, "budgets/control-totals.yaml": "totals:\n  - {department: a}\n"})
    ran = call("check")
    assert ran.code == 1
    assert ran.out.count("budgets/control-totals.yaml:2:5: error[SCH003]") >= 1
    assert len(set(re.findall(r"control-totals.yaml:.*", ran.out))) == len(
        re.findall(r"control-totals.yaml:.*", ran.out)
    )


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_approved_figures_in_no_file_are_not_passed_over(workspace: Workspace, kind: str) -> None:
    home = workspace({"budgets/a/2024.yaml": MINIMAL})
    place = home / "budgets/control-totals.yaml"
    if kind == "link":
        place.symlink_to("nowhere.yaml")
    else:
        place.mkdir()
    ran = call("check")
    assert ran.code == 1
    assert "budgets/control-totals.yaml:1:1: error[SYN012]" in ran.out


def test_a_department_cannot_waive_what_the_region_approved(workspace: Workspace) -> None:
    totals = "totals:\n  - {department: a, year: 2024, figure: revenue, amount: 11.50}\n"
    waiver = "waive:\n  - {rule: SRC002, reason: 待核实, until: 2099-12-31}\n"
    workspace({"budgets/a/2024.yaml": MINIMAL + waiver, "budgets/control-totals.yaml": totals})
    ran = call("check")
    assert ran.code == 1
    assert "error[SRC002]" in ran.out
    assert "error[SRC003]" in ran.out


def test_waived_findings_are_counted(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": WAIVED})
    assert call("check").out.splitlines()[-2].endswith("; waived: 1")


def test_a_missed_expectation_names_both_amounts_and_what_makes_them(workspace: Workspace) -> None:
    expected = 'expect:\n  - {figure: "T1!2210201.total", amount: 1.5}\n'
    workspace({"budgets/a/2024.yaml": MINIMAL + expected})
    out = call("check").out
    assert "is 1.0 万元, and has to be 1.5 万元: a difference of 0.5 万元" in out
    assert "2210201 住房公积金: 1 万元" in out
