"""`budgetc compare`: what it says, in which form and language, and how it exits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.run import call
from tests.support import ROOT, with_change

from .references import KORLA, PRINTED, PUTUO

SOURCE = str(ROOT / "budgets" / KORLA)
PUBLISHED = str(PRINTED[KORLA])
GOLDEN = (ROOT / "tests/golden/korla.md").read_text(encoding="utf-8")


def test_nothing_differs(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(GOLDEN, encoding="utf-8")
    ran = call("compare", SOURCE, str(path))
    assert (ran.code, ran.err) == (0, "")
    closing = r"figures compared: (\d+); equal: \1; not found in print: 0\nfindings: 0\n"
    assert re.fullmatch(closing, ran.out)


def test_a_difference_is_told_in_full() -> None:
    ran = call("compare", SOURCE, PUBLISHED)
    assert ran.code == 1
    told = ran.out.split("\n\n")
    (wages,) = (one for one in told if "277.66;" in one)
    lines = wages.split("\n")
    assert lines[0] == (
        "line 600 [contradiction: arithmetic] 表 6 一般公共预算基本支出情况表 · 工资福利支出 · 合计"
    )
    assert lines[1].startswith("    in print: 277.66; compiled: 260.41 (")
    assert "工资福利支出277.66" in lines[2]
    assert lines[3] == "    against it, line 600: “…类款301工资福利支出277.66 260.41 301 1…”"
    assert lines[4].startswith("    T6!301.total = 260.41 万元")
    assert re.match(r" {8}30101 .*2024\.yaml:\d+:\d+", lines[5])
    assert "and 4 more" in wages
    assert "11 of 表 2 部门收入总体情况表" in ran.out
    assert (
        "findings: 14; contradiction: 6; differs from the source: 8; arithmetic: 2; rounding: 6; "
        "text against table: 3; naming: 3\n"
        "not sure enough: 1; --min-confidence 0 tells them too\n"
        "style and wording: 3; --style tells them too\n"
    ) in ran.out
    (share,) = (one for one in told if "11.75%;" in one)
    assert "\n    the parts in print then add up to 99.99%, not to 100%\n" in share
    (three,) = (one for one in told if "314.6;" in one)
    assert three.startswith("line 88, line 89, line 91 [")
    assert "\n    also: 表 1 部门收支总体情况表 · 其中：一般财力 · 预算数\n" in three


def test_style_and_what_is_not_sure_are_told_when_asked_for() -> None:
    ran = call("compare", SOURCE, PUBLISHED, "--style", "--min-confidence", "0")
    assert "findings: 18; contradiction: 7; differs from the source: 8; style: 3;" in ran.out
    assert (
        "[style: naming] （二）政府采购情况\n    in print: 库尔勒经济技术开发区市场监管局;"
        in ran.out
    )
    assert "not sure enough" not in ran.out
    assert call("compare", SOURCE, PUBLISHED, "--min-confidence", "2").code == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "texts worded otherwise in print: 2 (line {}, line {})\n"),
        ("zh", "文字与源文件不同：2处（第 {} 行、第 {} 行）\n"),
    ],
)
def test_other_words_are_counted(tmp_path: Path, language: str, words: str) -> None:
    text = GOLDEN.replace("主要原因是：人员增加且社保基数", "主要原因是：人员工资", 1)
    text = with_change(text, "卢威龙", "卢威虎")
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    ran = call("compare", SOURCE, str(tmp_path / "x.md"), language=language)
    assert ran.code == 0
    lines = text.split("\n")
    places = [
        next(number for number, line in enumerate(lines, 1) if new in line)
        for new in ("主要原因是：人员工资", "卢威虎")
    ]
    assert words.format(*places) in ran.out


def test_a_report_has_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    text = with_change(
        GOLDEN, "收支总预算314.66万元。\n\n收入预算", "收支总预算914.66\x1b[2J万元。"
    )
    path.write_text(text, encoding="utf-8")
    ran = call("compare", SOURCE, str(path))
    assert "914.66" in ran.out
    assert "\x1b[2J" not in ran.out


def test_json() -> None:
    ran = call("compare", SOURCE, PUBLISHED, "--format", "json")
    assert ran.code == 1
    data = json.loads(ran.out)
    assert data["faults"] == {"arithmetic": 2, "rounding": 6, "text-vs-table": 3, "naming": 3}
    assert data["sorts"] == {"contradiction": 6, "difference": 8}
    assert data["untold"] == 4
    (wages,) = (one for one in data["differences"] if one["published"] == "277.66")
    assert (wages["fault"], wages["compiled"]) == ("arithmetic", "260.41")
    assert (wages["sort"], wages["confidence"]) == ("contradiction", 1.0)
    assert wages["places"][0]["line"] == wages["against"][0]["line"] == 600
    assert wages["figure"] == "T6!301.total" == wages["trace"]["id"]
    assert len(wages["trace"]["children"]) == 10
    assert data["figures"]["not_found"] == [{"where": "表 2 部门收入总体情况表", "count": 11}]


def test_pages_of_a_pdf() -> None:
    ran = call("compare", str(ROOT / "budgets" / PUTUO), str(PRINTED[PUTUO]))
    assert ran.code == 1
    assert (
        "page 7 [contradiction: text against table] 四、2025年部门预算编制说明\n"
        "    in print: 887.36万元" in ran.out
    )
    assert "[differs from the source: copied] 表 7" in ran.out
    assert "    not read: text that no reader sees (2)\n" in ran.out


def test_a_source_without_a_document_is_reported_as_build_does(tmp_path: Path) -> None:
    folder = tmp_path / "budgets" / "x"
    folder.mkdir(parents=True)
    text = Path(SOURCE).read_text(encoding="utf-8").replace("amount: 314.66", "amount: '314.66'", 1)
    (folder / "2024.yaml").write_text(text, encoding="utf-8")
    ran = call("compare", str(folder / "2024.yaml"), PUBLISHED)
    assert (ran.code, ran.out) == (1, "")
    assert "error[" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.pdf", b"%PDF-1.7", "broken or locked"),
        ("x.txt", b"\0\0", "no document that can be read"),
    ],
)
def test_a_file_that_is_no_document(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ran = call("compare", SOURCE, str(path))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "hint:" in ran.err


def test_a_source_that_does_not_come_first(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(GOLDEN, encoding="utf-8")
    ran = call("compare", str(path), SOURCE)
    assert (ran.code, ran.out) == (2, "")
    said = f"Error: the source comes first: budgetc compare {SOURCE} {path}"
    assert ran.err.splitlines()[-1] == said
    ran = call("compare", str(path), SOURCE, language="zh")
    assert ran.err.splitlines()[-1].endswith(f"源文件写在前面：budgetc compare {SOURCE} {path}")


def test_two_sources_are_no_document_to_compare() -> None:
    ran = call("compare", SOURCE, SOURCE)
    assert (ran.code, ran.out) == (2, "")
    assert f"{SOURCE}: this is a source, and no published document\n" in ran.err


def test_another_document_is_called_so() -> None:
    ran = call("compare", SOURCE, str(ROOT / "README.md"))
    assert ran.code == 1
    assert "findings: 0\n" in ran.out
    assert (
        "this is the document of another department: hardly any figure agrees, and 库尔勒"
        "经济技术开发区市场监督管理局 is nowhere in print\n"
    ) in ran.out


def test_another_document_of_the_department_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("库尔勒经济技术开发区市场监督管理局2024年工作总结。", encoding="utf-8")
    ran = call("compare", SOURCE, str(path))
    assert ran.code == 1
    assert "findings: 0\nhardly any figure agrees: is it the document of this source?\n" in ran.out


def test_items_are_told_as_such() -> None:
    ran = call("compare", SOURCE, PUBLISHED)
    assert "only in print: 失业保险; only compiled: 职业年金 (" in ran.out


def test_a_vocabulary_of_the_workspace_that_is_wrong_is_named(tmp_path: Path) -> None:
    for name, content in {
        "budgets/x/2024.yaml": Path(SOURCE).read_text(encoding="utf-8"),
        "schema/published.json": "{}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    ran = call("compare", str(tmp_path / "budgets/x/2024.yaml"), PUBLISHED)
    assert ran.code == 1
    assert "error[DAT001]: schema/published.json cannot be used" in ran.err


def test_help_names_the_arguments() -> None:
    ran = call("compare", "--help")
    assert "SOURCE PUBLISHED" in ran.out
    assert ran.code == 0
