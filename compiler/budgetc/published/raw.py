"""What readers of files make of them, before it is known what is a head, a figure or a sentence."""

from __future__ import annotations

from budgetc.frozen import frozen
from budgetc.published.model import PrintPlace

MAX_CHARACTERS = 400_000
"""The longest text that is read, of whatever file; a large budget has a tenth of that."""


@frozen()
class RawLine:
    """A line of text outside of tables; of files without lines, a paragraph.

    Attributes:
        starts: whether a paragraph begins with it.
        level: of a heading, from 1; 0 for what the file does not call a heading.
        ends: whether it stopped before it was full, so that its paragraph ends with it.
        lonely: whether it stands alone: in the middle, or short in larger letters.
    """

    text: str
    place: PrintPlace
    starts: bool = True
    level: int = 0
    lonely: bool = False
    ends: bool = False


@frozen()
class RawCell:
    """A cell of a grid, which may cover several rows and columns.

    Attributes:
        row: its first, from 0.
        column: its first, from 0.
        indent: how far its text stands from the left of its column, in letters.
    """

    text: str
    place: PrintPlace
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    indent: float = 0.0


@frozen()
class RawGrid:
    """A table as rows and columns.

    Attributes:
        cells: all that hold or may hold something, in rows from left to right.
        heads: how many rows are heads, where the file says so.
        confidence: how surely rows and columns were told.
        edges: where its columns begin on the page; empty for files without pages.
    """

    height: int
    width: int
    cells: tuple[RawCell, ...]
    place: PrintPlace
    heads: int | None = None
    confidence: float = 1.0
    edges: tuple[float, ...] = ()

    def matrix(self) -> list[list[RawCell | None]]:
        """Return the cell at each row and column; a cell that covers several, at each of them."""
        rows: list[list[RawCell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, min(self.height, cell.row + cell.rows)):
                for column in range(cell.column, min(self.width, cell.column + cell.columns)):
                    rows[row][column] = cell
        return rows


RawBlock = RawLine | RawGrid
