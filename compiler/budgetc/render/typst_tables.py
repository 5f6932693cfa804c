"""Tables for Typst: heads that are repeated over pages, and widths in which no amount is broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from budgetc.document.model import FormCell, Table, line_text
from budgetc.render import grid
from budgetc.render.breaks import CELL_RUN, UNSPACED
from budgetc.render.typst_escape import Words, literal
from budgetc.render.widths import shared

_ROOMY_COLUMNS, _ROOMY_ROWS = 8, 24
"""A table with more columns or rows is printed smaller or closer, so that it fits its page."""
_ROOMY, _LEAST = 10.5, 6.0
"""Sizes of letters, in points."""
_LOOKS = ((_ROOMY, False), (9.0, False), (9.0, True), (8.5, True), (8.0, True))
"""Sizes of letters, and whether the rows stand close, from the most roomy."""
_OVER = {False: 100, True: 60}
"""How high what stands over an upright and over a turned table is, with a heading or without."""
_HIGH = 12
"""A row of more lines may be broken over pages."""
_MOST_HEADS = {False: 20, True: 10}
"""How many lines heads may have that are repeated, on an upright page and on one on its side."""
_KEEP_ROWS, _KEEP_LINES = 4, 20
"""A merged cell over no more rows, and no more lines, stays on one page."""
_ROOM = {"a4": (447.9, 694.5), "letter": (464.6, 644.6)}
"""How wide a page is within its margins, upright and on its side, in points."""
_HEIGHT = {"a4": (688.0, 441.0), "letter": (638.0, 458.0)}
"""How high."""
_PADDING = 6.5
"""What a cell keeps free on both sides together, in points."""
_WIDE, _LETTER, _DIGIT, _MARK = 1.0, 0.56, 0.54, 0.3
"""How wide characters are at the most, as shares of their size."""
_LAST_LATIN = "\u024f"
"""The last letter of those that are set in the fonts of English ones."""
_SURE = 1.2
"""How much wider than reckoned a text may be set: between Chinese and digits there is room."""


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    return sum(map(_width_of, text))


def _width_of(character: str) -> float:
    if character in ".,:;|!'()[] -":
        return _MARK
    if character.isascii():
        return _DIGIT if character.isdigit() else _LETTER
    if character <= _LAST_LATIN and character.isalpha():
        return _LETTER
    return _WIDE if unicodedata.east_asian_width(character) in "WFA" else _LETTER


def _longest_word(text: str) -> float:
    """Return how wide the longest word is that has blanks at its ends, but for Chinese ones."""
    words = (word for word in text.split() if not UNSPACED.search(word))
    return max(map(_width, words), default=0)


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


class TableTypst:
    """One table for Typst."""

    def __init__(self, table: Table, words: Words, paper: str) -> None:
        """Prepare it.

        Args:
            table: what to print.
            words: how its texts are broken into lines.
            paper: `a4` or `letter`.
        """
        self._table = table
        self._words = words
        self._room = _ROOM[paper][table.wide]
        self._columns = table.columns
        self._rows = grid.grid_rows(table.panels) if self._columns else ()
        self._high = _HEIGHT[paper][table.wide]
        self._size, self._tight, self._widths = _ROOMY, False, [self._room]
        if self._columns:
            self._settle()

    @property
    def lines(self) -> int:
        """About how many lines of text it is high, with its title."""
        heads = grid.head_depth(self._table.panels) if self._columns else 0
        form = sum(self._form_lines(row) for row in self._table.form)
        return 4 + 2 * heads + form + sum(self._heights()) + len(self._table.notes)

    def parts(self) -> Iterator[str]:
        """Yield what stands over it, its form, its grid, and its notes."""
        table = self._table
        if any(table.above):
            left, right = (self._said(text, 12) for text in table.above)
            yield f"#above({left},{right})"
        form = grid.form_rows(table)
        if form:
            parts = ",".join(f"{100 * part / self._room:.4f}%" for part in self._form_parts)
            alike = max(self._form_parts) - min(self._form_parts) < 1
            columns = "" if alike else f"columns:({parts}),"
            cells = ",".join(cell for row in form for cell in self._form_row(row))
            yield f"#form({columns}{cells})"
        if self._columns:
            yield from self._grid()
        if table.notes:
            yield f"#notes({','.join(map(self._words.prose, table.notes))},)"

    # The form

    @cached_property
    def _form_parts(self) -> list[float]:
        """How wide the parts of the form are."""
        form = grid.form_rows(self._table)
        return grid.form_parts(form, lambda text: _width(text) * _ROOMY + _PADDING, self._room)

    def _form_lines(self, row: Sequence[FormCell]) -> int:
        rooms = self._form_rooms(row)
        lines = (
            self._lines_of(line_text(cell.content), room, _ROOMY)
            for cell, room in zip(row, rooms, strict=True)
        )
        return max(lines, default=0)

    def _form_rooms(self, row: Sequence[FormCell]) -> list[float]:
        """Return how wide the text of each cell of a row may be."""
        places = grid.form_places([row])
        return [sum(self._form_parts[start:end]) - _PADDING for _, start, end in places]

    def _form_row(self, row: Sequence[FormCell]) -> Iterator[str]:
        breaks = str(self._form_lines(row) > _HIGH).lower()
        rooms = self._form_rooms(row)
        return (self._form_cell(*one, breaks) for one in zip(row, rooms, strict=True))

    def _form_cell(self, cell: FormCell, room: float, breaks: str) -> str:
        text = line_text(cell.content)
        whole = grid.only_figure(cell.content) is not None
        said = f"fitted({literal(text)})" if whole else self._said(text, room / _ROOMY)
        if cell.head:
            return f"F({cell.width},{breaks},{said})"
        align = "center" if grid.is_centred(cell) else "left"
        return f"V({cell.width},{align},{breaks},{said})"

    # The grid

    def _settle(self) -> None:
        """Choose the first look in which the table fits one page; if none does, the very first."""
        many = len(self._table.panels) > 1 or len(self._columns) > _ROOMY_COLUMNS
        looks = _LOOKS[1:] if many or len(self._rows) > _ROOMY_ROWS else _LOOKS
        for self._size, self._tight in (*looks, looks[0]):
            self._widths = self._fitting()
            if self._height <= self._high:
                return

    @property
    def _height(self) -> float:
        """About how high it is, with all that stands over and under it, in points."""
        leading, padding = (0.2, 4.2) if self._tight else (0.32, 0.72 * self._size)
        form = sum(18 + 14 * self._form_lines(row) for row in grid.form_rows(self._table))
        heads = grid.head_depth(self._table.panels) * (1.6 * self._size + padding)
        rows = ((lines + (lines - 1) * leading) * self._size + padding for lines in self._heights())
        notes = sum(30 for _ in self._table.notes)
        return _OVER[self._table.wide] + form + heads + sum(rows) + notes

    def _fitting(self) -> list[float]:
        """Return the widths of the columns, and make letters smaller until all amounts fit."""
        total = sum(column.width for column in self._columns)
        wanted = [self._room * column.width / total for column in self._columns]
        while True:
            least = [self._least(index) for index in range(len(wanted))]
            with_heads = [
                max(need, _longest_word(column.header[-1]) * self._size + _PADDING)
                if column.header
                else need
                for need, column in zip(least, self._columns, strict=True)
            ]
            least = with_heads if sum(with_heads) <= self._room else least
            if sum(least) <= self._room or self._size <= _LEAST:
                break
            self._size -= 0.5
        return shared(wanted, least, self._room)

    def _least(self, index: int) -> float:
        """Return how wide a column has to be: whole amounts, whole codes, some letters of text."""
        if not self._columns[index].role.is_unbroken:
            return 3 * self._size + _PADDING
        texts = filter(_has_digits, grid.texts_of(self._rows, index))
        # Heads are no narrower than two characters.
        return max(2.0, *map(_width, texts), 0) * self._size + _PADDING

    @cached_property
    def _aligns(self) -> list[str]:
        return [self._align(index) for index in range(len(self._columns))]

    def _align(self, index: int) -> str:
        is_merged = self._columns[index].merged
        return "center" if is_merged else grid.alignment(self._columns, self._rows, index)

    def _lines_of(self, text: str, room: float, size: float) -> int:
        return max(1, -(-int(_width(text) * size + 0.999) // max(1, int(room))))

    def _span(self, column: int, columns: int) -> float:
        return sum(self._widths[column : column + columns]) - _PADDING

    def _heights(self) -> list[int]:
        """About how many lines each row is high."""
        return [
            max(
                (
                    self._lines_of(
                        line_text(cell.content), self._span(cell.column, cell.columns), self._size
                    )
                    for cell in row.cells
                    if not (cell.columns == 1 and self._columns[cell.column].merged)
                ),
                default=1,
            )
            for row in self._rows
        ]

    def _grid(self) -> Iterator[str]:
        widths = ",".join(f"{100 * width / self._room:.4f}%" for width in self._widths)
        aligns = ",".join(self._aligns)
        yield f"#budget({self._size}pt,{str(self._tight).lower()},({widths},),({aligns},),"
        heads = grid.head_cells(self._table.panels)
        # Heads that take the most of a page are not repeated, and may go over pages themselves.
        high = max(map(self._head_lines, heads)) > _MOST_HEADS[self._table.wide]
        said = "".join(f"{self._head(cell, breaks=high)}," for cell in heads)
        yield f"(),({said}" if high else f"({said}),("
        runs = grid.merged_cells(self._columns, self._rows)
        first = {(run.first, run.column): run for run in runs}
        heights = self._heights()
        for number, row in enumerate(self._rows):
            high = heights[number] > _HIGH
            cells = (
                self._merged(first[number, cell.column], heights)
                if (number, cell.column) in first
                else self._cell(cell, high=high)
                for cell in row.cells
                if (number, cell.column) in first
                or cell.columns > 1
                or not self._columns[cell.column].merged
            )
            yield "".join(f"{cell}," for cell in cells)
        yield "))"

    def _head_lines(self, cell: grid.HeadCell) -> int:
        return self._lines_of(cell.text, self._span(cell.column, cell.columns), self._size)

    def _head(self, cell: grid.HeadCell, *, breaks: bool) -> str:
        longest = self._span(cell.column, cell.columns) / self._size
        text = self._said(cell.text, longest)
        whole = _longest_word(cell.text) <= longest
        flags = f"{str(whole).lower()},{str(breaks).lower()}"
        return f"H({cell.rows},{cell.columns},{flags},{text})"

    def _merged(self, run: grid.MergedCell, heights: Sequence[int]) -> str:
        text = self._said(line_text(run.content), self._span(run.column, 1) / self._size)
        lines = sum(heights[run.first : run.last + 1])
        breaks = run.rows > _KEEP_ROWS or lines > _KEEP_LINES
        return f"M({run.rows},{str(breaks).lower()},{text})"

    def _cell(self, cell: grid.GridCell, *, high: bool) -> str:
        room = self._span(cell.column, cell.columns)
        text = self._text(cell, room)
        more = []
        if cell.columns > 1:
            more.append(f"colspan:{cell.columns},align:{'center' if cell.centred else 'left'}")
        if cell.indent:
            more.append(f"inset:(left:{cell.indent}em+3pt)")
        if high:
            more.append("breakable:true")
        if cell.bold:
            text = f"strong({text})"
        return f"table.cell({','.join((*more, text))})" if more else text

    def _text(self, cell: grid.GridCell, room: float) -> str:
        text = line_text(cell.content).strip()
        unbroken = self._columns[cell.column].role.is_unbroken
        if cell.columns == 1 and unbroken and _has_digits(text):
            too_wide = _width(text) * self._size > room + 0.1
            return f"fitted({literal(text)})" if too_wide else literal(text)
        return self._said(text, room / self._size - cell.indent)

    def _said(self, text: str, longest: float) -> str:
        """Return text as an expression of Typst.

        Words are kept whole, and places to break made, only where a line may have to end: each is
        a box to set, and most texts are short.

        Args:
            text: of a cell.
            longest: how many characters fit a line of it.
        """
        if _SURE * _width(text) <= longest:
            return literal(text.strip())
        return self._words.expression(text, CELL_RUN, longest)
