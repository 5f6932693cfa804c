"""A LaTeX frame from a stranger, typeset by the real XeLaTeX: it reads, writes and runs nothing."""

from __future__ import annotations

import re
import subprocess
import zlib
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.render.pdf import typeset
from budgetc.render.xdv import XdvError, forbidden_special

FRAME = "\\documentclass{article}\n\\begin{document}\nText %s\n\\end{document}\n"
WORD = "GEHEIM"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(WORD + "\n", encoding="utf-8")
    return path


def _everything(pdf: bytes, folder: Path) -> str:
    """Return the text of a PDF, and whatever its streams hold."""
    path = folder / "x.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        unpack = zlib.decompressobj()
        try:
            said += unpack.decompress(stream[1])
        except zlib.error:
            said += stream[1]
    return (said + pdf).decode("latin-1")


@pytest.mark.parametrize(
    "body",
    [
        r"\newread\f \openin\f=%s \ifeof\f NOTHING\else\read\f to\x READ\x\fi",
        r'\newread\f \openin\f="|cat %s" \ifeof\f NOTHING\else\read\f to\x READ\x\fi',
        r"NOTHING\filedump length 60{%s}",
    ],
)
@pytest.mark.needs("xelatex", "pdftotext")
def test_tex_reads_no_file(secret: Path, tmp_path: Path, body: str) -> None:
    pdf, _ = typeset(FRAME % (body % secret), name="x", epoch=0)
    assert pdf is not None
    text = _everything(pdf, tmp_path)
    assert WORD not in text
    assert "NOTHING" in text


@pytest.fixture(scope="module")
def inner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a PDF that XeTeX can read: it looks at a picture before it asks for it."""
    made, _ = typeset(FRAME % WORD, name="x", epoch=0)
    assert made is not None
    path = tmp_path_factory.mktemp("inner") / "inner.pdf"
    path.write_bytes(made)
    return path


@pytest.mark.parametrize(
    "body",
    [
        r"\special{pdf:fstream @x (%s)}\special{pdf:put @catalog << /Leak @x >>}",
        r"\special{ pdf: fstream @x (%s)}",
        r'\XeTeXpdffile "%s"',
        r"\special{psfile=%s}",
        r"\special{ps: (%s) run}",
        r'\special{dvipdfmx:config D "cp %s /tmp/x"}',
        r"\special{pdf:mapfile %s}",
    ],
)
@pytest.mark.needs("xelatex")
def test_the_converter_is_asked_to_read_no_file(inner: Path, body: str) -> None:
    pdf, (found,) = typeset(FRAME % (body % inner), name="x", epoch=0)
    assert pdf is None
    assert found.code == "PDF002"
    assert "special" in ENGLISH(found.message)


@pytest.mark.needs("xelatex")
def test_tex_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetc.render.pdf.PASS_SECONDS", 2)
    pdf, (found,) = typeset(FRAME % r"\def\x{\x}\x", name="x", epoch=0)
    assert pdf is None
    assert "no end after 2 s" in ENGLISH(found.message)


def test_what_is_no_xdv_file_is_refused() -> None:
    for data in (b"", b"\xf7", b"\xf7\x07" + b"\0" * 40, b"\xff" * 50):
        with pytest.raises(XdvError):
            forbidden_special(data)


@pytest.mark.parametrize(
    ("special", "allowed"),
    [
        ("pdf:docinfo<</Title(x)>>", True),
        ("pdf: dest (x) [@thispage /XYZ]", True),
        ("color push rgb 0 0 1", True),
        ("dvipdfmx:config C 0x0010", True),
        ("dvipdfmx:config D x", False),
        ("dvipdfmx:config C 0x0010 D x", False),
        ("PDF:docinfo", False),
        ("pdf:docinfo: x", False),
        ("pdf:epdf (x)", False),
        ("colour", False),
        ("psfile=x", False),
        ("", False),
    ],
)
def test_specials(special: str, allowed: bool) -> None:  # noqa: FBT001
    words = special.encode()
    data = b"\x8e\xef" + bytes([len(words)]) + words + b"\xf8"
    assert (forbidden_special(data) is None) is allowed
