"""The rows of a grid that stand above its heads: its title, whose it is, in what unit.

Sheets have them in the columns of the table, and what is made of sheets has them in its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetc.published.numbers import NumberReader
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine
from budgetc.published.words import squeezed

_MOST_ROWS = 4
_COLONS = (":", "：")
_OPENING = "（("


def split_above(block: RawBlock, reader: NumberReader) -> Iterator[RawBlock]:
    """Yield a grid behind the lines that its first rows are; anything else as it is."""
    rows = _rows_above(block, reader) if isinstance(block, RawGrid) else 0
    if not rows or not isinstance(block, RawGrid):
        yield block
        return
    over = [cell for cell in block.cells if cell.row < rows and cell.text]
    yield from (RawLine(cell.text, cell.place) for cell in over)
    below = tuple(replace(cell, row=cell.row - rows) for cell in block.cells if cell.row >= rows)
    # Where a file calls but these rows heads, it does not say which rows are.
    heads = max(0, block.heads - rows) if block.heads is not None else 0
    place = below[0].place if below else block.place
    yield replace(block, height=block.height - rows, cells=below, heads=heads or None, place=place)


def _rows_above(grid: RawGrid, reader: NumberReader) -> int:
    """Return how many rows stand above the heads: to the last that says whose, or the unit."""
    first: list[list[RawCell]] = [[] for _ in range(min(_MOST_ROWS, grid.height - 1))]
    for cell in grid.cells:
        if cell.text and cell.row < len(first):
            first[cell.row].append(cell)
    rows = 0
    for at, cells in enumerate(first, 1):
        if any(cell.row + cell.rows > at for cell in cells):
            break
        if cells and _says_whose([squeezed(cell.text) for cell in cells], reader):
            rows = at
        elif len(cells) > 1:
            break
    return rows


def _says_whose(texts: Sequence[str], reader: NumberReader) -> bool:
    """Tell whether each of the texts of a row says whose a table is, or its unit."""
    words = reader.words
    before = ""
    for text in texts:
        says_unit = text.lstrip(_OPENING).startswith(words.unit_marks) and reader.marks_unit(text)
        says_whose = text.startswith(words.above) and any(colon in text for colon in _COLONS)
        if not says_unit and not says_whose and not before.endswith(_COLONS):
            return False
        before = text
    return True
