"""LibreOffice, as a reader of workbooks: what it works out, and what it shows in each cell."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, parse

import openpyxl

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MANY = 200


class Shown(NamedTuple):
    """A cell: the text that a reader sees, and its value where it is a number."""

    text: str
    value: float | None


Cells = Mapping[tuple[str, int, int], Shown]
"""By sheet, row and column, which count from 0."""


def without_values(content: bytes, changed: Mapping[tuple[str, str], float] | None = None) -> bytes:
    """Return a workbook whose formulas have no values, so that a program has to work them out.

    Args:
        content: of the workbook.
        changed: what is typed into cells, by sheet and name.
    """
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, cell), value in (changed or {}).items():
        book[sheet][cell] = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def worked_out(books: Sequence[bytes], folder: Path) -> list[Cells]:
    """Return the cells of workbooks, as LibreOffice shows them."""
    names = [f"{number}.xlsx" for number in range(len(books))]
    for name, content in zip(names, books, strict=True):
        (folder / name).write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "fods", *names], cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return [_cells((folder / name).with_suffix(".fods")) for name in names]


def _cells(path: Path) -> Cells:
    root = parse(path).getroot()  # noqa: S314  # our own
    assert root is not None
    found: dict[tuple[str, int, int], Shown] = {}
    for sheet in root.iter(f"{_TABLE}table"):
        row = 0
        for line in sheet.iter(f"{_TABLE}table-row"):
            _read_row(line, sheet.attrib[f"{_TABLE}name"], row, found)
            row += int(line.attrib.get(f"{_TABLE}number-rows-repeated", "1"))
    return found


def _read_row(
    line: Element, sheet: str, row: int, found: dict[tuple[str, int, int], Shown]
) -> None:
    column = 0
    for cell in line:
        times = int(cell.attrib.get(f"{_TABLE}number-columns-repeated", "1"))
        text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
        value = cell.attrib.get(f"{_OFFICE}value")
        if text:
            for at in range(column, column + min(times, _MANY)):
                found[sheet, row, at] = Shown(text, None if value is None else float(value))
        column += times
