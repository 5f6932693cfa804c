"""A table as one grid: panels side by side, cells over several columns or rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from budgetc.document.model import (
    Column,
    Figure,
    FormCell,
    Line,
    Panel,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
    side_by_side,
)
from budgetc.frozen import frozen
from budgetc.render.widths import shared

FORM_PARTS = 12
"""The parts that the width of a form is told in."""

_SHORT_TEXT = 24
"""Characters up to which texts of a column stand in its middle; in a form half as many."""


@frozen()
class GridCell:
    """One printed cell: its content, how many columns it covers, and its look."""

    content: Line
    column: int
    columns: int = 1
    indent: int = 0
    bold: bool = False
    centred: bool = False


@frozen()
class GridRow:
    """One printed row; a total is never torn from the row over it.

    Attributes:
        goes_on: it is a part of a row, and the next one is too.
    """

    cells: tuple[GridCell, ...]
    total: bool
    goes_on: bool = False


@frozen()
class MergedCell:
    """Equal cells of a merged column: the first row and how many, both within the grid."""

    column: int
    first: int
    rows: int
    content: Line

    @property
    def last(self) -> int:
        """The last row of the run."""
        return self.first + self.rows - 1


def grid_rows(panels: Sequence[Panel]) -> tuple[GridRow, ...]:
    """Return the rows of panels side by side, the shorter ones filled up with empty cells."""
    starts = [sum(len(before.columns) for before in panels[:index]) for index in range(len(panels))]
    return tuple(
        GridRow(
            tuple(
                cell
                for panel, start, row in zip(panels, starts, rows, strict=True)
                for cell in _cells(panel.columns, start, row)
            ),
            any(row is not None and row.kind is RowKind.TOTAL for row in rows),
        )
        for rows in side_by_side(panels)
    )


def _cells(columns: Sequence[Column], start: int, row: Row | None) -> Iterator[GridCell]:
    if row is None:
        yield from (GridCell((), start + index) for index in range(len(columns)))
        return
    covered = _covered(columns, row)
    bold = row.kind is RowKind.TOTAL
    if covered:
        content = tuple(part for cell in row.cells[:covered] for part in cell)
        centred = row.kind is RowKind.TOTAL
        yield GridCell(content, start, covered, bold=bold, centred=centred)
    label = next((i for i, column in enumerate(columns) if column.role is Role.LABEL), None)
    for index in range(covered, len(columns)):
        indent = row.indent if index == label else 0
        yield GridCell(row.cells[index], start + index, indent=indent, bold=bold)


def _covered(columns: Sequence[Column], row: Row) -> int:
    """Return how many columns from the left one cell covers; 0 where each has a cell of its own."""
    if row.kind is RowKind.NOTE:
        return len(columns)
    if row.kind is not RowKind.TOTAL:
        return 0
    stub = next((i for i, c in enumerate(columns) if c.role is Role.AMOUNT), len(columns))
    filled = sum(1 for cell in row.cells[:stub] if line_text(cell))
    return stub if filled == 1 else 0


def parted(
    columns: Sequence[Column],
    rows: Sequence[GridRow],
    parts_of: Callable[[GridCell], tuple[Line, ...]],
) -> tuple[GridRow, ...]:
    """Return rows with those that are too high made into several; merged cells go through all.

    Args:
        columns: of all panels.
        rows: whole ones.
        parts_of: returns the parts of a cell, more than one where it is too high.
    """
    return tuple(part for row in rows for part in _parts_of_row(columns, row, parts_of))


def _parts_of_row(
    columns: Sequence[Column], row: GridRow, parts_of: Callable[[GridCell], tuple[Line, ...]]
) -> Iterator[GridRow]:
    merged = [cell.columns == 1 and columns[cell.column].merged for cell in row.cells]
    texts = [
        (cell.content,) if stays else parts_of(cell)
        for cell, stays in zip(row.cells, merged, strict=True)
    ]
    count = max(map(len, texts), default=1)
    for index in range(count):
        cells = (
            replace(cell, content=parts[0] if stays else (*parts[index : index + 1], ())[0])
            for cell, stays, parts in zip(row.cells, merged, texts, strict=True)
        )
        yield GridRow(tuple(cells), row.total and not index, goes_on=index + 1 < count)


def texts_of(rows: Iterable[GridRow], column: int) -> Iterator[str]:
    """Yield the texts of the cells that a column has for itself."""
    cells = (cell for row in rows for cell in row.cells if cell.columns == 1)
    return (line_text(cell.content) for cell in cells if cell.column == column)


_ALIGN = {Role.AMOUNT: "right", Role.CODE: "center", Role.LABEL: "left", Role.TEXT: "left"}


def alignment(columns: Sequence[Column], rows: Iterable[GridRow], index: int) -> str:
    """Return where the cells of a column stand: `left`, `center` or `right`."""
    role = columns[index].role
    if role is Role.TEXT and max(map(len, texts_of(rows, index)), default=0) <= _SHORT_TEXT:
        return "center"
    return _ALIGN[role]


def is_centred(cell: FormCell) -> bool:
    """Tell whether what a cell of a form says stands in its middle."""
    return cell.head or len(line_text(cell.content)) <= _SHORT_TEXT // 2


def form_rows(table: Table) -> tuple[tuple[FormCell, ...], ...]:
    """Return the rows of the form of a table that have any cells."""
    return tuple(row for row in table.form if row)


def only_figure(content: Line) -> Figure | None:
    """Return the figure that a cell is; nothing where it has text as well."""
    (one,) = content if len(content) == 1 else (None,)
    return one if isinstance(one, Figure) else None


def form_parts(
    rows: Sequence[Sequence[FormCell]], width_of: Callable[[str], float], room: float
) -> list[float]:
    """Return how wide the parts of a form are: alike, but that no amount has to be broken.

    Args:
        rows: of the form.
        width_of: how wide a cell with an amount has to be.
        room: of the whole form.
    """
    least = [0.0] * FORM_PARTS
    for cell, start, end in form_places(rows):
        figure = only_figure(cell.content)
        if figure is not None:
            need = width_of(figure.text) / (end - start)
            least[start:end] = [max(one, need) for one in least[start:end]]
    return shared([room / FORM_PARTS] * FORM_PARTS, least, room)


def form_places(
    rows: Iterable[Sequence[FormCell]],
) -> Iterator[tuple[FormCell, int, int]]:
    """Yield the cells of a form, each with the part where it begins and the one where it ends."""
    for row in rows:
        end = 0
        for cell in row:
            start, end = end, min(FORM_PARTS, end + cell.width)
            yield cell, start, max(end, start + 1)


def merged_cells(columns: Sequence[Column], rows: Sequence[GridRow]) -> tuple[MergedCell, ...]:
    """Return the runs of the merged columns, column by column; every row is in one run of each.

    A run ends where a merged column further left begins a new one. Empty cells are not merged, and
    neither are cells that cover several columns.
    """
    runs: list[MergedCell] = []
    breaks: set[int] = set()
    for index, column in enumerate(columns):
        if not column.merged:
            continue
        cells = [
            next((c for c in row.cells if c.column == index and c.columns == 1), None)
            for row in rows
        ]
        texts = ["" if cell is None else line_text(cell.content) for cell in cells]
        breaks |= {i for i, text in enumerate(texts) if not i or not text or text != texts[i - 1]}
        for first, following in pairwise([*sorted(breaks), len(rows)]):
            cell = cells[first]
            if cell is not None:
                runs.append(MergedCell(index, first, following - first, cell.content))
    return tuple(runs)


def covered_rows(
    columns: Sequence[Column], rows: Sequence[GridRow]
) -> Mapping[tuple[int, int], int]:
    """Return how many rows each cell of the merged columns covers, by its row and its column.

    A cell that one further up covers has none; whatever is not here has its own.
    """
    return {
        (run.first + below, run.column): 0 if below else run.rows
        for run in merged_cells(columns, rows)
        for below in range(run.rows)
    }


@frozen()
class HeadCell:
    """One cell of the heads; rows and columns count from 0."""

    text: str
    row: int
    rows: int
    column: int
    columns: int

    @property
    def last_row(self) -> int:
        """The lowest row the cell covers."""
        return self.row + self.rows - 1


def head_depth(panels: Sequence[Panel]) -> int:
    """Return how many rows the heads need: at least one."""
    return max((len(column.header) for panel in panels for column in panel.columns), default=1) or 1


def head_cells(panels: Sequence[Panel]) -> tuple[HeadCell, ...]:
    """Return the cells of the heads of panels side by side, row by row, left to right.

    Neighbours of one panel that begin alike share a cell; heads that end early reach down to the
    last row. A column that ends where its neighbour goes on has a cell of its own.
    """
    depth = head_depth(panels)
    cells: list[HeadCell] = []
    start = 0
    for panel in panels:
        headers = [column.header or ("",) for column in panel.columns]
        for row in range(depth):
            position = start
            alike = groupby(headers, key=lambda header: (header[: row + 1], len(header) - row <= 1))
            for (head, ends), group in alike:
                count = len(tuple(group))
                if len(head) > row:
                    rows = depth - row if ends else 1
                    cells.append(HeadCell(head[row], row, rows, position, count))
                position += count
        start += len(headers)
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def spans(columns: int, rows: int) -> str:
    """Return the attributes by which HTML says what a cell covers."""
    across = f' colspan="{columns}"' if columns > 1 else ""
    return across + (f' rowspan="{rows}"' if rows > 1 else "")
