"""`budgetc build`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support import KORLA, MINIMAL, with_change

from .conftest import Workspace
from .run import Ran, call, run, run_on_terminal

UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")
STOPPED = """\
budgets/b/2024.yaml:77:1: error[BAL001]: revenue is 314.65 万元, expenditure is 314.66 万元: a \
difference of 0.01 万元
   77 | revenue:
      | ^^^^^^^
      = Revenue (revenue)
      = budgets/b/2024.yaml:87:1: basic expenditure: 277.66 万元
      = budgets/b/2024.yaml:139:1: project expenditure: 37 万元
      = hint: one of the lines is mistyped or left out; compare both sides

sources checked: 2; errors: 1; warnings: 22; notes: 2; budgetc check shows them all
nothing was written
"""
"""What a build says of one source with an error beside one without."""


def _files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder; hidden ones, such as those left over, too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_markdown_goes_to_build_unless_told_otherwise(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    ran = call("build")
    assert ran.code == 0
    assert ran.out == "build/a/2024.md\n"
    assert "sources checked: 1; errors: 0; " in ran.err
    assert _files(root / "build").keys() == {"a/2024.md"}
    text = (root / "build/a/2024.md").read_text(encoding="utf-8")
    assert text.startswith("# 库尔勒经济技术开发区市场监督管理局2024年部门预算公开\n")


def test_what_stops_no_build_is_counted_and_left_to_check(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "budgets/b/2024.yaml": MINIMAL})
    told = "sources checked: 2; errors: 0; warnings: 11; notes: 1"
    ran = run("build", cwd=root)
    assert ran == Ran(
        0, "build/a/2024.md\nbuild/b/2024.md\n", f"{told}; budgetc check shows them all\n"
    )
    assert f"\n{told}\n" in run("check", cwd=root).out
    assert run("build", "budgets/b", cwd=root).err == (
        "sources checked: 1; errors: 0; warnings: 0; notes: 0\n"
    )
    assert run("build", "--lang", "zh", cwd=root).err == (
        "检查源文件 2 个；错误 0 个；警告 11 个；说明 1 个；全部问题见 budgetc check\n"
    )


def test_known_findings_are_shown_by_a_check_without_the_baseline(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    assert run("check", "--write-baseline", cwd=root).code == 0
    assert run("build", cwd=root).err == (
        "sources checked: 1; errors: 0; warnings: 11; notes: 1; "
        "budgetc check --no-baseline shows them all\n"
    )


def test_what_stops_a_build_is_shown_in_full(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "budgets/b/2024.yaml": UNBALANCED})
    ran = run("build", cwd=root)
    assert ran == Ran(1, "", STOPPED)


def test_a_strict_build_shows_the_warnings_and_leaves_out_the_notes(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    strict = run("build", "--strict", cwd=root)
    *findings, told, nothing, end = strict.err.split("\n")
    assert (strict.code, strict.out) == (1, "")
    assert (told, nothing, end) == (
        "sources checked: 1; errors: 0; warnings: 11; notes: 1; budgetc check shows them all",
        "nothing was written",
        "",
    )
    *blocks, _ = run("check", cwd=root).out.split("\n\n")
    assert "\n".join(findings) == "".join(f"{b}\n\n" for b in blocks if ": note[" not in b)[:-1]


def test_several_formats_and_another_folder(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "budgets/b/2024.yaml": KORLA})
    ran = call("build", "-f", "json", "--format", "latex", "-f", "json", "-o", "deep/er/out")
    assert ran.code == 0
    expected = {"a/2024.json", "a/2024.tex", "b/2024.json", "b/2024.tex"}
    files = _files(root / "deep/er/out")
    assert files.keys() == expected
    assert {line.removeprefix("deep/er/out/") for line in ran.out.splitlines()} == expected
    assert json.loads(files["a/2024.json"])["year"] == 2024
    assert b"\\documentclass" in files["b/2024.tex"]


def test_the_output_folder_is_where_the_command_runs(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    monkeypatch.chdir(root / "budgets" / "a")
    assert call("build").code == 0
    assert (root / "budgets/a/build/a/2024.md").is_file()


@pytest.mark.parametrize(
    "arguments",
    [["-f", "odt"], ["--lang", "fr"], ["-o", "budgets/a/2024.yaml"], ["budgets/none.yaml"]],
)
def test_wrong_usage_exits_with_2_and_writes_nothing(
    workspace: Workspace, arguments: list[str]
) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    before = _files(root)
    assert call("build", *arguments).code == 2
    assert _files(root) == before


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("md", "md"), (".md", "md"), ("MD", "md"), ("tex", "tex"), ("word", "docx")],
)
def test_a_format_is_known_by_its_suffix_and_its_program(
    workspace: Workspace, name: str, suffix: str
) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    ran = call("build", "-f", name)
    assert ran.code == 0, ran.err
    assert [path.name for path in (root / "build/a").iterdir()] == [f"2024.{suffix}"]


def test_the_folder_of_the_documents_is_no_file(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    ran = call("build", "-f", "docx", "-o", "out/report.docx")
    assert ran.code == 2
    assert (
        "-o names the folder of the documents, not a file: -o out makes "
        "out/<department>/<year>.docx"
    ) in " ".join(ran.err.split())
    (root / "out.md").mkdir()
    assert call("build", "-o", "out.md").code == 0  # somebody called it so


def test_nothing_is_written_when_any_source_has_an_error(workspace: Workspace) -> None:
    root = workspace(
        {
            "budgets/a/2024.yaml": KORLA,
            "budgets/b/2024.yaml": UNBALANCED,
            "build/a/2024.md": "old\n",
        }
    )
    before = _files(root)
    ran = call("build", "-f", "markdown", "-f", "json")
    assert ran.code == 1
    assert ran.out == ""
    assert "error[BAL001]" in ran.err
    assert ran.err.endswith("nothing was written\n")
    assert _files(root) == before


def test_a_source_without_errors_is_built_alone(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "budgets/b/2024.yaml": UNBALANCED})
    assert call("build", "budgets/a").code == 0
    assert _files(root / "build").keys() == {"a/2024.md"}


def test_the_same_sources_give_the_same_bytes(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    formats = ("-f", "markdown", "-f", "latex", "-f", "json")
    assert call("build", *formats).code == 0
    first = _files(root / "build")
    assert call("build", *formats).code == 0
    assert _files(root / "build") == first
    assert len(first) == 3
    ran = run("build", *formats, "-o", "again", cwd=root, env={"PYTHONHASHSEED": "7"})
    assert ran.code == 0
    assert _files(root / "again") == first


def test_an_old_document_is_replaced(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "build/a/2024.md": "old\n"})
    target = root / "build/a/2024.md"
    assert call("build").code == 0
    assert "# 库尔勒" in target.read_text(encoding="utf-8")
    assert _files(root / "build").keys() == {"a/2024.md"}
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_target_that_cannot_be_replaced_is_reported_and_left(workspace: Workspace) -> None:
    root = workspace(
        {"budgets/a/2024.yaml": KORLA, "budgets/b/2024.yaml": KORLA, "build/a/2024.md/keep": "x"}
    )
    ran = call("build")
    assert ran.code == 1
    assert "build/a/2024.md:1:1: error[OUT001]: cannot write" in ran.err
    assert _files(root / "build").keys() == {"a/2024.md/keep", "b/2024.md"}


def test_a_folder_that_cannot_be_made_is_reported(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "build/a": "a file\n"})
    ran = call("build")
    assert ran.code == 1
    assert "error[OUT001]" in ran.err
    assert _files(root / "build") == {"a": b"a file\n"}


def test_two_sources_of_one_document_are_refused(workspace: Workspace) -> None:
    root = workspace(
        {
            "budgets/a/2024.yaml": MINIMAL,
            "budgets/a/2024.yml": f"{MINIMAL}stage: adjusted\n",  # another budget, one document
            "build/a/2024.md": "old\n",
        }
    )
    ran = call("build")
    assert ran.code == 1
    assert "budgets/a/2024.yml:1:1: error[OUT001]: two sources would be written to" in ran.err
    assert "      = budgets/a/2024.yaml:1:1: this one is written there\n" in ran.err
    assert (
        "      = budgets/a/2024.yaml:1:1: 该文件由此源文件生成\n"
        in call("build", language="zh").err
    )
    assert ran.err.endswith("nothing was written\n")
    assert _files(root / "build") == {"a/2024.md": b"old\n"}
    assert call("check").code == 0


def test_names_of_written_files_cannot_steer_a_terminal(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA, "budgets/e\x1b[2Jvil/2024.yaml": KORLA})
    shown = run_on_terminal("build", "-o", "e\x1b[2Jvil", cwd=root, env={"NO_COLOR": "1"})
    assert "SYN016" in shown.out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown.out)
    named = ("budgets/a/2024.yaml", "-o", "e\x1b[2Jvil")
    shown = run_on_terminal("build", *named, cwd=root, env={"NO_COLOR": "1"})
    assert shown.code == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown.out)


def test_a_file_named_in_two_ways_is_one_source(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    done = run("build", "budgets/a/2024.yaml", str(root / "budgets/a/2024.yaml"), cwd=root)
    assert done.code == 0
    assert done.out.splitlines() == ["build/a/2024.md"]


def test_strict_lets_a_warning_stop_the_build(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    ran = call("build", "--strict")
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert not (root / "build").exists()


UNMATCHED = {
    "en": "approved figures in budgets/control-totals.yaml of a department or year without a "
    "source, which hold nothing: 1 (archivse 2024); budgetc check lists them\n",
    "zh": "budgets/control-totals.yaml 中有批复数没有对应的源文件，未作核对：1 条"
    "（archivse 2024）；"
    "逐条用 budgetc check 查看\n",
}


@pytest.mark.parametrize("language", UNMATCHED)
@pytest.mark.parametrize("command", [("build",), ("build", "--region"), ("facts",)])
def test_approved_figures_of_nobody_are_told(
    workspace: Workspace, command: tuple[str, ...], language: str
) -> None:
    totals = "totals:\n  - {department: archivse, year: 2024, figure: revenue, amount: 12}\n"
    workspace({"budgets/archives/2024.yaml": MINIMAL, "budgets/control-totals.yaml": totals})
    ran = call(*command, language=language)
    assert UNMATCHED[language] in ran.err
    named = [call(one, "budgets/archives", language=language) for one in ("check", command[0])]
    assert all(UNMATCHED[language] in one.err for one in named)
