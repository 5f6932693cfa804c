"""Reading published documents: formats, and files that are none."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from budgetc.compare import Unreadable, read_document
from budgetc.compare import pdf as pdf_module
from budgetc.compare import read as read_module
from budgetc.diagnostics.messages import ENGLISH

from .references import KORLA, PRINTED, PUTUO, compare_lines, lines_of, text_lines

PDF = pytest.mark.needs("pdftotext")


def _read(tmp_path: Path, content: bytes, name: str = "x.txt") -> list[tuple[str, int, int]]:
    path = tmp_path / name
    path.write_bytes(content)
    return [(line.text, line.number, line.page) for line in lines_of(path)]


def _why(path: Path) -> str:
    read = read_document(path)
    assert isinstance(read, Unreadable)
    return ENGLISH(read.reason)


def test_lines_and_pages(tmp_path: Path) -> None:
    assert _read(tmp_path, "一\r\n二\n".encode()) == [("一", 1, 0), ("二", 2, 0), ("", 3, 0)]
    assert _read(tmp_path, "一\n二\f三\n".encode()) == [
        ("一", 1, 1),
        ("二", 2, 1),
        ("三", 2, 2),
        ("", 3, 2),
    ]


def test_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert _read(tmp_path, "预算 1.50".encode(encoding))[0][0] == "预算 1.50"


def test_markdown_is_what_it_shows(tmp_path: Path) -> None:
    text = "## 表 1\n\n| 项目 | 数 |\n| --- | ---: |\n| **合\\*计** | **1.50** |\n<p>完</p>\n"
    shown = [line.split() for line, *_ in _read(tmp_path, text.encode(), "x.md")]
    assert shown == [["表", "1"], [], ["项目", "数"], [], ["合*计", "1.50"], ["完"], []]
    assert _read(tmp_path, b"**1**")[0][0] == "**1**"


def test_a_number_alone_at_the_edge_of_a_page_is_that_of_the_page(tmp_path: Path) -> None:
    assert [t for t, *_ in _read(tmp_path, b"7\na\n8\nb\n9\f10\nc\n")] == ["a", "8", "b", "c", ""]


@PDF
def test_the_pages_of_a_pdf() -> None:
    lines = lines_of(PRINTED[PUTUO])
    assert max(line.page for line in lines) > 20
    assert any("887.36" in line.text and line.page == 7 for line in lines)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04abc", "office document"),
        (b"\xd0\xcf\x11\xe0abc", "office document"),
        (b"a\0b\0", "neither a PDF nor a text"),
        (b"\xff\xff\xff\xff\xff", "neither a PDF nor a text"),
        pytest.param(b"%PDF-1.7\nbroken", "broken or locked", marks=PDF),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 500, "broken or locked", marks=PDF),
        ("一".encode() * 400_001, "too long"),
    ],
)
def test_what_is_no_document(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    assert reason in _why(path)


@PDF
def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n"
    )
    assert "pictures" in _why(path)


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no file" in _why(tmp_path)
    monkeypatch.setattr(read_module, "MAX_FILE", 3)
    path = tmp_path / "x.txt"
    path.write_bytes(b"abcd")
    assert "too large" in _why(path)


def test_without_pdftotext_there_is_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    read = read_document(PRINTED[PUTUO])
    assert isinstance(read, Unreadable)
    assert read.hint is not None
    assert "poppler" in ENGLISH(read.hint)


def _program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "pdftotext"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))


@pytest.mark.needs("sleep")
def test_a_pdf_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(pdf_module, "SECONDS", 1)
    start = time.monotonic()
    assert "took more than" in _why(PRINTED[PUTUO])
    assert time.monotonic() - start < 10


@pytest.mark.needs("cat")
def test_a_pdf_that_never_ends_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, monkeypatch, "exec cat /dev/zero")
    monkeypatch.setattr(pdf_module, "MAX_BYTES", 10_000)
    assert "more text than a budget" in _why(PRINTED[PUTUO])


_SIZE = 60_000
_NOISE = random.Random(1)  # noqa: S311
HOSTILE = {
    "one number": "1" * _SIZE,
    "groups": "1,111," * (_SIZE // 6),
    "numbers": "1 2 3.5% " * (_SIZE // 9),
    "dots": "." * _SIZE + "x",
    "one word": "支出" * (_SIZE // 2),
    "one sentence": "支出 1 万元。" * (_SIZE // 9),
    "minus": "-1" * (_SIZE // 2),
    "empty lines": "\n" * _SIZE,
    "noise": "".join(_NOISE.choices("支出预算收入万元0123456789.,。、； \n", k=_SIZE)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_compared_in_time(text: str) -> None:
    start = time.monotonic()
    comparison = compare_lines(KORLA, text_lines(text))
    assert time.monotonic() - start < 20
    assert comparison.differences
