"""PDF: what XeLaTeX makes of hostile text, and what is said where it fails."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.model import (
    Block,
    Column,
    Document,
    FormCell,
    Heading,
    Panel,
    Paragraph,
    Role,
    Row,
    RowKind,
    Table,
)
from budgetc.files.data import Resources
from budgetc.render.latex import render_latex
from budgetc.render.pdf import typeset
from tests.render.test_markdown import document_with

EPOCH = 1_707_350_400


HOSTILE = (
    r"\input{/etc/passwd}",
    r"\write18{touch x}",
    "^^5cinput ^^M",
    "% not a comment",
    "} {",
    r"\end{document}",
    r"\\[3pt] [a] *b",
    "$x_1$ & # ~",
    "<< x >> <% y %> <# z #>",
    "\"q\" 'r' `s` ?` !` ,, -- ---",
)

LONG = "https://example.org/" + "a" * 200


def hostile_document() -> Document:
    text = " ".join(HOSTILE)
    columns = (
        Column("1", (text, "一级"), Role.TEXT, 2, merged=True),
        Column("2", (text, "二级"), Role.LABEL, 2),
        Column("3", ("金额",), Role.AMOUNT, 1),
    )
    rows = [
        Row(str(i), RowKind.LEAF, None, text, 1, ((text,), (f"[{i}] {text}",), ("1,234.56",)))
        for i in range(12)
    ]
    total = Row("t", RowKind.TOTAL, None, "合计", 0, ((), ("合计",), ("999,999,999,999.99",)))
    form = ((FormCell((text,), 4, head=True), FormCell((text,), 8, head=False)),)
    panel = Panel(columns, (*rows, total))
    notes: tuple[tuple[str], ...] = ((text,),)
    table = Table("t", "[1]", text, "元", True, (text, "元"), form, (panel,), notes)  # noqa: FBT003
    blocks: tuple[Block, ...] = (
        Heading(1, (text,)),
        Paragraph(
            (("[开头]",), *((word,) for word in HOSTILE), ("https://example.org/" + "a" * 200,))
        ),
        table,
        Heading(2, ("后记",)),
        *(Paragraph((("*" + word,),)) for word in HOSTILE),
    )
    return Document(text, 2024, "x", "元", text, None, blocks)


def make(tex: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    return typeset(tex, name="x.tex", epoch=EPOCH)


@cache
def hostile_pdf() -> bytes:
    pdf, findings = make(render_latex(hostile_document(), Resources.of_workspace(None)))
    assert pdf is not None, [ENGLISH(finding.message) for finding in findings]
    assert findings == ()
    return pdf


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """Return the text of a PDF without white space, which typesetting may change."""
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", "", done.stdout.decode())


@pytest.mark.needs("xelatex", "pdftotext")
def test_hostile_text_prints_as_typed(tmp_path: Path) -> None:
    text = text_of(hostile_pdf(), tmp_path)
    for word in HOSTILE:
        assert "*" + word.replace(" ", "") in text
    assert "root:" not in text
    assert LONG in text


@pytest.mark.needs("xelatex")
def test_the_same_source_gives_the_same_bytes() -> None:
    again, _ = make(render_latex(hostile_document(), Resources.of_workspace(None)))
    assert again == hostile_pdf()


def test_without_an_engine_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    pdf, findings = make("anything")
    assert pdf is None
    assert [finding.code for finding in findings] == ["PDF001"]
    assert findings[0].hint is not None
    assert "texlive-lang-chinese" in ENGLISH(findings[0].hint)


SMALL = "\\documentclass{article}\n\\begin{document}\nText\n%s\n\\end{document}\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"\nosuchcommand", "line 4 of the LaTeX file: Undefined control sequence"),
        (r"\openout3=/tmp/budgetc-escaped.txt", "line 4"),
        (r"\openout3=../budgetc-escaped.txt", "line 4"),
        (r"\input{/etc/passwd}", "line 4"),
        (r"\input{../secret}", "line 4"),
    ],
)
@pytest.mark.needs("xelatex")
def test_an_error_of_tex_is_told_with_its_line(body: str, words: str) -> None:
    pdf, findings = make(SMALL % (r"\immediate" + body if "openout" in body else body))
    assert pdf is None
    assert [finding.code for finding in findings] == ["PDF002"]
    assert words in ENGLISH(findings[0].message)


@pytest.mark.needs("xelatex")
def test_a_missing_package_is_told_apart() -> None:
    _, findings = make("\\documentclass{nosuchclass}\n\\begin{document}\n\\end{document}\n")
    assert [finding.code for finding in findings] == ["PDF002"]
    assert findings[0].hint is not None
    assert "install" in ENGLISH(findings[0].hint)


@pytest.mark.needs("xelatex")
def test_no_command_runs(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    pdf, _ = make(SMALL % rf"\immediate\write18{{touch {witness}}}")
    assert pdf is not None
    assert not witness.exists()


def paragraph(text: str) -> str:
    document = Document("某局", 2024, "x", "元", "题", None, (Paragraph(((text,),)),))
    return render_latex(document, Resources.of_workspace(None))


@pytest.mark.needs("xelatex")
def test_a_character_without_a_glyph_is_a_warning() -> None:
    pdf, findings = make(paragraph("堃\U0001f600㎡≥①"))
    assert pdf is not None
    assert [finding.code for finding in findings] == ["PDF003"]
    assert "\U0001f600 (U+1F600);" in ENGLISH(findings[0].message)


INVISIBLE = "".join(
    char
    for char in map(chr, range(0x110000))
    if unicodedata.category(char) == "Cf" and not FORBIDDEN.match(char)
)


@pytest.mark.needs("xelatex", "pdftotext")
def test_characters_that_nobody_sees_are_told(tmp_path: Path) -> None:
    assert {"\u200b", "\u00ad"} < set(INVISIBLE)
    pdf, findings = make(paragraph("甲".join(INVISIBLE)))
    assert pdf is not None
    assert [finding.code for finding in findings] == ["PDF003"]
    told = ENGLISH(findings[0].message)
    assert [char for char in INVISIBLE if f"U+{ord(char):04X}" not in told] == []
    assert text_of(pdf, tmp_path).count("甲") == len(INVISIBLE) - 1


def cycled(pattern: str, count: int) -> str:
    return "".join(pattern.replace("甲", "甲乙丙丁"[i % 4]) for i in range(count))


UNBROKEN = {
    "slashes": cycled("甲/", 32),
    "quotation marks": cycled("“甲”", 32),
    "titles": cycled("《甲》", 32),
    "brackets of ASCII": cycled("(甲)", 40),
    "square brackets": cycled("[甲]", 40),
    "full brackets": cycled("（1）", 40),
    "percentages": cycled("甲%", 60),
    "words and commas": "a" * 11 + "，" + ("b" * 11 + "、") * 10,
    "digits": "1" * 200,
    "an address": LONG,
    "letters with accents": "é" * 200,
    "closing marks": "甲" + "）" * 100,
    "opening marks": "（" * 100,
    "dashes": "—" * 100,
    "dots": "…" * 100,
    "ASCII signs": "-_/.,:;!?()[]{}<>|&%$#@^~'\"`\\+=*" * 6,
    "no break spaces": "\u00a0".join("甲乙丙丁" * 10),
}
"""Texts in which TeX finds no place to break a line."""

PLACES = 20
"""Where the text of a document with it everywhere stands in one piece, at the least."""

MARGIN = 2.6 * 72 / 2.54
_PAGE = re.compile(r'<page width="([0-9.]+)" height="([0-9.]+)">')
_WORD = re.compile(
    r'<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.+?)</word>'
)
_FULL = "（《“"
_HALF = "）》”、，。…"


def off_the_page(pdf: bytes, tmp_path: Path) -> list[str]:
    """Return the words that do not lie between the margins of their page.

    The empty half of a mark as wide as a character may stand outside.
    """
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
    off, right, foot = [], 0.0, 0.0
    for line in done.stdout.decode().splitlines():
        if page := _PAGE.search(line):
            right, foot = float(page[1]) - MARGIN, float(page[2]) - 36
        elif word := _WORD.search(line):
            x_min, y_min, x_max, y_max = map(float, word.groups()[:4])
            text = word[5].replace("\u200b", "")  # a place to break, of no width
            half = 0.75 * (y_max - y_min)
            left = MARGIN - (half if text[:1] in _FULL else 0)
            end = right + (half if text[-1:] in _HALF else 0)
            if x_min < left - 1 or x_max > end + 1 or y_max > foot:
                off.append(word[5])
    return off


@pytest.mark.needs("xelatex", "pdftotext")
@pytest.mark.slow
def test_no_line_runs_off_the_page(tmp_path: Path) -> None:
    documents = [document_with(text) for text in UNBROKEN.values()]
    blocks = tuple(block for document in documents for block in document.blocks)
    tex = render_latex(replace(documents[0], blocks=blocks), Resources.of_workspace(None))
    pdf, findings = make(tex)
    assert pdf is not None
    assert [ENGLISH(finding.message) for finding in findings] == []
    assert off_the_page(pdf, tmp_path) == []
    printed = text_of(pdf, tmp_path)
    for name, text in UNBROKEN.items():
        assert printed.count(re.sub(r"\s+", "", text)) >= PLACES, name


@pytest.mark.needs("xelatex")
def test_what_runs_off_the_page_is_told() -> None:
    _, findings = make(paragraph("甲").replace("甲", "东/西/" * 30))
    assert [finding.code for finding in findings] == ["PDF004"]
    assert "edge in the PDF: 1; the widest by " in ENGLISH(findings[0].message)
    assert "东/西/" * 19 in ENGLISH(findings[0].message)


@pytest.mark.needs("xelatex")
def test_a_head_higher_than_its_page_stops_the_pdf() -> None:
    tex = render_latex(document_with("长" * 300), Resources.of_workspace(None))
    pdf, (finding,) = make(tex)
    assert pdf is None  # what is not on its pages is not published
    assert (finding.code, finding.severity) == ("PDF004", Severity.ERROR)
    assert "hold more than fits: 3;" in ENGLISH(finding.message)
    assert finding.hint is not None
    assert finding.hint.in_words(Translator("zh")) == (
        "表格中过长的单元格会分开排，标题、表头和合并的单元格不会；请缩短其中最长的"
    )


@pytest.mark.needs("xelatex", "pdftotext")
def test_the_amounts_of_a_table_have_one_size(tmp_path: Path) -> None:
    """Each was made smaller for itself: one column had digits of four sizes."""
    amounts = "1.20", "31,466,000,000.00", "1,314,660,000,000.00", "1,314,660,000,000,000.00"
    columns = (
        Column("1", ("项目",), Role.LABEL, 12),
        Column("2", ("金额",), Role.AMOUNT, 2),
        Column("3", ("上年",), Role.AMOUNT, 3),
    )
    rows = tuple(
        Row(one, RowKind.LEAF, None, "某项", 0, (("某项",), (one,), ("7.30",))) for one in amounts
    )
    table = Table("t", "表 1", "表", "元", False, ("", "元"), (), (Panel(columns, rows),), ())  # noqa: FBT003
    whole = Document("某局", 2024, "x", "元", "某局", None, (table,))
    pdf, findings = make(render_latex(whole, Resources.of_workspace(None)))
    assert pdf is not None
    assert findings == ()
    assert off_the_page(pdf, tmp_path) == []
    done = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "x.pdf"), "-"], capture_output=True, check=True
    )
    words = [word for line in done.stdout.decode().splitlines() if (word := _WORD.search(line))]
    sizes = {
        text: {round(float(one[4]) - float(one[2]), 1) for one in words if one[5] == text}
        for text in (*amounts, "7.30")
    }
    assert len(set.union(*sizes.values())) == 1, sizes


def sentences(name: str, characters: int) -> tuple[str, ...]:
    """Return sentences that all differ, of so many characters together."""
    one = "甲乙丙丁戊己庚辛壬癸"
    count = characters // 20
    return tuple(
        f"{name}{number:04d}{one[number % 10] * 3}，见第{number}条。" for number in range(count)
    )


def table_of(goal: str, name: str, *, wide: bool) -> Document:
    """Return a document of one table of targets, with a long goal and a long name."""
    columns = (
        Column("1", ("一级指标",), Role.TEXT, 8, merged=True),
        Column("2", ("二级指标",), Role.TEXT, 5, merged=True),
        Column("3", ("三级指标",), Role.LABEL, 12),
        Column("4", ("指标值",), Role.TEXT, 5),
        Column("5", ("分值",), Role.AMOUNT, 3),
    )
    rows = tuple(
        Row(str(number), RowKind.LEAF, None, text, 0,
            (("产出指标",), ("数量指标",), (text,), (value,), ("10",)))
        for number, (text, value) in enumerate([("前一项", "1"), (name, goal), ("后一项", "3")])
    )  # fmt: skip
    form = (
        (FormCell(("项目名称",), 2, head=True), FormCell(("某项目",), 10, head=False)),
        (FormCell(("年度目标",), 2, head=True), FormCell((goal,), 10, head=False)),
        (FormCell(("依据",), 2, head=True), FormCell((name,), 10, head=False)),
    )
    table = Table(
        "t", "表 1", "绩效目标表", "元", wide, ("", "元"), form, (Panel(columns, rows),), ()
    )
    return Document("某局", 2024, "x", "元", "某局", None, (table,))


@pytest.mark.needs("xelatex", "pdftotext")
@pytest.mark.parametrize("wide", [False, True], ids=["upright", "wide"])
@pytest.mark.parametrize("length", [400, 900, 6000])
def test_no_text_of_a_cell_is_lost(tmp_path: Path, length: int, wide: bool) -> None:  # noqa: FBT001
    goal, name = sentences("目标", length), sentences("名称", length // 2)
    document = table_of("".join(goal), "".join(name), wide=wide)
    pdf, findings = make(render_latex(document, Resources.of_workspace(None)))
    assert pdf is not None
    assert findings == ()
    assert off_the_page(pdf, tmp_path) == []
    path = tmp_path / "x.pdf"
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
    words = [word[5] for line in done.stdout.decode().splitlines() if (word := _WORD.search(line))]
    printed = Counter("".join(words))
    typed = Counter("".join((*goal, *name)) * 2)
    assert [one for one, number in typed.items() if printed[one] < number] == []
    # What is merged over the parts stands on each of their pages.
    pages = done.stdout.decode().split("<page ")[1:]
    parted = [page for page in pages if "三级指标" in page]
    assert all("产出指标" in page for page in parted)
