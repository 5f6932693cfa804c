"""Pages read back: the text of every cell, under its heads, and the figure that it shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "col", "br", "input", "path", "circle", "wbr", "line", "rect"}


@dataclass
class Cell:
    """One cell of a table as a browser has it, whatever it covers."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    figures: list[int] = field(default_factory=list)


@dataclass
class Table:
    """One table, its heads and its body as they stand in the page."""

    attributes: dict[str, str | None]
    heads: list[list[Cell]] = field(default_factory=list)
    body: list[list[Cell]] = field(default_factory=list)

    def columns(self) -> list[tuple[tuple[str, ...], list[Cell]]]:
        """Return the heads over each column, and its cells from the top down."""
        heads, body = expanded(self.heads), expanded(self.body)
        found = []
        for at in range(len(heads[0])):
            above = list(dict.fromkeys(id(row[at]) for row in heads))
            texts = {id(row[at]): row[at].text for row in heads}
            path = tuple(texts[one] for one in above if texts[one])
            found.append((path, [row[at] for row in body]))
        return found


def expanded(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return rows in which each place has the cell that covers it; no two cover one."""
    grid: dict[tuple[int, int], Cell] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in grid:
                column += 1
            for down in range(int(cell.attributes.get("rowspan") or 1)):
                for right in range(int(cell.attributes.get("colspan") or 1)):
                    place = (at + down, column + right)
                    assert place not in grid, "two cells at one place"
                    grid[place] = cell
    width = max((column for _, column in grid), default=-1) + 1
    return [[grid[at, column] for column in range(width)] for at in range(len(rows))]


class Page(HTMLParser):
    """What a page holds: its elements in balance, its tables, its scripts, its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.scripts: dict[str, str] = {}
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._cell: Cell | None = None
        self._in_head = False
        self._in_mark = False
        self._script: str | None = None
        self.feed(html)
        self.close()
        assert self._open == [], self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "table":
            self.tables.append(Table(attributes))
        elif tag in {"thead", "tbody"}:
            self._in_head = tag == "thead"
        elif tag == "tr":
            self._rows().append([])
        elif tag in {"td", "th"}:
            self._cell = Cell(tag, attributes)
            self._rows()[-1].append(self._cell)
        elif tag == "a" and str(attributes.get("class")).startswith("mark"):
            self._in_mark = True
        elif tag == "a" and attributes.get("class") == "f" and self._cell is not None:
            self._cell.figures.append(int((attributes["id"] or "")[1:]))
        elif tag in {"script", "style"}:
            self._script = str(attributes.get("id", tag))
            self.scripts[self._script] = ""

    def _rows(self) -> list[list[Cell]]:
        table = self.tables[-1]
        return table.heads if self._in_head else table.body

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag in {"td", "th"}:
            self._cell = None
        elif tag == "a":
            self._in_mark = False
        elif tag in {"script", "style"}:
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self.scripts[self._script] += data
            return
        if self._cell is not None and not self._in_mark:
            self._cell.text += data
        self.text.append(data)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the page tells of its figures."""
        return dict(json.loads(self.scripts["data"]))

    def printed(self, place: int) -> str:
        """Return the figure at a place as it is printed."""
        text: str = self.data["texts"][self.data["figures"][self.data["places"][place][0]][0]]
        return text

    def figure(self, place: int) -> tuple[str, str]:
        """Return the id and the exact value of the figure at a place."""
        data = self.data
        entry = data["figures"][data["places"][place][0]]
        return data["texts"][entry[4]], data["texts"][entry[5]]
