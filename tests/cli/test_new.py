"""`budgetc new`."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.beginning.support import PUTUO, filled_in
from tests.support import KORLA, MINIMAL, with_change

from .conftest import Workspace
from .run import call, run

ROLL = ("new", "--from", "budgets/a/2024.yaml", "--year")
OLD = "budgets/a/2024.yaml"
NEW = "budgets/a/2025.yaml"
HOSTILE = {
    "not YAML": "year: 2024\n  unit: 元\n",
    "no text": "\x00\x01",
    "an empty file": "",
    "a scalar": "2024\n",
    "a bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "anchored lines": MINIMAL.replace(
        "    - {code: 2013801, amount: 9.00}", "    - {code: 2013801, amount: &a 9.00}"
    ).replace("    - {code: 30101, amount: 9.00}", "    - {code: 30101, amount: *a}"),
    "nesting": "a: " + "[" * 2000 + "]" * 2000 + "\n",
    "an error": with_change(MINIMAL, "amount: 12.00", "amount: 11.00"),
}


def _number(told: str) -> int:
    match = re.search(r"places to fill in: (\d+)", told)
    assert match is not None, told
    return int(match.group(1))


@pytest.mark.parametrize("text", [KORLA, MINIMAL])
def test_the_new_source_stands_beside_the_old_one(workspace: Workspace, text: str) -> None:
    root = workspace({OLD: text})
    ran = call(*ROLL, "2025")
    assert (ran.code, ran.out) == (0, f"{NEW}\n")
    assert f"this finds them: budgetc check --all {NEW}\n" in ran.err
    checked = call("check", "--all", NEW)
    assert checked.code == 1
    assert checked.out.count("error[SCH001]") == _number(ran.err) > 5
    gaps = f"errors: 0; warnings: 0; notes: 0; to be filled in: {_number(ran.err)}"
    assert gaps in checked.out
    assert (root / OLD).read_text(encoding="utf-8") == text
    assert sorted(path.name for path in (root / "budgets/a").iterdir()) == [
        "2024.yaml",
        "2025.yaml",
    ]


def _with_units() -> dict[str, str]:
    listed = "  name: 某某局\n  subordinate_units: [{id: u}, {id: w-x}, {name: 无文件的单位}]\n"
    files = {
        f"budgets/a/{unit}/2024.yaml": MINIMAL.replace("某某局", f"某某{unit}所").replace(
            "培训", f"{unit}培训"
        )
        for unit in ("u", "w-x")
    }
    return {OLD: with_change(MINIMAL, "  name: 某某局\n", listed), **files}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "units with sources of their own, to be rolled as well: 2; all at once by the same "
                "command with --with-units, or each by its own:"
            ),
        ),
        (
            "zh",
            (
                "另有所属单位的源文件须一并转入新年度：2 份；同一命令加 --with-units 可一次转入，"
                "也可逐个运行下列命令："
            ),
        ),
    ],
)
def test_units_are_named_with_the_commands_that_roll_them(
    workspace: Workspace, language: str, words: str
) -> None:
    root = workspace(_with_units())
    ran = call(*ROLL, "2025", language=language)
    assert ran.code == 0, ran
    *_, head, first, second = ran.err.splitlines()
    assert head == words
    for command, one in ((first, "u"), (second, "w-x")):
        _, *arguments = shlex.split(command)
        assert call(*arguments).out == f"budgets/a/{one}/2025.yaml\n"
        assert (root / f"budgets/a/{one}/2025.yaml").is_file()
    # What is there already is not named.
    assert "w-x" not in call(*ROLL, "2025", "--force").err


def test_a_department_is_rolled_with_its_units(workspace: Workspace) -> None:
    root = workspace(_with_units())
    (root / "budgets/a/u/2025.yaml").write_text("mine", encoding="utf-8")
    ran = call(*ROLL, "2025", "--with-units")
    assert (ran.code, ran.out) == (0, f"{NEW}\nbudgets/a/w-x/2025.yaml\n")
    assert "budgets/a/u/2025.yaml is there already, and stays as it is\n" in ran.err
    assert "units with sources" not in ran.err
    assert (root / "budgets/a/u/2025.yaml").read_text(encoding="utf-8") == "mine"
    again = call(*ROLL, "2025", "--with-units")
    assert again.code == 1
    assert f"{NEW} is there already; look at it, and replace it with --force" in again.err
    forced = call(*ROLL, "2025", "--with-units", "--force")
    assert forced.out.split() == [NEW]
    assert (root / "budgets/a/u/2025.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_the_department_does_not_list_is_no_unit(workspace: Workspace) -> None:
    files = _with_units()
    old = files["budgets/a/u/2024.yaml"].replace("year: 2024", "year: 2024\nbad: [")
    root = workspace({**files, "budgets/a/archive/2024.yaml": old})
    ran = call(*ROLL, "2025", "--with-units")
    assert (ran.code, len(ran.out.split())) == (0, 3), ran
    assert not (root / "budgets/a/archive/2025.yaml").exists()


def test_of_files_of_which_one_cannot_be_written_none_is(workspace: Workspace) -> None:
    root = workspace({**_with_units(), "budgets/b/u": "a file where a folder has to be"})
    target = "budgets/b/2025.yaml"
    ran = call(*ROLL, "2025", "--with-units", "-o", target)
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (1, "", "nothing was written")
    assert [one.name for one in root.glob("budgets/b/**/*") if one.is_file()] == ["u"]


def test_of_a_department_and_its_units_all_are_written_or_none(workspace: Workspace) -> None:
    files = _with_units()
    broken = files["budgets/a/w-x/2024.yaml"].replace("year: 2024", "year: 2024\nyaer: 1")
    root = workspace({**files, "budgets/a/w-x/2024.yaml": broken})
    ran = call(*ROLL, "2025", "--with-units")
    assert (ran.code, ran.err.splitlines()[-1]) == (1, "nothing was written")
    assert not (root / NEW).exists()
    (root / "budgets/b").mkdir()
    (root / "budgets/b/2024.yaml").write_text(MINIMAL, encoding="utf-8")
    alone = call("new", "--from", "budgets/b/2024.yaml", "--year", "2025", "--with-units")
    assert alone.code == 2
    assert "--with-units: no unit has a source 2024.yaml" in alone.err


def test_filled_in_it_builds(workspace: Workspace) -> None:
    root = workspace({OLD: KORLA})
    call(*ROLL, "2025")
    new = (root / NEW).read_text(encoding="utf-8")
    (root / NEW).write_text(filled_in(new, KORLA), encoding="utf-8")
    built = call("build", NEW)
    assert (built.code, built.out) == (0, "build/a/2025.md\n"), built.err


def test_another_file_without_last_years_source_beside_it(workspace: Workspace) -> None:
    root = workspace({OLD: KORLA})
    ran = call(*ROLL, "2025", "-o", "elsewhere/new.yaml")
    assert ran.code == 0
    assert "there is no 2024.yaml beside the new source" in ran.err
    assert "{prior: , reason: }  # fill in" in (root / "elsewhere/new.yaml").read_text()
    kept = call(*ROLL, "2025", "-o", "elsewhere/kept.yaml", "--keep-prior")
    assert kept.code == 0
    assert "there is no" not in kept.err
    assert "prior: 203.53\n" in (root / "elsewhere/kept.yaml").read_text(encoding="utf-8")


def test_a_later_year_knows_no_amounts_of_last_year(workspace: Workspace) -> None:
    workspace({OLD: KORLA})
    ran = call(*ROLL, "2026")
    assert ran.code == 0
    assert "there is no 2025.yaml beside the new source" in ran.err
    refused = call(*ROLL, "2027", "--keep-prior")
    assert refused.code == 2
    assert "the amounts of 2024 are not last year's amounts of 2027" in refused.err


@pytest.mark.parametrize("year", ["2024", "2023", "25", "next", "２０２５", "-1", "20250", ""])
def test_a_wrong_year_is_wrong_usage(workspace: Workspace, year: str) -> None:
    root = workspace({OLD: KORLA})
    ran = call("new", "--from", OLD, f"--year={year}", "-o", "new.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert not (root / "new.yaml").exists()


def test_a_year_that_no_source_may_have_is_refused(workspace: Workspace) -> None:
    root = workspace({OLD: KORLA})
    ran = call(*ROLL, "2101")
    assert ran.code == 1
    assert "2101" in ran.err
    assert "nothing was written" in ran.err
    assert not (root / "budgets/a/2101.yaml").exists()


def test_a_new_source_is_called_by_its_year(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": MINIMAL})
    ran = call(*ROLL, "2025", "-o", "budgets/a/2026.yaml")
    assert ran.code == 2
    assert "is called by 2026, and this is of 2025: name it budgets/a/2025.yaml" in " ".join(
        ran.err.split()
    )


def test_an_existing_file_is_replaced_only_when_forced(workspace: Workspace) -> None:
    root = workspace({OLD: KORLA, NEW: "mine"})
    ran = call(*ROLL, "2025")
    assert ran.code == 1
    assert "--force" in ran.err
    assert (root / NEW).read_text() == "mine"
    assert call(*ROLL, "2025", "--force").code == 0
    assert "year: 2025\n" in (root / NEW).read_text(encoding="utf-8")


def test_the_old_source_is_never_written_over(workspace: Workspace) -> None:
    root = workspace({OLD: KORLA})
    (root / "link.yaml").symlink_to(root / OLD)
    for target in (OLD, "budgets/b/../a/2024.yaml", "link.yaml"):
        (root / "budgets/b").mkdir(exist_ok=True)
        ran = call(*ROLL, "2025", "-o", target, "--force")
        assert (ran.code, ran.out) == (2, "")
        assert (root / OLD).read_text(encoding="utf-8") == KORLA


def test_a_link_is_replaced_and_not_followed(workspace: Workspace) -> None:
    root = workspace({OLD: KORLA, "secret": "mine"})
    (root / NEW).symlink_to(root / "secret")
    assert call(*ROLL, "2025").code == 1
    assert call(*ROLL, "2025", "--force").code == 0
    assert (root / "secret").read_text() == "mine"
    assert not (root / NEW).is_symlink()
    dangling = root / "budgets/a/2026.yaml"
    dangling.symlink_to(root / "nowhere")
    assert call(*ROLL, "2026").code == 1
    assert not (root / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_told(workspace: Workspace) -> None:
    workspace({OLD: KORLA, "file": "no folder"})
    ran = call(*ROLL, "2025", "-o", "file/2025.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "OUT001" in ran.err or "file/2025.yaml" in ran.err
    long = call(*ROLL, "2025", "-o", "x" * 300 + ".yaml")
    assert (long.code, long.out) == (1, "")
    assert "OUT001" in long.err


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_source_with_errors_is_refused_as_check_shows_it(workspace: Workspace, text: str) -> None:
    root = workspace({OLD: text})
    ran = run(*ROLL, "2025", cwd=root)
    assert (ran.code, ran.out) == (1, "")
    assert "Traceback" not in ran.err
    assert f"{OLD}:" in ran.err
    assert "nothing was written" in ran.err
    assert not (root / NEW).exists()
    if "anchor" not in ran.err:
        shown = run("check", OLD, cwd=root).out
        assert ran.err.startswith(shown.rsplit("\n\n", 1)[0])


@pytest.mark.parametrize("source", ["budgets", "budgets/a/1999.yaml"])
def test_a_source_that_is_no_file_is_wrong_usage(workspace: Workspace, source: str) -> None:
    workspace({OLD: KORLA})
    assert call("new", "--from", source, "--year", "2025").code == 2
    assert call("new", "--year", "2025").code == 2
    assert call("new", "--from", OLD).code == 2


def test_the_mark_is_in_the_language_of_the_run(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2025.yaml": PUTUO})
    ran = run("new", "--lang", "zh", "--from", NEW, "--year", "2026", cwd=root)
    assert ran.code == 0
    text = (root / "budgets/a/2026.yaml").read_text(encoding="utf-8")
    assert "    - {code: 2010601, amount: }  # 行政运行  # 待填\n" in text
    assert "# 待填" in ran.err


def test_a_source_outside_any_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2024.yaml").write_text(KORLA, encoding="utf-8")
    assert call("new", "--from", "2024.yaml", "--year", "2025").out == "2025.yaml\n"


def test_help_tells_what_is_emptied(workspace: Workspace) -> None:
    workspace({})
    shown = " ".join(call("new", "--help").out.split())
    assert "emptied and marked" in shown
    assert "--keep-prior" in shown


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "texts that still name the old year, in lines: 1, 2\n"),
        ("zh", "下列各行的文字仍写着上年年份，请核对：第 1、2 行\n"),
    ],
)
def test_a_comment_that_still_names_the_old_year_is_told(
    workspace: Workspace, language: str, told: str
) -> None:
    head = "# 某局 2024 年部门预算。\n# 数据取自 2024 年公开的预算。\n# 第三行。\n"
    workspace({OLD: head + MINIMAL})
    ran = call(*ROLL, "2025", language=language)
    assert told in ran.err
