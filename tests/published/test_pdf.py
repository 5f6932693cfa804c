"""What is visible in a PDF: clipped, hidden and white text is not; order is that of the page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.published import pdf as pdf_module
from budgetc.published.model import Omission, PublishedDocument

from .pages import pdf_of, read, refused, ruled, shown

XS = [50.0, 250.0, 350.0, 450.0]


def _read(tmp_path: Path, *pages: str, extra: str = "") -> PublishedDocument:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_of(*pages, extra=extra))
    return read(path)


def _texts(document: PublishedDocument) -> list[str]:
    return [sentence.text for sentence in document.sentences()]


def _table(top: float, rows: Sequence[tuple[str, ...]]) -> str:
    ys = [top - 20 * at for at in range(len(rows) + 1)]
    cells = "".join(
        shown(text, x + 4, y - 14)
        for row, y in zip(rows, ys, strict=False)
        for text, x in zip(row, XS, strict=False)
        if text
    )
    return ruled(XS, ys[::-1]) + cells


def test_the_order_is_that_of_the_page(tmp_path: Path) -> None:
    document = _read(tmp_path, shown("second", 50, 300) + shown("first", 50, 320))
    assert _texts(document) == ["first", "second"]


@pytest.mark.parametrize(
    "hidden",
    [
        "q 0 0 10 10 re W n " + shown("unseen", 50, 300) + " Q",
        "3 Tr " + shown("unseen", 50, 300) + " 0 Tr",
        "1 1 1 rg " + shown("unseen", 50, 300) + " 0 g",
        shown("unseen", 50, 900),
        shown("unseen", -300, 300),
    ],
    ids=["clipped", "without ink", "white", "above the page", "left of the page"],
)
def test_what_nobody_sees_is_not_read(tmp_path: Path, hidden: str) -> None:
    document = _read(tmp_path, shown("seen", 50, 320) + hidden)
    assert _texts(document) == ["seen"]
    assert [(o.kind, o.text) for o in document.left_out] in (
        [(Omission.HIDDEN, "unseen")],
        [],  # PDFium does not say what is not on the page at all
    )


def test_a_crop_box_hides(tmp_path: Path) -> None:
    text = shown("seen", 50, 320) + shown("unseen", 50, 30)
    assert _texts(_read(tmp_path, text, extra="/CropBox[0 200 600 400]")) == ["seen"]


def test_a_ruled_table(tmp_path: Path) -> None:
    rows = [
        ("Item", "Budget", "Change"),
        ("Roads", "1,234.50", "-10.00"),
        ("Total", "1,234.50", ""),
    ]
    page = shown("Spending", 270, 370, 14) + shown("in thousand dollars", 380, 340)
    (table,) = _read(tmp_path, page + _table(330, rows)).tables()
    assert table.title == "Spending"
    assert table.unit is not None
    assert table.unit.scale == 100_000
    assert table.confidence == 1
    (panel,) = table.panels
    assert [column.heads for column in panel.columns] == [("Item",), ("Budget",), ("Change",)]
    road = panel.rows[0]
    assert road.label == "Roads"
    assert [cell.number.value for cell in road.cells if cell.number] == [
        Decimal("1234.50"),
        Decimal("-10.00"),
    ]
    assert road.cells[1].number is not None
    assert road.cells[1].number.money == 123_450_000
    assert road.place.page == 1


def test_a_table_goes_on_over_pages(tmp_path: Path) -> None:
    head = ("Item", "Budget", "Change")
    first = shown("Spending", 270, 370, 14) + _table(330, [head, ("Roads", "1", "2")])
    second = _table(390, [head, ("Parks", "3", "4")]) + shown("2", 300, 10)
    (table,) = _read(tmp_path, first, second).tables()
    assert [(row.label, row.place.page) for row in table.panels[0].rows] == [
        ("Roads", 1),
        ("Parks", 2),
    ]
    assert len(table.heads) == 1


def test_a_new_title_begins_a_new_table(tmp_path: Path) -> None:
    head = ("Item", "Budget", "Change")
    first = _table(330, [head, ("Roads", "1", "2")])
    second = shown("Revenue", 270, 395, 14) + _table(380, [head, ("Taxes", "3", "4")])
    tables = list(_read(tmp_path, first, second).tables())
    assert [table.title for table in tables] == ["", "Revenue"]


def test_columns_without_rules(tmp_path: Path) -> None:
    page = "".join(
        shown(label, 50, 300 - 14 * at) + shown(amount, 300, 300 - 14 * at)
        for at, (label, amount) in enumerate(
            [("Item", "2019"), ("Roads", "12.50"), ("Parks", "3.25")]
        )
    )
    (table,) = _read(tmp_path, page).tables()
    assert table.confidence < 1
    assert [(row.label, row.cells[1].text) for row in table.panels[0].rows][-2:] == [
        ("Roads", "12.50"),
        ("Parks", "3.25"),
    ]


def test_letters_drawn_twice_are_read_once(tmp_path: Path) -> None:
    document = _read(tmp_path, shown("bold", 50, 300) + shown("bold", 50.3, 300))
    assert _texts(document) == ["bold"]


def test_page_numbers_are_no_figures(tmp_path: Path) -> None:
    pages = [
        shown(f"Text {word}.", 50, 300) + shown(f"- {n} -", 290, 10)
        for n, word in ((1, "a"), (2, "b"))
    ]
    document = _read(tmp_path, *pages)
    assert not any(sentence.numbers for sentence in document.sentences())
    assert [one.kind for one in document.left_out] == [Omission.RUNNING] * 2


def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_of("q Q"))
    assert "pictures" in ENGLISH(refused(path).reason)


@pytest.mark.parametrize("content", [b"%PDF-1.7\nbroken", b"%PDF-1.7\n" + bytes(range(256)) * 500])
def test_what_is_broken(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert "broken or locked" in ENGLISH(refused(path).reason)


def _worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    worker = tmp_path / "worker.py"
    worker.write_text(script, encoding="utf-8")
    monkeypatch.setattr(pdf_module, "_WORKER", worker)
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf_of(shown("seen", 50, 320)))
    return path


def test_a_pdf_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _worker(tmp_path, monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(pdf_module, "SECONDS", 1)
    start = time.monotonic()
    assert "took more than" in ENGLISH(refused(path).reason)
    assert time.monotonic() - start < 30


def test_a_pdf_that_never_ends_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _worker(tmp_path, monkeypatch, "while True: print('x' * 1000)")
    monkeypatch.setattr(pdf_module, "MAX_BYTES", 10_000)
    assert "more text than a budget" in ENGLISH(refused(path).reason)


def test_a_program_that_dies_is_a_broken_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _worker(tmp_path, monkeypatch, "import os; os.abort()")
    assert "broken or locked" in ENGLISH(refused(path).reason)


def test_a_pdf_may_not_take_all_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(pdf_module._WORKER.parent)!r}); import pdf_worker; "
        "pdf_worker._bound_memory(); bytearray(3_000_000_000)"
    )
    path = _worker(tmp_path, monkeypatch, script)
    assert "broken or locked" in ENGLISH(refused(path).reason)
