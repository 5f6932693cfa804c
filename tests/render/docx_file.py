"""A Word file as a reader of its XML sees it: paragraphs and tables in order, and spans."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Cell(NamedTuple):
    """A cell: its text, how many columns it covers, and whether it goes on from above."""

    text: str
    columns: int
    goes_on: bool


class Grid(NamedTuple):
    """A table: its rows, how many of them are heads that are repeated, its columns and widths."""

    rows: list[list[Cell]]
    heads: int
    widths: list[int]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.widths)

    def filled(self) -> list[list[str]]:
        """Return a text for each column of each row; a cell that covers several stands first."""
        return [
            [text for cell in row for text in (cell.text, *[""] * (cell.columns - 1))]
            for row in self.rows
        ]


def parts(content: bytes) -> dict[str, bytes]:
    """Return the files inside of a file."""
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def body(content: bytes) -> list[str | Grid]:
    """Return the paragraphs that are not empty, as texts, and the tables, in order."""
    element = fromstring(parts(content)["word/document.xml"])[0]  # noqa: S314  # our own
    return list(_blocks(element))


def _blocks(element: Element) -> Iterator[str | Grid]:
    for child in element:
        if child.tag == f"{W}p" and (text := _text(child)):
            yield text
        elif child.tag == f"{W}tbl":
            yield _grid(child)


def _text(element: Element) -> str:
    return "".join(
        "\t" if one.tag == f"{W}tab" else one.text or ""
        for one in element.iter()
        if one.tag == f"{W}t" or (one.tag == f"{W}tab" and f"{W}val" not in one.attrib)
    )


def _grid(table: Element) -> Grid:
    rows = table.findall(f"{W}tr")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    number = heads.index(False) if False in heads else len(heads)
    assert not any(heads[number:])  # a program repeats heads from the first row on alone
    widths = [int(column.attrib[f"{W}w"]) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    return Grid([_row(row) for row in rows], number, widths)


def _row(row: Element) -> list[Cell]:
    return [_cell(cell) for cell in row.findall(f"{W}tc")]


def _cell(cell: Element) -> Cell:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    columns = 1 if span is None else int(span.attrib[f"{W}val"])
    goes_on = merge is not None and f"{W}val" not in merge.attrib
    return Cell("\n".join(map(_text, cell.findall(f"{W}p"))), columns, goes_on)
