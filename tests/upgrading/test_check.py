"""Which format a source is written in."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.render.markdown import render_markdown
from budgetc.source.read import read_bytes
from budgetc.upgrading.check import outdated
from budgetc.upgrading.steps import Renamed, Steps, load_steps
from tests.support import MINIMAL, RESOURCES, ROOT, SCHEMA, compile_text


def _findings(text: str) -> tuple[Diagnostic, ...]:
    return compile_text(text).findings


def _said(found: Diagnostic, language: str) -> list[str]:
    say = Translator(language)
    return [say(found.message), say(found.hint) if found.hint else ""]


@pytest.mark.parametrize("line", ["format: 1", "格式: 1", "格式版本: 1"])
def test_the_present_format_may_be_said(line: str) -> None:
    said = compile_text(f"{line}\n{MINIMAL}")
    silent = compile_text(MINIMAL)
    assert [one.code for one in said.findings] == [one.code for one in silent.findings]
    assert said.document is not None
    assert silent.document is not None
    assert render_markdown(said.document, RESOURCES) == render_markdown(silent.document, RESOURCES)


def test_a_later_format_is_all_that_is_told() -> None:
    text = MINIMAL.replace("department:", "departement:").replace("unit:", "unity:")
    (found,) = _findings(f"# head\nformat: 2\n{text}")
    assert (found.code, found.span.line, found.span.column) == ("SCH009", 2, 9)
    assert _said(found, "en") == [
        "the source is written in format 2, for a later budgetc; this one reads formats up to 1",
        (
            "install the budgetc that it was written for, or a later one: "
            "pip install --upgrade budgetc"
        ),
    ]
    assert _said(found, "zh") == [
        "源文件采用填报格式 2，须用更新的 budgetc；本程序只读到格式 1",
        "请安装编写该文件时所用的或更新的 budgetc：pip install --upgrade budgetc",
    ]


@pytest.mark.parametrize("said", ["-1", "1.0", "one", '"01"', "true", "1e0"])
def test_a_format_that_there_never_was_is_told(said: str) -> None:
    (found,) = _findings(f"format: {said}\n{MINIMAL}")
    assert found.code == "SCH009"
    assert _said(found, "en") == [f"there is no format {said.strip(chr(34))}", "write: format: 1"]
    assert _said(found, "zh") == [f"没有填报格式 {said.strip(chr(34))}", "写成：format: 1"]


@pytest.mark.parametrize("said", ["", "{}", "[1]"])
def test_a_format_that_is_no_number_is_told_by_the_schema(said: str) -> None:
    findings = _findings(f"format: {said}\n{MINIMAL}")
    assert [one.span.line for one in findings] == [1]


def test_an_older_format_says_how_it_is_upgraded() -> None:
    (found,) = _findings(f"format: 0\n{MINIMAL}")
    assert (found.code, found.span.line) == ("SCH010", 1)
    assert _said(found, "en") == [
        "the source is written in format 0; the present one is 1",
        "budgetc upgrade budgets/bureau/2024.yaml writes it in the present format",
    ]
    assert _said(found, "zh") == [
        "源文件采用填报格式 0，现行格式为 1",
        "运行 budgetc upgrade budgets/bureau/2024.yaml 转为现行格式",
    ]


def test_every_step_that_ships_leads_somewhere_and_in_no_circle() -> None:
    steps = load_steps(RESOURCES)
    since = {one.since for one in steps.renamed} | {one.since for one in steps.dissolved}
    assert since == set(range(1, steps.format + 1))
    old = {(one.file, one.at, one.was) for one in steps.renamed}
    assert len(old) == len(steps.renamed) > 0
    later = {(one.file, one.at, one.was): one.since for one in steps.renamed}
    for one in steps.renamed:
        assert later.get((one.file, one.at, one.now), one.since + 1) > one.since


@pytest.mark.parametrize(
    ("at", "lines"),
    [("", [1]), ("a", [3]), ("a.*", [5]), ("**", [1, 3, 5, 7]), ("a.**", [3, 5, 7]), ("b", [])],
)
def test_a_key_is_renamed_where_the_step_says(at: str, lines: list[int]) -> None:
    text = "old: 1\na:\n  old: 2\n  b:\n    old: 3\n  c:\n  - old: 4\n"
    steps = Steps(1, (Renamed(1, "layout", at, "old", "new"),))
    tree, _ = read_bytes("layout.yaml", text.encode())
    assert tree is not None
    assert [one.key.line + 1 for one in outdated(tree, "layout", steps)] == lines


def test_editors_are_told_the_present_format() -> None:
    present = load_steps(RESOURCES).format
    told = SCHEMA.document["properties"]["format"]
    english, chinese = told["description"].split("\n")
    assert f"the present one, {present}." in english
    assert f"现行版本 {present}。" in chinese
    assert told["examples"] == [present]


def test_the_page_lists_every_step() -> None:
    page = (ROOT / "docs/stability.md").read_text(encoding="utf-8")
    steps = load_steps(RESOURCES)
    for key in steps.renamed:
        assert f"| {key.since} | {key.file}: `{key.at}` | `{key.was}` | `{key.now}` |" in page
    for gone in steps.dissolved:
        told = f"| {gone.since} | {gone.file} | `{gone.function}(x)` | `x` |"
        assert told in page
