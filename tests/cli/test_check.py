"""`budgetc check`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support import KORLA, MINIMAL, with_change

from .conftest import Workspace
from .run import call, run, run_on_terminal

UNBALANCED = with_change(KORLA, "amount: 314.66", "amount: 314.65")
NOT_YAML = "year: 2024\n  unit: 元\n"
QUOTED = with_change(KORLA, "{item: 购置执法装备, amount: 2}", '{item: 购置执法装备, amount: "2"}')
WARNED = with_change(
    with_change(MINIMAL, "{code: 30101, amount: 9.00}", "{code: 30101, amount: 8.50}"),
    "{code: 30113, amount: 1.00}",
    "{code: 30113, amount: 1.50}",
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _codes(report: str) -> list[tuple[str, str]]:
    """Return the source and the code of every finding of a report, in its order."""
    found = re.findall(
        r"^(\S+?):[0-9]+:[0-9]+: (?:error|warning|note)\[(\w+)\]", report, re.MULTILINE
    )
    return [(str(file), str(code)) for file, code in found]


def _json(*arguments: str) -> list[dict[str, Any]]:
    data = json.loads(call("check", "--format", "json", *arguments).out)
    assert isinstance(data, list)
    return data


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        pytest.param(MINIMAL, [], 0, id="nothing found"),
        pytest.param(MINIMAL, ["--strict"], 0, id="nothing found, strict"),
        pytest.param(WARNED, [], 0, id="warnings"),
        pytest.param(WARNED, ["--strict"], 1, id="warnings, strict"),
        pytest.param(WARNED, ["--strict", "--format", "json"], 1, id="warnings, strict, JSON"),
        pytest.param(UNBALANCED, [], 1, id="errors"),
        pytest.param(UNBALANCED, ["--format", "json"], 1, id="errors, JSON"),
    ],
)
def test_exit_code(workspace: Workspace, source: str, options: list[str], code: int) -> None:
    workspace({"budgets/a/2024.yaml": source})
    assert call("check", *options).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "xml"],
        ["check", "--lang", "fr"],
        ["--lang", "fr", "check"],
        ["check", "budgets/a/1999.yaml"],
        ["check", "--unknown"],
        ["check", "empty"],
        ["chekc"],
    ],
)
def test_wrong_usage_exits_with_2(workspace: Workspace, arguments: list[str]) -> None:
    (workspace({"budgets/a/2024.yaml": KORLA}) / "empty").mkdir()
    ran = call(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Usage: " in ran.err


def test_no_workspace_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = call("check")
    assert ran.code == 2
    assert f"no folder budgets here or above {tmp_path}" in ran.err


def test_a_workspace_without_sources_is_wrong_usage(workspace: Workspace) -> None:
    root = workspace({})
    ran = call("check")
    assert ran.code == 2
    assert f"there is no source in {root}" in ran.err


def test_a_source_outside_any_workspace_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.yaml").write_text(UNBALANCED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = call("check", "one.yaml")
    assert ran.code == 1
    assert ("one.yaml", "BAL001") in _codes(ran.out)


@pytest.mark.parametrize("named", ["../one.yaml", "deep/../../one.yaml"])
def test_a_source_in_a_folder_above_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (tmp_path / "one.yaml").write_text(UNBALANCED, encoding="utf-8")
    (tmp_path / "here" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    ran = call("check", named)
    assert ran.code == 1
    assert (named, "BAL001") in _codes(ran.out)
    assert "SYN016" not in ran.out


def test_everything_of_all_sources_is_reported_in_one_run_sorted(workspace: Workspace) -> None:
    workspace(
        {
            "budgets/b/2024.yaml": NOT_YAML,
            "budgets/a/2025.yml": UNBALANCED,
            "budgets/a/2024.yaml": KORLA,
            "budgets/a/notes.txt": "no source",
            "budgets/2024.yaml": NOT_YAML,
        }
    )
    ran = call("check")
    found = _codes(ran.out)
    assert [file for file, _ in found] == sorted(file for file, _ in found)
    assert {
        ("budgets/a/2024.yaml", "XTB010"),
        ("budgets/a/2025.yml", "BAL001"),
        ("budgets/a/2025.yml", "XTB010"),
        ("budgets/b/2024.yaml", "SYN001"),
    } <= set(found)
    assert [one for one in found if one[0].count("/") != 2] == [("budgets/2024.yaml", "SYN018")]
    errors, warnings, notes = (ran.out.count(f": {word}[") for word in ("error", "warning", "note"))
    assert errors + warnings + notes == len(found)
    summary = f"sources checked: 3; errors: {errors}; warnings: {warnings}; notes: {notes}"
    assert ran.out.splitlines()[-2] == summary
    assert ran.out.splitlines()[-1].startswith("rules: ")
    assert ran.err == ""


def test_named_sources_are_checked_in_the_order_of_their_names(workspace: Workspace) -> None:
    workspace({f"budgets/{name}/2024.yaml": UNBALANCED for name in "cab"})
    ran = call("check", "budgets/c", "budgets/a/2024.yaml")
    files = [file for file, code in _codes(ran.out) if code == "BAL001"]
    assert files == ["budgets/a/2024.yaml", "budgets/c/2024.yaml"]


def test_a_folder_means_the_sources_in_it(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": UNBALANCED, "budgets/b/2024.yaml": UNBALANCED})
    ran = call("check", "budgets/a")
    assert {file for file, _ in _codes(ran.out)} == {"budgets/a/2024.yaml"}
    assert ran.out.splitlines()[-2].startswith("sources checked: 1;")


def test_from_a_folder_below_names_are_those_of_the_workspace(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace({"budgets/a/2024.yaml": UNBALANCED, "budgets/b/2024.yaml": KORLA})
    monkeypatch.chdir(root / "budgets" / "a")
    every, one = call("check"), call("check", "2024.yaml")
    assert {file for file, _ in _codes(every.out)} == {
        "budgets/a/2024.yaml",
        "budgets/b/2024.yaml",
    }
    assert {file for file, _ in _codes(one.out)} == {"budgets/a/2024.yaml"}


def test_json_has_the_same_keys_and_types_everywhere(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": UNBALANCED, "budgets/b/2024.yaml": NOT_YAML})
    findings = _json()
    assert len(findings) == len(_codes(call("check").out)) > 3
    types = {
        "code": str, "severity": str, "message": str, "file": str, "line": int, "column": int,
        "path": str | None, "place": str | None, "related": list,
        "hint": str | None, "waived": str | None,
    }  # fmt: skip
    places = {
        "file": str, "line": int, "column": int, "path": str | None, "place": str | None,
        "message": str,
    }  # fmt: skip
    for finding in findings:
        assert list(finding) == list(types)
        assert all(isinstance(finding[key], kind) for key, kind in types.items())
        assert finding["severity"] in ("error", "warning", "note")
        for related in finding["related"]:
            assert list(related) == list(places)
            assert all(isinstance(related[key], kind) for key, kind in places.items())
    (first,) = (found for found in findings if found["code"] == "BAL001")
    line = KORLA.split("\n").index("revenue:") + 1
    assert (first["line"], first["column"]) == (line, 1)
    assert (first["path"], first["place"]) == ("revenue", "Revenue")
    assert "314.65 万元" in first["message"]
    assert "314.66 万元" in first["message"]
    assert any(finding["related"] for finding in findings)


def test_json_of_nothing_found_is_an_empty_list(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": MINIMAL})
    assert _json() == []


def test_text_and_json_tell_of_the_same_findings(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": UNBALANCED, "budgets/b/2024.yaml": QUOTED})
    told = [(finding["file"], finding["code"]) for finding in _json()]
    assert told == _codes(call("check").out)
    assert told


def test_the_caret_stands_under_the_place_after_chinese_text(workspace: Workspace) -> None:
    """On a terminal a Chinese character takes two columns."""
    workspace({"budgets/a/2024.yaml": QUOTED})
    lines = call("check").out.splitlines()
    (at,) = [number for number, line in enumerate(lines) if "| " in line and "购置执法装备" in line]
    shown, caret = lines[at], lines[at + 1]
    before = shown[: shown.index('"2"')]
    assert "购置执法装备" in before
    chinese = len(re.findall(r"[一-鿿]", before))
    assert caret.index("^") == len(before) + chinese
    assert caret.count("^") == len('"2"')
    column = int(lines[at - 1].split(":")[2])
    assert shown.split("| ", 1)[1][column - 1 :].startswith('"2"')


def test_the_language_of_the_report_is_chosen(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": UNBALANCED})
    for arguments in (["check", "--lang", "zh"], ["--lang", "en", "check"], ["check", "--lang=en"]):
        ran = run(*arguments, cwd=root)
        assert ran.code == 1
        assert "[BAL001]" in ran.out


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("zh-CN", "检查源文件"),
        ("zh_CN", "检查源文件"),
        ("zh_CN.UTF-8", "检查源文件"),
        ("ZH", "检查源文件"),
        ("en-US", "sources checked"),
        ("en_GB", "sources checked"),
    ],
)
def test_a_language_is_known_by_its_locales(workspace: Workspace, asked: str, word: str) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    other = {"LANG": "en_US.UTF-8" if asked.lower().startswith("zh") else "zh_CN.UTF-8"}
    for arguments in (["check", "--lang", asked], [f"--lang={asked}", "check"]):
        ran = run(*arguments, cwd=root, env=other)
        assert word in ran.out, ran.err


def test_a_process_exits_and_speaks_as_the_command_does(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": UNBALANCED})
    ran = run("check", cwd=root)
    assert (ran.code, ran.out, ran.err) == call("check")
    assert run("check", "--lang", "fr", cwd=root).code == 2
    assert run("--version", cwd=root).out.startswith("budgetc ")


def test_colour_is_for_terminals_only(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": UNBALANCED})
    piped = run("check", cwd=root).out
    shown = run_on_terminal("check", cwd=root)
    assert "\x1b" not in piped
    assert shown.code == 1
    assert "\x1b[31m\x1b[1merror[BAL001]\x1b[0m" in shown.out
    assert _COLOUR.sub("", shown.out) == piped


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_color_means_no_colour(workspace: Workspace, command: str) -> None:
    root = workspace({"budgets/a/2024.yaml": UNBALANCED})
    shown = run_on_terminal(command, cwd=root, env={"NO_COLOR": "1"})
    assert shown.code == 1
    assert "error[BAL001]" in shown.out
    assert "\x1b" not in shown.out


def test_what_steers_a_terminal_never_reaches_it(workspace: Workspace) -> None:
    """Names of folders and files, keys and texts of a source are a stranger's."""
    steering = with_change(KORLA, "办公室\n", '"办\\e]0;pwned\\a\\e[31m公室"\n')
    root = workspace(
        {
            "budgets/\x1b[2Jevil/20\x1b]0;pwned\x0724.yaml": UNBALANCED,
            "budgets/keys/2024.yaml": 'year: 2024\n"\\e[31mkey": 1\n',
            "budgets/texts/2024.yaml": steering,
            "budgets/bytes/2024.yaml": "year: 2024\nunit: \x1b[31m元\n",
        }
    )
    shown = run_on_terminal("check", cwd=root, env={"NO_COLOR": "1"})
    assert shown.code == 1
    assert {file.split("/")[1] for file, _ in _codes(shown.out)} >= {"keys", "bytes"}
    assert "evil" in shown.out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown.out)


@pytest.mark.parametrize("name", ["region.yaml", "control-totals.yaml"])
def test_a_file_beside_the_departments_is_no_budget(workspace: Workspace, name: str) -> None:
    workspace({"budgets/a/2024.yaml": KORLA, f"budgets/{name}": "name: 某某区\n"})
    ran = call("check", f"budgets/{name}")
    assert ran.code == 2
    assert f"there is no source in budgets/{name}" in ran.err
    both = call("check", "--coverage", f"budgets/{name}", "budgets/a/2024.yaml")
    assert "sources checked: 1" in both.out
