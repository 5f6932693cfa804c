"""HTML: tables, headings and paragraphs; what is hidden is not read."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from budgetc.lists.print_words import PrintedWords
from budgetc.published.assemble import assemble
from budgetc.published.model import PrintPlace, PublishedDocument
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine
from budgetc.published.words import joined

_SKIPPED = frozenset(
    {
        "script", "style", "head", "title", "template", "noscript", "svg", "math", "select", "nav",
        "button",
    }
)  # fmt: skip
_NOTE = "doc-noteref"
"""The role of a link to a note: of its words only a sign."""

_BESIDE = frozenset({("a", "mark"), ("section", "found")})
"""What a page for the office tells beside its document, by element and class: findings."""

_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = frozenset({"p", "div", "li", "tr", "section", "article", "ul", "ol", "body", "caption"})
_HIDING = ("display:none", "visibility:hidden")
_MOST_SPAN = 200
_MOST_CELLS = 40_000
_MOST_COLUMNS = 200
"""Columns that are read; no table of a budget is as wide."""
_DEEPEST = 400


def read_html(text: str, words: PrintedWords) -> PublishedDocument:
    """Return what a page shows."""
    return assemble([_Parser().read(text)], words)


def table_grid(text: str, line: int) -> RawGrid | None:
    """Return a table alone, whose rows have a line each; nothing where it is empty.

    Args:
        text: the table.
        line: that it begins in.
    """
    blocks = _Parser(line - 1).read(text)
    return next((block for block in blocks if isinstance(block, RawGrid)), None)


class _Table:
    """A table, while its cells come."""

    def __init__(self, line: int) -> None:
        self.place = PrintPlace(line)
        self.cells: list[RawCell] = []
        self.taken: set[tuple[int, int]] = set()
        self.free: dict[int, int] = {}
        """Of each row, the first column that may be free: a cell looks for its own from there."""
        self.row = -1
        self.heads = 0
        self.parts: list[str] = []
        self.span = (1, 1)
        self.open = False
        self.place_of_cell = self.place

    def begin(self, line: int, rows: int, columns: int) -> None:
        self.finish()
        self.parts, self.span, self.open = [], (rows, columns), True
        self.place_of_cell = PrintPlace(line)

    def finish(self) -> None:
        """Put the cell that is open in its place."""
        was_open, self.open = self.open, False
        if not was_open or len(self.taken) > _MOST_CELLS:
            return
        row, (rows, columns) = max(0, self.row), self.span
        column = self.free.get(row, 0)
        while (row, column) in self.taken:
            column += 1
        self.free[row] = column + columns
        if column + columns > _MOST_COLUMNS:
            return
        for down in range(rows):
            for right in range(columns):
                self.taken.add((row + down, column + right))
        raw = "".join(self.parts).replace("\u00a0", "\u3000")
        text = joined(raw.split("\n"))
        indent = len(raw.rstrip()) - len(raw.strip())
        self.cells.append(
            RawCell(text, self.place_of_cell, row, column, rows, columns, float(indent))
        )

    def grid(self) -> RawGrid | None:
        self.finish()
        if not any(cell.text for cell in self.cells):
            return None
        height = max(cell.row for cell in self.cells) + 1
        width = max(cell.column + cell.columns for cell in self.cells)
        return RawGrid(height, width, tuple(self.cells), self.place, self.heads or None)


class _Parser(HTMLParser):
    """Reads a page from top to bottom, counting its lines from behind some."""

    def __init__(self, counted: int = 0) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[RawBlock] = []
        self.open: list[tuple[str, bool]] = []
        self.hidden = 0
        self.tables: list[_Table] = []
        self.text: list[str] = []
        self.level = 0
        self.counted = counted

    def read(self, text: str) -> list[RawBlock]:
        """Return what a whole page shows; a table that is still open counts."""
        self.feed(text)
        self.close()
        self._flush()
        for table in self.tables[:1]:
            if grid := table.grid():
                self.blocks.append(grid)
        return self.blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
            return
        if tag in _VOID:
            return
        hides = tag in _SKIPPED or _is_hidden(attrs) or _is_beside(tag, dict(attrs))
        if len(self.open) < _DEEPEST:
            self.open.append((tag, hides))
            self.hidden += hides
        if self.hidden:
            return
        if tag == "table":
            self._flush()
            self.counted += 1
            self.tables.append(_Table(self.counted))
        elif self.tables:
            self._in_table(tag, dict(attrs))
        elif tag in _HEADINGS or tag in _PARTS:
            self._flush()
            self.level = _HEADINGS.get(tag, 0)

    def _in_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if tag == "tr":
            table.finish()
            table.row += 1
            self.counted += 1
            if any(name == "thead" for name, _ in self.open):
                table.heads = table.row + 1
        elif tag in {"td", "th"}:
            table.begin(self.counted, _span(attrs.get("rowspan")), _span(attrs.get("colspan")))
        elif tag in {"p", "div"} and table.parts:
            table.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(name == tag for name, _ in self.open):
            return
        was_hidden = self.hidden
        while self.open:
            name, hid = self.open.pop()
            self.hidden -= hid
            if name == tag:
                break
        if was_hidden:
            return
        if tag == "table" and self.tables:
            grid = self.tables.pop().grid()
            if grid is not None and not self.tables:
                self.blocks.append(grid)
        elif self.tables:
            if tag in {"td", "th"}:
                self.tables[-1].finish()
        elif tag in _HEADINGS or tag in _PARTS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self._add(data.replace("\n", " ").replace("\r", " "))

    def _add(self, text: str) -> None:
        if self.hidden:
            return
        if self.tables:
            if self.tables[-1].open:
                self.tables[-1].parts.append(text)
        else:
            self.text.append(text)

    def _flush(self) -> None:
        for line in "".join(self.text).split("\n"):
            if words := " ".join(line.split()):
                self.counted += 1
                self.blocks.append(RawLine(words, PrintPlace(self.counted), level=self.level))
        self.text, self.level = [], 0


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    for name, value in attrs:
        style = "".join((value or "").lower().split())
        if name == "hidden" or (name == "aria-hidden" and style == "true"):
            return True
        if name == "style" and any(hiding in style for hiding in _HIDING):
            return True
    return False


def _is_beside(tag: str, attrs: Mapping[str, str | None]) -> bool:
    """Tell whether an element is no text of the document, but tells something of its text."""
    classes = (attrs.get("class") or "").split()
    return attrs.get("role") == _NOTE or any((tag, one) in _BESIDE for one in classes)


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return max(1, min(_MOST_SPAN, int(digits[:4])))
