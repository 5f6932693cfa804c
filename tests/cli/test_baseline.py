"""`budgetc check` beside a file of known findings."""

from __future__ import annotations

import json

import pytest

from tests.support import MINIMAL, with_change

from .conftest import Workspace
from .run import call

SOURCE = "budgets/a/2024.yaml"
UNBALANCED = with_change(MINIMAL, "amount: 12.00", "amount: 11.00")
"""Revenue 11, expenditure 12: BAL001."""


def test_known_findings_are_counted_and_do_not_fail(workspace: Workspace) -> None:
    home = workspace({SOURCE: UNBALANCED})
    assert call("check").code == 1
    written = call("check", "--write-baseline")
    assert (written.code, written.out) == (
        0, "budgets/baseline.json knows 1 findings of these sources\n",
    )  # fmt: skip
    known = json.loads((home / "budgets/baseline.json").read_text("utf-8"))
    assert known["findings"] == [
        {"code": "BAL001", "budget": "某某局 2024", "file": SOURCE, "place": "revenue",
         "difference": "1 万元"}
    ]  # fmt: skip
    again = call("check")
    assert again.code == 0
    assert "BAL001" not in again.out
    assert "known from budgets/baseline.json: 1" in again.out
    assert call("check", "--no-baseline").code == 1


def test_a_known_finding_stays_known_when_its_line_moves(workspace: Workspace) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    (home / SOURCE).write_text("# 一行说明\n" + UNBALANCED, encoding="utf-8")
    assert call("check").code == 0


def _off_by(amount: str) -> str:
    """Return a source whose expenditure is 12 and whose revenue is another amount."""
    return with_change(MINIMAL, "amount: 12.00", f"amount: {amount}")


@pytest.mark.parametrize("amount", ["11.50", "12.50", "13.00"])
def test_an_amount_that_is_off_by_no_more_is_the_same_finding(
    workspace: Workspace, amount: str
) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    (home / SOURCE).write_text(_off_by(amount), "utf-8")
    ran = call("check")
    assert ran.code == 0
    assert "known from budgets/baseline.json: 1" in ran.out
    (home / SOURCE).write_text(MINIMAL, "utf-8")
    assert "mended, and still in budgets/baseline.json: 1" in call("check").out


def test_what_has_grown_is_new_again(workspace: Workspace) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    (home / SOURCE).write_text(_off_by("10.00"), "utf-8")
    ran = call("check")
    assert ran.code == 1
    assert "a difference of 2 万元" in ran.out
    assert "larger than budgets/baseline.json knows them, and reported again: 1\n" in ran.out
    assert "known from" not in ran.out
    assert "mended, and" not in ran.out
    chinese = call("check", language="zh").out
    assert "超过 budgets/baseline.json 所记金额、重新报告的：1\n" in chinese
    call("check", "--write-baseline")
    assert call("check").code == 0


def test_what_has_grown_is_known_in_any_unit(workspace: Workspace) -> None:
    """71 万元 are told in 元, 117 in 万元: the amount has shrunk all the same."""
    home = workspace({SOURCE: _off_by("129.00")})
    call("check", "--write-baseline")
    file = home / "budgets/baseline.json"
    text = file.read_text("utf-8")
    assert '"difference": "117 万元"' in text
    file.write_text(text.replace("117 万元", "1170000 元"), "utf-8")
    assert call("check").code == 0
    file.write_text(text.replace("117 万元", "1169999.99 元"), "utf-8")
    assert call("check").code == 1


def test_a_baseline_of_before_knows_any_amount(workspace: Workspace) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    file = home / "budgets/baseline.json"
    known = json.loads(file.read_text("utf-8"))
    del known["findings"][0]["difference"]
    file.write_text(json.dumps(known), "utf-8")
    (home / SOURCE).write_text(_off_by("10.00"), "utf-8")
    ran = call("check")
    assert ran.code == 0
    assert (
        "in budgets/baseline.json without an amount, so that they stay known however they grow: 1; "
        "budgetc check --write-baseline writes down the amounts of now\n"
    ) in ran.out
    assert (
        "budgets/baseline.json 没有记下金额、增大也不再报告的：1；"
        "请运行 budgetc check --write-baseline，按现在的金额重写\n"
    ) in call("check", language="zh").out
    call("check", "--write-baseline")
    assert "without an amount" not in call("check").out


@pytest.mark.parametrize("name", ["budgets/b/2024.yaml", "budgets/a/2024年.yaml"])
def test_a_finding_stays_known_when_its_folder_or_file_is_renamed(
    workspace: Workspace, name: str
) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    (home / name).parent.mkdir(exist_ok=True)
    (home / SOURCE).rename(home / name)
    ran = call("check")
    assert (ran.code, "known from budgets/baseline.json: 1" in ran.out) == (0, True)
    assert "mended, and" not in ran.out
    call("check", "--write-baseline")
    known = json.loads((home / "budgets/baseline.json").read_text("utf-8"))
    assert [f["file"] for f in known["findings"]] == [name]


@pytest.mark.parametrize(
    ("old", "new"),
    [("name: 某某局", "name: 另一局"), ("year: 2024", "year: 2025"), ("year: 2024", "year: 2024")],
    ids=["another department", "another year", "the old one is still there"],
)
def test_what_is_known_of_one_is_not_known_of_another(
    workspace: Workspace, old: str, new: str
) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    if old != new:
        (home / SOURCE).unlink()
    (home / "budgets/b").mkdir()
    (home / "budgets/b/2024.yaml").write_text(with_change(UNBALANCED, old, new), "utf-8")
    ran = call("check", "budgets/b")
    assert ran.code == 1
    assert "known from" not in ran.out


def test_what_is_known_of_another_department_is_new_here(workspace: Workspace) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    file = home / "budgets/baseline.json"
    known = json.loads(file.read_text("utf-8"))
    known["findings"][0] |= {"file": "budgets/b/2024.yaml", "budget": "另一局 2024"}
    file.write_text(json.dumps(known), "utf-8")
    ran = call("check")
    assert ran.code == 1
    assert "known from" not in ran.out
    assert "mended, and" not in ran.out  # of a file that was not checked nothing is said


def test_writing_keeps_what_is_known_of_other_sources(workspace: Workspace) -> None:
    other = with_change(UNBALANCED, "name: 某某局", "name: 另一局")
    home = workspace({SOURCE: UNBALANCED, "budgets/b/2024.yaml": other})
    call("check", "--write-baseline")
    (home / SOURCE).write_text(MINIMAL, "utf-8")
    call("check", "--write-baseline", SOURCE)
    known = json.loads((home / "budgets/baseline.json").read_text("utf-8"))
    assert [f["file"] for f in known["findings"]] == ["budgets/b/2024.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        with_change(UNBALANCED, "unit: 万元", "unit: 万园"),
        f"<<<<<<< ours\n{UNBALANCED}",
        f"format: 99\n{UNBALANCED}",
        with_change(UNBALANCED, "name: 某某局", "name: ['某局']"),
    ],
    ids=["form", "marker", "format", "name"],
)
def test_what_cannot_be_judged_is_not_mended(workspace: Workspace, text: str) -> None:
    home = workspace({SOURCE: UNBALANCED})
    call("check", "--write-baseline")
    before = (home / "budgets/baseline.json").read_text("utf-8")
    (home / SOURCE).write_text(text, "utf-8")
    assert "mended, and" not in call("check").out
    call("check", "--write-baseline")
    after = json.loads((home / "budgets/baseline.json").read_text("utf-8"))
    known = [(one["code"], one["file"]) for one in json.loads(before)["findings"]]
    assert [(one["code"], one["file"]) for one in after["findings"]] == known
    (home / SOURCE).write_text(MINIMAL, "utf-8")
    assert "mended, and still in budgets/baseline.json: 1" in call("check").out


def test_what_no_template_can_tell_is_not_mended(workspace: Workspace) -> None:
    home = workspace({SOURCE: f"{MINIMAL}other_matters: []\n"})
    known = {"code": "DOC002", "budget": "某某局 2024", "file": SOURCE, "place": "other_matters"}
    (home / "budgets/baseline.json").write_text(json.dumps({"findings": [known]}), "utf-8")
    assert "mended, and" in call("check").out
    (home / "templates/tiny/document.j2").write_text("{{ nothing", "utf-8")
    ran = call("check")
    assert ("TPL" in ran.out, "mended, and" in ran.out) == (True, False)


def test_a_broken_baseline_says_what_to_do(workspace: Workspace) -> None:
    workspace({SOURCE: UNBALANCED, "budgets/baseline.json": '{"findings": [{}]}'})
    ran = call("check")
    assert ran.code == 2
    assert "budgets/baseline.json cannot be used" in ran.err
    assert "--write-baseline" in ran.err
    assert call("check", "--write-baseline").code == 0
    assert call("check").code == 0


TOTALS = "totals:\n  - {department: a, year: 2024, figure: revenue, amount: 11.50}\n"


def test_what_the_region_approved_is_never_known(workspace: Workspace) -> None:
    home = workspace({SOURCE: MINIMAL, "budgets/control-totals.yaml": TOTALS})
    for _ in range(3):
        call("check", "--write-baseline")
    known = json.loads((home / "budgets/baseline.json").read_text("utf-8"))
    assert known == {"findings": []}
    ran = call("check")
    assert ran.code == 1
    assert "SRC002" in ran.out


def test_an_error_of_form_is_never_known(workspace: Workspace) -> None:
    workspace({SOURCE: f"{MINIMAL}foo: 1\n"})
    call("check", "--write-baseline")
    ran = call("check")
    assert ran.code == 1
    assert "SCH002" in ran.out


NOTHING = "it is no list of findings"
SECOND = (
    '{"findings": [{"code": "A", "file": "b", "place": "c", "budget": ""},'
    ' {"code": "A", "file": "b"}]}'
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 200_000, NOTHING),
        ("[]", NOTHING),
        (
            '{"findings": [{"code": 1, "file": null, "place": true, "budget": 1}]}',
            "finding 1 of its list lacks a text: code, budget, file or place",
        ),
        (SECOND, "finding 2 of its list lacks a text: code, budget, file or place"),
        (r'{"findings": [{"code": "A", "file": "b", "budget": "", "place": "\ud800"}]}', NOTHING),
        ('{"findings": [\n{"code" "A"}]}', "line 2: this is no JSON"),
        (
            '{"findings": [\n<<<<<<< HEAD\n=======\n>>>>>>> b\n]}',
            (
                "in line 2 git left what two branches know; keep the findings of both, and delete "
                "the lines that begin with <<<<<<<, ======= and >>>>>>>"
            ),
        ),
    ],
    ids=["deep", "list", "types", "second", "half", "syntax", "conflict"],
)
def test_what_is_no_baseline_is_said_and_written_anew(
    workspace: Workspace, text: str, reason: str
) -> None:
    workspace({SOURCE: MINIMAL, "budgets/baseline.json": text})
    ran = call("check")
    assert ran.code == 2
    assert f"cannot be used: {reason}; write it anew" in ran.err
    assert call("check", "--write-baseline").code == 0
    assert call("check").code == 0


def test_a_linked_baseline_is_none(workspace: Workspace) -> None:
    home = workspace({SOURCE: MINIMAL})
    (home / "budgets/baseline.json").symlink_to(home / "elsewhere.json")
    ran = call("check")
    assert ran.code == 2
    assert "link" in ran.err
