"""`budgetc compare`: what it says, in which form and language, and how it exits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.run import call
from tests.support import ROOT, with_change

from .references import KORLA, PRINTED, PUTUO

PDF = pytest.mark.needs("pdftotext")

SOURCE = str(ROOT / "budgets" / KORLA)
PUBLISHED = str(PRINTED[KORLA])
GOLDEN = (ROOT / "tests/golden/korla.md").read_text(encoding="utf-8")


def test_nothing_differs(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(GOLDEN, encoding="utf-8")
    ran = call("compare", SOURCE, str(path))
    assert (ran.code, ran.err) == (0, "")
    closing = r"figures compared: (\d+); equal: \1; not found in print: 0\ndifferences: 0\n"
    assert re.fullmatch(closing, ran.out)


def test_a_difference_is_told_in_full() -> None:
    ran = call("compare", SOURCE, PUBLISHED)
    assert ran.code == 1
    told = ran.out.split("\n\n")
    (wages,) = (one for one in told if "277.66;" in one)
    lines = wages.split("\n")
    assert lines[0] == "line 600 [arithmetic] 表 6 一般公共预算基本支出情况表 · 工资福利支出 · 合计"
    assert lines[1].startswith("    in print: 277.66; compiled: 260.41 (")
    assert "工资福利支出277.66" in lines[2]
    assert lines[3].startswith("    T6!301.total = 260.41 万元")
    assert re.match(r" {8}30101 .*2024\.yaml:\d+:\d+", lines[4])
    assert "and 4 more" in wages
    assert "11 of 表 2 部门收入总体情况表" in ran.out
    assert (
        "differences: 20; arithmetic: 3; rounding: 9; text against table: 3; naming: 5" in ran.out
    )


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
    assert data["faults"] == {"arithmetic": 3, "rounding": 9, "text-vs-table": 3, "naming": 5}
    (wages,) = (one for one in data["differences"] if one["published"] == "277.66")
    assert (wages["fault"], wages["compiled"]) == ("arithmetic", "260.41")
    assert wages["places"][0]["line"] == 600
    assert wages["figure"] == "T6!301.total" == wages["trace"]["id"]
    assert len(wages["trace"]["children"]) == 10
    assert data["figures"]["not_found"] == [{"where": "表 2 部门收入总体情况表", "count": 11}]


@PDF
def test_pages_of_a_pdf() -> None:
    ran = call("compare", str(ROOT / "budgets" / PUTUO), str(PRINTED[PUTUO]))
    assert ran.code == 1
    assert (
        "page 7 [text against table] 四、2025年部门预算编制说明\n    in print: 887.36万元"
        in ran.out
    )
    assert "page 7, page 8 [copied]" in ran.out


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
        ("x.docx", b"PK\x03\x04", "office document"),
        pytest.param("x.pdf", b"%PDF-1.7", "broken or locked", marks=PDF),
        ("x.txt", b"\0\0", "neither a PDF nor a text"),
    ],
)
def test_a_file_that_is_no_document(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ran = call("compare", SOURCE, str(path))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "hint:" in ran.err


def test_another_document_is_called_so() -> None:
    ran = call("compare", SOURCE, str(ROOT / "README.md"))
    assert ran.code == 1
    assert "is it the document of this source?" in ran.out


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
