"""Tables of a Word file: heads that are merged and repeated over pages, widths that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from budgetc.document.model import FormCell, Line, Role, Table, line_text
from budgetc.render import grid
from budgetc.render.breaks import UNSPACED
from budgetc.render.docx_parts import THIN, paragraph, run
from budgetc.render.widths import letter_width, shared

_MANY_COLUMNS, _VERY_MANY, _MANY_ROWS = 8, 12, 28
"""From how many columns and rows on a table is printed smaller."""
_INDENT = 180
_SIDE = 60
_DIGIT = 14
"""How wide a bold digit or letter of a wide font is, in twentieths of its size."""
_POINTS, _LEAST_POINTS = 10, 6
"""Sizes of letters: the usual one, and the smallest."""
_LETTER, _IDEOGRAPH = 11, 20
"""How wide characters of texts are, likewise."""
_TOGETHER = 4
"""As many ideographs stand beside each other, if there are so many."""
_NAME = 9
"""As many stand beside each other in names, where amounts leave the room."""
_WORD = 150
"""As wide a word stays whole, likewise, however small letters become for it."""
_WORD_POINTS, _ADDRESS = 8, 30
"""How small letters become for longer words, and how many letters none has: that is an address."""


def table_docx(table: Table, room: int) -> Iterator[str]:
    """Yield the grids of a table: that of its form, and that of its columns.

    Args:
        table: what to print.
        room: how wide it may be, in twentieths of a point.
    """
    rows = grid.form_rows(table)
    if rows:
        parts = grid.form_parts(rows, _amount_width, room)
        yield _framed(_widths(parts, room), map(_form_row, rows))
        yield THIN
    if table.columns:
        yield _Grid(table, room).xml()


def _amount_width(text: str) -> float:
    return _with_sides(len(text) * _DIGIT, _POINTS)


def _framed(widths: Sequence[int], rows: Iterator[str]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{_SIDE}" w:type="dxa"/><w:right w:w="{_SIDE}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(shares: Sequence[float], room: int) -> list[int]:
    """Return whole widths that add up to the room."""
    total, ends, before = sum(shares), [0], 0.0
    for share in shares:
        before += share
        ends.append(round(room * before / total))
    return [end - start for start, end in pairwise(ends)]


def _width(word: str) -> int:
    ideographs = len(UNSPACED.findall(word))
    return min(_TOGETHER, ideographs) * _IDEOGRAPH + (len(word) - ideographs) * _LETTER


def _longest(texts: Iterable[str]) -> int:
    """Return how wide the longest word is, in bold; a line ends after a hyphen as well."""
    words = (word for text in texts for word in text.replace("-", "- ").split())
    whole = (word for word in words if len(word) <= _ADDRESS and not UNSPACED.search(word))
    return max((sum(map(letter_width, word)) for word in whole), default=0)


def _with_sides(need: int, points: int) -> int:
    return need * points + 2 * _SIDE if need else 0


def _points(needs: Sequence[int], room: int, largest: int, smallest: int) -> int:
    """Return the largest size of letters in which columns have what they need, or the smallest."""
    sizes = range(largest, smallest, -1)
    fits = (size for size in sizes if sum(_with_sides(need, size) for need in needs) <= room)
    return next(fits, smallest)


def _cell(content: str, style: str, align: str, said: str, indent: int = 0) -> str:
    left = f'<w:ind w:left="{indent * _INDENT}"/>' if indent else ""
    inside = paragraph(content, style, f'{left}<w:jc w:val="{align}"/>')
    return f'<w:tc><w:tcPr>{said}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def _row(cells: Iterator[str], said: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{said}</w:trPr>{''.join(cells)}</w:tr>"


def _form_row(row: tuple[FormCell, ...]) -> str:
    return _row(_form_cell(cell) for cell in row)


def _form_cell(cell: FormCell) -> str:
    text = line_text(cell.content)
    align = "center" if grid.is_centred(cell) else "left"
    style = "Tableheads" if cell.head else "Tabletext"
    return _cell(run(text), style, align, _span(cell.width))


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


class _Grid:
    """The columns of all panels as one grid."""

    def __init__(self, table: Table, room: int) -> None:
        self._panels = table.panels
        self._columns = table.columns
        self._rows = grid.grid_rows(table.panels)
        count = len(self._columns)
        smaller = (count > _MANY_COLUMNS) + (count > _VERY_MANY) or len(self._rows) > _MANY_ROWS
        self._points = _POINTS - smaller
        self._widths = self._fitting(room, self._points)
        self._small = f'<w:sz w:val="{2 * self._points}"/>' if self._points < _POINTS else ""
        self._aligns = [grid.alignment(self._columns, self._rows, at) for at in range(count)]
        self._covered = grid.covered_rows(self._columns, self._rows)

    def _fitting(self, room: int, roomy: int) -> list[int]:
        """Return the widths of the columns, and make letters smaller until all fit the room."""
        total = sum(column.width for column in self._columns)
        wanted = [room * column.width / total for column in self._columns]
        needs = [self._least(index) for index in range(len(wanted))]
        words = [
            max(need, self._longest_word(index), self._name(index))
            for index, need in enumerate(needs)
        ]
        points = _points(needs, room, roomy, _LEAST_POINTS)
        self._points = points = _points(words, room, points, min(points, _WORD_POINTS))
        least = [_with_sides(need, points) for need in needs]
        more = [_with_sides(need, points) - had for need, had in zip(words, least, strict=True)]
        for index in sorted(range(len(more)), key=more.__getitem__):
            # Where the page has no room for all words, most columns keep theirs whole.
            if sum(least) + more[index] <= room:
                least[index] += more[index]
        return _widths(shared(wanted, least, room), room)

    def _least(self, index: int) -> int:
        """Return how wide a column has to be: whole amounts and codes, and words of texts."""
        texts = grid.texts_of(self._rows, index)
        if self._columns[index].role.is_unbroken:
            return max(map(len, texts), default=0) * _DIGIT
        words = (word for text in texts for word in text.split())
        return min(_WORD, max(map(_width, words), default=0))

    def _name(self, index: int) -> int:
        """Return how wide a column is in which names are read with ease."""
        texts = grid.texts_of(self._rows, index) if self._columns[index].role is Role.LABEL else ()
        counts = (len(UNSPACED.findall(text)) for text in texts)
        return min(_NAME, max(counts, default=0)) * _IDEOGRAPH

    def _longest_word(self, index: int) -> int:
        """Return how wide the longest word with blanks at its ends is, of the head and of texts."""
        column = self._columns[index]
        texts = () if column.role.is_unbroken else grid.texts_of(self._rows, index)
        return _longest([*column.header[-1:], *texts])

    def xml(self) -> str:
        """Return the grid."""
        return _framed(self._widths, self._lines())

    def _lines(self) -> Iterator[str]:
        heads = grid.head_cells(self._panels)
        for row in range(grid.head_depth(self._panels)):
            yield _row(self._heads(heads, row), "<w:tblHeader/>")
        for number, one in enumerate(self._rows):
            yield _row(self._cell(number, cell) for cell in one.cells)

    def _heads(self, heads: Sequence[grid.HeadCell], row: int) -> Iterator[str]:
        """Yield the heads of a row; one that comes from further up goes on as an empty cell."""
        for cell in sorted(heads, key=lambda cell: cell.column):
            if cell.row <= row <= cell.last_row:
                merge = ""
                if cell.rows > 1:
                    merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
                text = run(cell.text, self._small) if cell.row == row else ""
                yield _cell(text, "Tableheads", "center", _span(cell.columns) + merge)

    def _cell(self, number: int, cell: grid.GridCell) -> str:
        rows = self._covered.get((number, cell.column), 1)
        if not rows:
            return _cell("", "Tabletext", "left", "<w:vMerge/>")
        merge = '<w:vMerge w:val="restart"/>' if rows > 1 else ""
        of_column = self._aligns[cell.column] if cell.columns == 1 else "left"
        align = "center" if cell.centred else of_column
        return _cell(
            self._text(cell.content, bold=cell.bold),
            "Tabletext",
            align,
            _span(cell.columns) + merge,
            cell.indent,
        )

    def _text(self, content: Line, *, bold: bool) -> str:
        return run(line_text(content), ("<w:b/>" if bold else "") + self._small)
