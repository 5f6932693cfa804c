"""`budgetc rules`: the list, and the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from budgetc.cli.rules import wrapped
from budgetc.diagnostics import SEVERITIES
from budgetc.diagnostics.characters import text_width
from budgetc.rules.pages import family_of, load_page, load_words
from tests.cli.run import call, run, run_on_terminal

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_the_list_has_every_code_under_its_family() -> None:
    done = call("rules")
    assert done.code == 0
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == sorted(
        SEVERITIES, key=lambda code: (list(load_words().families).index(family_of(code)), code)
    )
    heads = [line for line in lines if line and not line.startswith("  ")]
    assert len(heads) == len({family_of(code) for code in SEVERITIES})
    assert "BAL  balance and footing" in heads
    assert "  BAL001  error    rule  " in done.out
    assert "  SYN002  error    form  A key stands twice" in done.out
    assert "budgetc rules CODE" in done.err


def test_the_list_in_chinese() -> None:
    out = call("rules", language="zh").out
    assert "BAL  收支平衡与表内勾稽" in out.splitlines()
    assert "  SYN002  错误  形式  同一填报项重复" in out.splitlines()
    assert not re.search("[a-z]{6}", _without_names(out))


def _without_names(text: str) -> str:
    return text.replace("budgetc", "")


@pytest.mark.parametrize("asked", ["SYN002", "syn002", "Syn002"])
def test_a_page_is_found_whatever_the_letters(asked: str) -> None:
    done = call("rules", asked)
    assert done.code == 0
    page = load_page("SYN002")
    lines = done.out.splitlines()
    assert lines[0] == "SYN002  A key stands twice"
    assert lines[1] == "error · form · reading a source"
    for heading in ("Why it matters", "Example", "What to do"):
        assert heading in lines
    assert f"  {page.fix.en}" in lines


def test_several_codes_and_a_family_each_once_in_order() -> None:
    done = call("rules", "uni003", "SYN001", "UNI")
    heads = re.findall(r"^([A-Z]{3}[0-9]{3})  ", done.out, re.MULTILINE)
    units = [code for code in SEVERITIES if code.startswith("UNI")]
    assert heads == ["UNI003", "SYN001", *(code for code in units if code != "UNI003")]


def test_a_code_that_there_is_not_gets_the_nearest() -> None:
    done = call("rules", "SYM001")
    assert done.code == 2
    assert "there is no code SYM001; did you mean " in done.err
    assert "SYN001" in done.err
    assert not done.out


def test_nothing_is_shown_where_one_of_several_codes_is_wrong() -> None:
    done = call("rules", "SYN001", "nonsense")
    assert (done.code, done.out) == (2, "")


def test_the_pages_for_programs() -> None:
    (found,) = json.loads(call("rules", "--format", "json", "ROL005").out)
    page = load_page("ROL005")
    assert found["code"] == "ROL005"
    assert (found["severity"], found["family"], found["rule"]) == ("error", "ROL", False)
    assert found["title"] == {"en": page.title.en, "zh": page.title.zh}
    assert found["certainty"] == "arithmetic"
    (bare,) = json.loads(call("rules", "--format", "json", "SYN001").out)
    assert bare["formula"] is None


def test_the_list_for_programs_has_every_code() -> None:
    found = json.loads(call("rules", "--format", "json").out)
    assert {one["code"] for one in found} == SEVERITIES.keys()


def test_a_page_as_markdown() -> None:
    done = call("rules", "--format", "markdown", "SYN001", language="zh")
    assert done.out.startswith("# SYN001 不是有效的 YAML\n\n错误 · 形式 · 读取源文件\n\n**为什么")


def test_the_list_as_markdown() -> None:
    lines = call("rules", "--format", "markdown").out.splitlines()
    assert len(lines) == len(SEVERITIES) + 2
    assert "| SYN002 | error | form | A key stands twice |" in lines


def test_it_needs_no_workspace(tmp_path: Path) -> None:
    done = run("rules", "syn", cwd=tmp_path)
    assert done.code == 0
    assert "\x1b" not in done.out


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80])
def test_on_a_terminal_headings_are_bold_and_lines_fit(
    tmp_path: Path, language: str, width: int
) -> None:
    env = {"COLUMNS": str(width), "BUDGETC_LANG": language}
    done = run_on_terminal("rules", "LAY101", cwd=tmp_path, env=env)
    assert "\x1b[1mLAY101" in done.out
    lines = _ESCAPE.sub("", done.out).splitlines()
    assert max(map(text_width, lines)) <= width
    assert max(map(text_width, lines)) > width - 8
    plain = run_on_terminal("rules", "LAY101", cwd=tmp_path, env={**env, "NO_COLOR": "1"})
    assert plain.out.splitlines() == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("one two three", 9, ["one two", "three"]),
        ("longerthanwidth a", 6, ["longerthanwidth", "a"]),
        ("部门预算公开", 8, ["部门预算", "公开"]),
        ("部门预算，公开", 8, ["部门预", "算，公开"]),
        ("部门预算（公开）", 10, ["部门预算", "（公开）"]),
        ("用 budgetc 检查", 12, ["用 budgetc", "检查"]),
        ("金额 12 万元.", 9, ["金额 12", "万元."]),
    ],
)
def test_a_text_is_broken_where_it_may_be(text: str, width: int, lines: list[str]) -> None:
    assert list(wrapped(text, width)) == lines
    assert list(wrapped(text, width + 2, "  ")) == [f"  {line}" for line in lines]


@pytest.mark.parametrize("code", ["ROL005", "CLS001", "SYN011", "LAY101"])
@pytest.mark.parametrize("width", [24, 60])
def test_breaking_loses_no_character(code: str, width: int) -> None:
    for text in (load_page(code).fix, load_page(code).example):
        for said in (text.en, text.zh):
            joined = "".join("".join(wrapped(said, width)).split())
            assert joined == "".join(said.split())
