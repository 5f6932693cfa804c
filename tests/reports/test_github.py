"""`check --format github`, read by the rules of GitHub's runner."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import ENGLISH
from budgetc.reports.checked import words
from budgetc.reports.github import render
from tests.cli.run import call, run
from tests.support import KORLA, with_change, write_files

from .hostile import WORDS, hostile_check, hostile_source
from .runner import commands

SOURCE = "budgets/bureau/2024.yaml"
UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")


def test_the_runner_is_read_rightly() -> None:
    said = "::error file=a%2Cb,line=1::x%0Ay %25%0A\n text ##[group]g\n::nothing::\n ::debug::d"
    error, group, debug = commands(said)
    assert error == ("error", {"file": "a,b", "line": "1"}, "x\ny %\n")
    assert (group.name, group.data, debug.data) == ("group", "g", "d")
    assert [c.name for c in commands("::stop-commands::t\n::error::x\n::t::\n::debug::")] == [
        "stop-commands", "debug",
    ]  # fmt: skip


def test_every_finding_is_an_annotation_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {SOURCE: UNBALANCED})
    monkeypatch.chdir(tmp_path)
    ran = call("check", "--format", "github")
    assert ran.code == 1
    found = commands(ran.out)
    error = next(one for one in found if one.name == "error")
    assert error.properties.keys() == {"file", "line", "col", "endLine", "title"}
    assert (error.properties["file"], error.properties["title"]) == (SOURCE, "BAL001")
    assert "314.65" in error.data
    assert "\nhint: " in error.data
    assert {one.name for one in found} == {"error", "warning", "notice"}
    assert ran.out.splitlines()[-1].startswith("sources checked: 1; errors: 1; ")
    text = call("check").out
    place = f"{SOURCE}:{error.properties['line']}:{error.properties['col']}: error[BAL001]"
    assert place in text


def test_what_a_stranger_typed_is_no_command_of_its_own() -> None:
    check = hostile_check()
    found = commands(render(check, ENGLISH))
    assert len(found) == len(check.baselined.new)
    expected = {
        (printable(check.path(one.span.file)), "\n".join(words(one, ENGLISH)))
        for one in check.baselined.new
    }
    assert {(one.properties["file"], one.data) for one in found} == expected
    assert {one.name for one in found} <= {"error", "warning", "notice"}
    assert all(len(one.properties) == 5 for one in found)


@pytest.mark.parametrize("text", ["##[add-mask]2024", "::add-mask::2024", "a%0A::error::x"])
def test_a_source_that_speaks_to_the_runner_is_only_quoted(tmp_path: Path, text: str) -> None:
    write_files(tmp_path, {SOURCE: hostile_source(text)})
    ran = run("check", "--format", "github", cwd=tmp_path)
    assert any(text in one.data for one in commands(ran.out))
    assert {one.name for one in commands(ran.out)} <= {"error", "warning", "notice"}


def test_a_workspace_inside_a_repository_names_files_from_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    write_files(tmp_path / "office/of", {SOURCE: UNBALANCED})
    monkeypatch.chdir(tmp_path / "office/of/budgets")
    found = commands(call("check", "--format", "github").out)
    assert {one.properties["file"] for one in found} == {f"office/of/{SOURCE}"}


def test_the_words_are_hostile_indeed() -> None:
    names = {one.name for text in WORDS for one in commands(f"{text}\n")}
    assert names >= {"add-mask", "set-output", "error"}
