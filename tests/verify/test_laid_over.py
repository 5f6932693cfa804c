"""`budgetc verify`: what makes a PDF look otherwise than its letters say is named."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.verify import Verified, verify
from budgetc.verify.carried import CarriedText
from budgetc.verify.pages import Pages

from .forging import KORLA, opened, saved
from .test_verify import UNITS

CHINESE = Translator("zh")
_FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
_TEXT = b"BT /F1 20 Tf 60 700 Td (Total revenue 2024: 999.99) Tj ET"
_PAGE = 7
_WORDS = "page 7: something is painted over "


def told(file: pikepdf.Pdf, path: Path, say: Translator = ENGLISH) -> list[str]:
    done = verify(saved(file, path / "x.pdf"), UNITS)
    assert isinstance(done, Verified), done
    return [say(one.text) for one in done.wrong]


def test_figures_before_the_first_page_are_told(tmp_path: Path) -> None:
    file, cover = opened(KORLA), pikepdf.new()
    cover.add_blank_page(page_size=(595, 842))
    cover.pages[0].Resources = Dictionary(Font=Dictionary(F1=_FONT))
    cover.pages[0].Contents = cover.make_stream(_TEXT)
    file.pages.insert(0, cover.pages[0])
    assert "page 1: 999.99 belongs to no figure: …revenue2024:999.99…" in told(file, tmp_path)


def _painted(file: pikepdf.Pdf, content: str) -> pikepdf.Pdf:
    page = file.pages[_PAGE - 1]
    picture = file.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image)
    picture.Width, picture.Height, picture.BitsPerComponent = 10, 10, 8
    picture.ColorSpace = Name.DeviceGray
    page.obj.Resources.XObject = Dictionary(P=picture)
    page.contents_add(f"q {content} Q".encode())
    return file


@pytest.mark.parametrize(
    "content",
    [
        "1 1 1 rg 100 400 200 200 re f",
        "200 0 0 200 100 400 cm /P Do",
        "0 G 1 w " + " ".join(f"50 {y} m 550 {y} l S" for y in range(200, 600, 3)),
    ],
)
def test_what_is_painted_over_letters_is_told(tmp_path: Path, content: str) -> None:
    (line,) = told(_painted(opened(KORLA), content), tmp_path)
    assert line.startswith(_WORDS)


def test_what_is_painted_beside_letters_or_under_them_is_none(tmp_path: Path) -> None:
    file = _painted(opened(KORLA), "1 1 1 rg 10 10 20 20 re f")
    file.pages[0].contents_add(b"q 0.9 g 0 0 595 842 re f Q", prepend=True)
    assert told(file, tmp_path) == []


def test_what_is_laid_over_a_page_is_told(tmp_path: Path) -> None:
    file = opened(KORLA)
    look = file.make_stream(b"BT /F1 24 Tf 4 10 Td (999.99) Tj ET", Subtype=Name.Form)
    look.BBox, look.Resources = Array([0, 0, 200, 40]), Dictionary(Font=Dictionary(F1=_FONT))
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[300, 500, 500, 540])
    note.AP = Dictionary(N=look)
    file.pages[_PAGE - 1].obj.Annots = Array([file.make_indirect(note)])
    assert told(file, tmp_path) == ["page 7: a note, a field or a stamp lies over it"]
    assert told(file, tmp_path, CHINESE) == ["第 7 页：页面上叠放了批注、表单域或图章"]


def test_a_signature_that_takes_no_room_is_none(tmp_path: Path) -> None:
    file = opened(KORLA)
    note = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, Rect=[0, 0, 0, 0])
    file.pages[_PAGE - 1].obj.Annots = Array([file.make_indirect(note)])
    file.Root.AcroForm = Dictionary(Fields=Array([file.pages[_PAGE - 1].obj.Annots[0]]))
    assert told(file, tmp_path) == []


def test_facts_without_number_are_looked_up_in_time() -> None:
    texts = [CarriedText("x", (f"No {number} of",), apart=True) for number in range(20_000)]
    start = process_time()
    assert len(list(Pages(["甲" * 10_000]).misprints(texts, {}))) == len(texts)
    assert process_time() - start < 10


def test_pages_that_are_too_unlike_are_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetc.verify.pages._PATIENCE", 100)
    file = opened(KORLA)
    assert told(file, tmp_path)[-1] == (
        "the pages are so unlike the facts that not all could be looked up on them"
    )
    assert told(file, tmp_path, CHINESE)[-1] == "页面与所带数字相差过大，未能全部核对"
