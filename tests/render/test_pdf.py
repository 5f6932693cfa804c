"""PDF: what XeLaTeX makes of hostile text, and what is said where it fails."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH
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


def test_hostile_text_prints_as_typed(tmp_path: Path) -> None:
    text = text_of(hostile_pdf(), tmp_path)
    for word in HOSTILE:
        assert "*" + word.replace(" ", "") in text
    assert "root:" not in text
    assert LONG in text


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
def test_an_error_of_tex_is_told_with_its_line(body: str, words: str) -> None:
    pdf, findings = make(SMALL % (r"\immediate" + body if "openout" in body else body))
    assert pdf is None
    assert [finding.code for finding in findings] == ["PDF002"]
    assert words in ENGLISH(findings[0].message)


def test_a_missing_package_is_told_apart() -> None:
    _, findings = make("\\documentclass{nosuchclass}\n\\begin{document}\n\\end{document}\n")
    assert [finding.code for finding in findings] == ["PDF002"]
    assert findings[0].hint is not None
    assert "install" in ENGLISH(findings[0].hint)


def test_no_command_runs(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    pdf, _ = make(SMALL % rf"\immediate\write18{{touch {witness}}}")
    assert pdf is not None
    assert not witness.exists()


def test_a_character_without_a_glyph_is_a_warning() -> None:
    document = Document("某局", 2024, "x", "元", "题", None, (Paragraph((("堃\U0001f600㎡≥①",),)),))
    pdf, findings = make(render_latex(document, Resources.of_workspace(None)))
    assert pdf is not None
    assert [finding.code for finding in findings] == ["PDF003"]
    assert "\U0001f600 (U+1F600);" in ENGLISH(findings[0].message)
