"""`budgetc verify`: a whole PDF is whole, and whatever is forged in one is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.figures import printed_figures
from budgetc.lists import shipped_lists
from budgetc.published.model import Unreadable
from budgetc.published.pdf import Letters, read_letters
from budgetc.verify import Verified, Wrong, verify
from budgetc.verify.carried import Carried, carried_by
from budgetc.verify.pages import Pages, plain
from tests.cli.run import call, run
from tests.support import RESOURCES, ROOT, with_change

from .forging import (
    ACCOUNTS,
    DIGESTS,
    KORLA,
    SERVICES,
    SOURCES,
    codes_of,
    document,
    opened,
    pdf,
    saved,
    with_facts,
    with_letters,
)

UNITS = shipped_lists(RESOURCES).money_units
CHINESE = Translator("zh")


def verified(path: Path) -> Verified:
    done = verify(path, UNITS)
    assert isinstance(done, Verified), done
    return done


def told(path: Path) -> list[str]:
    return [ENGLISH(one.text) for one in verified(path).wrong]


@pytest.fixture
def whole(tmp_path: Path) -> Callable[[str], Path]:
    def write(source: str) -> Path:
        path = tmp_path / "whole.pdf"
        path.write_bytes(pdf(source))
        return path

    return write


@pytest.mark.parametrize("source", SOURCES)
def test_a_whole_pdf_is_whole(source: str, whole: Callable[[str], Path]) -> None:
    done = verified(whole(source))
    assert [ENGLISH(one.text) for one in done.wrong] == []
    assert done.printed == sum(1 for _ in printed_figures(document(source)))
    shown = {one.figure.id for one in printed_figures(document(source))}
    assert done.figures == len(shown) + done.unprinted
    assert done.sources == DIGESTS
    assert done.made_by.startswith("budgetc ")


# A digit of a page


def test_a_forged_digit_of_a_cell_is_named(tmp_path: Path) -> None:
    path = with_letters(KORLA, tmp_path / "x.pdf", 8, "203.53", "213.53")
    (one,) = verified(path).wrong
    assert (one.id, one.page, one.found, one.should) == (
        "T3!2013801.total", 8, "213.53", "203.53",
    )  # fmt: skip
    assert ENGLISH(one.text) == (
        "page 8: 213.53 stands where 203.53 should: 表 3 部门支出总体情况表: "
        "201 38 01 行政运行 … … "
    )
    assert CHINESE(one.text) == (
        "第 8 页：应为 203.53，印的是 213.53：表 3 部门支出总体情况表：201 38 01 行政运行 … … "
    )


def test_a_forged_digit_of_a_sentence_is_named(tmp_path: Path) -> None:
    path = with_letters(KORLA, tmp_path / "x.pdf", 17, "277.66万元", "277.68万元")
    (one,) = verified(path).wrong
    assert (one.page, one.found, one.should) == (17, "277.68万元", "277.66万元")
    assert one.id


@cache
def read(source: str) -> tuple[Letters, Carried]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.pdf"
        path.write_bytes(pdf(source))
        letters = read_letters(path)
    assert isinstance(letters, Letters)
    carried = carried_by(letters.attached)
    assert isinstance(carried, Carried)
    return letters, carried


def misprints(source: str, pages: Sequence[str]) -> list[Wrong]:
    _, carried = read(source)
    texts = {name: figure.text for name, figure in carried.figures.items()}
    return list(Pages(pages).misprints(carried.texts, texts))


@st.composite
def digits(draw: st.DrawFn) -> tuple[str, int, int]:
    """Return a digit of a page behind the contents that is no number of a page."""
    source = draw(st.sampled_from(SOURCES))
    pages = read(source)[0].pages
    first = next(number for number, page in enumerate(pages) if re.search("— *1 *—$", page))
    page = draw(st.integers(first, len(pages) - 1).filter(lambda at: _digits(pages[at])))
    return source, page, draw(st.sampled_from(_digits(pages[page])))


def _digits(page: str) -> list[int]:
    return [found.start() for found in re.finditer("[0-9]", re.sub("— *[0-9]+ *—$", "", page))]


@settings(max_examples=60)
@given(digits(), st.integers(1, 9))
def test_any_other_digit_is_told_on_its_page(place: tuple[str, int, int], more: int) -> None:
    source, page, at = place
    pages = list(read(source)[0].pages)
    digit = str((int(pages[page][at]) + more) % 10)
    pages[page] = pages[page][:at] + digit + pages[page][at + 1 :]
    found = misprints(source, pages)
    assert found
    assert any(one.page == page + 1 for one in found)
    assert len({(one.page, one.found) for one in found if one.page}) == 1


@settings(max_examples=20)
@given(digits(), st.sampled_from("0123456789"))
def test_one_more_digit_or_one_less_is_told(place: tuple[str, int, int], digit: str) -> None:
    source, page, at = place
    for other in (digit, ""):
        pages = list(read(source)[0].pages)
        end = at + (not other)
        pages[page] = pages[page][:at] + other + pages[page][end:]
        assert misprints(source, pages)


def test_figures_that_are_taken_away_are_told() -> None:
    pages = list(read(KORLA)[0].pages)
    at = next(n for n, page in enumerate(pages) if "部门支出总体情况表" in page and n > 3)
    pages[at] = with_change(pages[at], "203.53 203.53", "")
    found = misprints(KORLA, pages)
    assert "203.53" in {one.should for one in found if not one.page}


# What is on a page and belongs to no figure, or is not seen


def _with_more(path: Path, page: int, drawn: str) -> Path:
    file = opened(KORLA)
    sheet = file.pages[page - 1]
    sheet.contents_add(f"q BT /f0 12 Tf {drawn} ET Q".encode())
    return saved(file, path)


def test_a_figure_that_is_put_over_another_is_told(tmp_path: Path) -> None:
    file = opened(KORLA)
    codes = _codes_of(file, 8, "9")
    name, nine = codes
    path = _with_more(tmp_path / "x.pdf", 8, f"/{name[1:]} 12 Tf 100 100 Td <{nine}{nine}> Tj")
    (line,) = told(path)
    assert line.startswith("page 8: 99 belongs to no figure: …")
    (one,) = verified(path).wrong
    assert CHINESE(one.text).startswith("第 8 页：99 不属于任何数字：…")


def test_figures_that_nobody_sees_are_told(tmp_path: Path) -> None:
    name, nine = _codes_of(opened(KORLA), 8, "9")
    drawn = f"/{name[1:]} 12 Tf 3 Tr 100 100 Td <{nine}{nine}> Tj"
    path = _with_more(tmp_path / "x.pdf", 8, drawn)
    assert told(path) == ["page 8 has figures that nobody sees: 99"]
    (one,) = verified(path).wrong
    assert CHINESE(one.text) == "第 8 页有看不见的数字：99"


def _codes_of(file: pikepdf.Pdf, page: int, letter: str) -> tuple[str, str]:
    for name, font in file.pages[page - 1].Resources.Font.items():
        codes = codes_of(font)
        if letter in codes:
            return name, codes[letter].hex()
    raise LookupError(letter)


# What it carries


def _fact(data: Any) -> None:
    data["facts"][1]["fen"] += 10_000


def _text(data: Any) -> None:
    data["figures"]["T2!2013801.total"]["text"] = "213.53"


def _exact(data: Any) -> None:
    data["figures"]["T2!2013801.total"]["exact"] = "213.53"


def _cell(data: Any) -> None:
    row = next(row for row in data["tables"][1]["rows"] if row["code"] == "2013801")
    row["cells"][0] = "213.53"


def _prose(data: Any) -> None:
    section = next(one for one in data["sections"] if any(one["figures"]))
    number = next(n for n, figures in enumerate(section["figures"]) if figures)
    figure = section["figures"][number][0]
    text = section["paragraphs"][number]
    section["paragraphs"][number] = text[: figure["start"]] + "9" + text[figure["end"] :]


CELL = "T2!2013801.total (表 2 部门收入总体情况表)"
FORGED = [
    (
        "facts.json",
        _fact,
        f"{CELL}: its facts come to 203.54, and it is told as 203.53",
    ),
    (
        "facts.json",
        _text,
        f"{CELL}: its facts come to 203.53, and its text is 213.53",
    ),
    (
        "facts.json",
        _exact,
        f"{CELL}: its facts come to 203.53, and it is told as 213.53",
    ),
    (
        "document.json",
        _cell,
        f"{CELL}: it is 203.53, and the document as data has 213.53",
    ),
    ("document.json", _prose, ", and the document as data has 9"),
]


@pytest.mark.parametrize(("name", "change", "words"), FORGED)
def test_what_is_forged_in_what_it_carries_is_named(
    tmp_path: Path, name: str, change: Callable[[Any], None], words: str
) -> None:
    lines = told(with_facts(KORLA, tmp_path / "x.pdf", name, change))
    assert any(words in line for line in lines), lines


def test_both_forged_alike_are_told_by_the_facts(tmp_path: Path) -> None:
    """Whoever forges a page and the text of its figure has not forged what it is made of."""
    path = with_facts(KORLA, tmp_path / "x.pdf", "facts.json", _text)
    assert any("its facts come to 203.53" in line for line in told(path))


# What is no such PDF


_CARRIED = ("facts.json", "document.json")
_FIGURE = {"formula": "sum", "value": 1, "unit": "万元", "exact": "1", "text": "1"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("document.json", {"tables": [1]}),
        ("document.json", {"tables": [{"rows": 5}]}),
        ("document.json", {"tables": 1}),
        ("document.json", {"figures": [1, 2]}),
        ("document.json", {"sections": [{}]}),
        ("document.json", {"sections": [{"paragraphs": ["x"], "figures": [[1]]}]}),
        (
            "document.json",
            {
                "sections": [
                    {
                        "paragraphs": ["x"],
                        "figures": [[{"id": "a", "start": "a", "end": 1, "text": ""}]],
                    }
                ]
            },
        ),
        ("facts.json", {"facts": [{"fen": float("inf")}]}),
        ("facts.json", {"figures": {"a": {**_FIGURE, "exact": "9" * 10_001}}}),
        ("facts.json", {"made_by": "\ud800"}),
    ],
)
def test_facts_that_are_built_otherwise_are_broken(name: str, change: dict[str, Any]) -> None:
    file = opened(KORLA)
    attached = {one: file.attachments[one].get_file().read_bytes() for one in _CARRIED}
    attached[name] = json.dumps({**json.loads(attached[name]), **change}).encode()
    said = carried_by(attached)
    assert isinstance(said, Unreadable)
    assert ENGLISH(said.reason) == "the facts that this PDF carries are broken"


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (None, "this PDF carries no facts", "这份 PDF 不带数字的由来"),
        ("[]", "the facts that this PDF carries are broken", "这份 PDF 所带的数字由来已损坏"),
        (
            '{"form": "x"}',
            "its facts are of a form that is not known: x",
            "所带数字由来的格式无法识别：x",
        ),
        (
            '{"form": "budgetc-facts/1"}',
            "the facts that this PDF carries are broken",
            "这份 PDF 所带的数字由来已损坏",
        ),
    ],
)
def test_without_facts_it_says_so(content: str | None, english: str, chinese: str) -> None:
    attached = {} if content is None else {"facts.json": content.encode(), "document.json": b"{}"}
    said = carried_by(attached)
    assert isinstance(said, Unreadable)
    assert (ENGLISH(said.reason), CHINESE(said.reason)) == (english, chinese)


# The command


def test_the_command_says_what_was_looked_at(whole: Callable[[str], Path]) -> None:
    path = whole(ACCOUNTS)
    ran = call("verify", str(path))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"made by budgetc 0.1.0 of budgets/a.yaml, SHA-256 {'0' * 64}",
        (
            "figures recomputed: 314, of which on no page, for only others are made of them: 22; "
            "looked up on the pages, at each place: 294; wrong: 0"
        ),
    ]
    assert run("verify", str(path), "--lang", "zh", cwd=ROOT).out.splitlines()[-1] == (
        "重新计算的数字：314 个，其中 22 个不印在页面上，只用于计算其他数字；"
        "在页面上核对：294 处；有误：0"
    )


def test_the_command_names_what_is_forged(tmp_path: Path) -> None:
    path = with_letters(KORLA, tmp_path / "x.pdf", 8, "203.53", "213.53")
    ran = call("verify", str(path), "--format", "json")
    assert ran.code == 1
    (one,) = json.loads(ran.out)["wrong"]
    assert (one["figure"], one["page"], one["found"]) == ("T3!2013801.total", 8, "213.53")
    ran = call("verify", str(path))
    assert ran.code == 1
    assert ran.out.splitlines()[-1].endswith("wrong: 1")


def test_the_source_is_known_by_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    source = f"budgets/{SERVICES}.yaml"
    assert call("build", "-f", "pdf", "-o", str(tmp_path), source).code == 0
    made = tmp_path / f"{SERVICES}.pdf"
    assert call("verify", str(made), "--source", source).code == 0
    other = f"budgets/{ACCOUNTS}.yaml"
    ran = call("verify", str(made), "--source", other)
    assert ran.code == 1
    assert f"{other} is not what this PDF was made of" in ran.out
    assert call("build", "-f", "pdf", "--public", "-o", str(tmp_path), source).code == 0
    ran = call("verify", str(made), "--source", source)
    assert ran.code == 0
    assert source not in ran.out
    assert SERVICES.split("/")[0].encode() not in made.read_bytes()


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.html", "x.md", "x.pdf"])
def test_what_is_no_pdf_is_called_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04" if name.endswith("x") else "# 预算\n".encode())
    ran = call("verify", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-2:] == [
        f"Error: {path}: this is no PDF",
        "hint: only a PDF, or a folder that budgetc release made, can be verified",
    ]
    lines = call("verify", str(path), language="zh").err.splitlines()
    assert lines[-2].endswith("这不是 PDF")
    assert lines[-1].endswith("只能核验 PDF，或由 budgetc release 生成的文件夹")


def test_another_pdf_carries_no_facts() -> None:
    ran = call("verify", str(ROOT / "tests/reference/putuo-finance-bureau-2025.published.pdf"))
    assert ran.code == 2
    assert "this PDF carries no facts" in ran.err
    assert (
        "only the document of budgetc build -f pdf carries them, not its one page, and not "
        "what XeLaTeX set; budgetc audit looks for contradictions in any document"
    ) in ran.err
    assert plain("a b\u200bc-\n") == "abc-"
