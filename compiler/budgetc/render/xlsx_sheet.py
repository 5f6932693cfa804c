"""Where the parts of a table stand on a sheet, and how wide and high these are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from budgetc.document.model import (
    Document,
    Figure,
    FormCell,
    Heading,
    Role,
    Table,
    line_text,
)
from budgetc.render import grid
from budgetc.render.html_escape import plain
from budgetc.render.xlsx_looks import lines_in, title_lines

_WIDE = 84
"""Characters that an upright page is wide; one on its side has half as many more."""
_NAME_LENGTH = 31
_HEADING_LENGTH = 20
"""So much of the name of a sheet is a heading at most; the rest is for the title under it."""
_BETWEEN = " / "
"""What stands between a heading and the one under it."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


class TableSheet:
    """One table on its sheet; rows and columns count from 0."""

    def __init__(self, name: str, table: Table, under: str = "") -> None:
        """Find the places.

        Args:
            name: of the sheet.
            table: what stands on it.
            under: what stands over its title; may be empty.
        """
        self.name = name
        self.table = table
        self.under = under
        self.title = 1 if under else 0
        self.all_columns = table.columns
        self.columns = len(self.all_columns) or grid.FORM_PARTS
        self.rows = grid.grid_rows(table.panels) if self.all_columns else ()
        self._covered = grid.covered_rows(self.all_columns, self.rows)
        self.form = self.title + (2 if any(table.above) else 1)
        self.heads = self.form + len(grid.form_rows(table))
        self.heads_deep = grid.head_depth(table.panels) if self.all_columns else 0
        self.body = self.heads + self.heads_deep
        self.notes = self.body + len(self.rows)
        self.shares = self._with_form(list(self._widths()))
        self.end = max(self.notes + len(table.notes), 1)

    @property
    def labels(self) -> int:
        """How many columns at the left name the rows."""
        roles = [column.role for column in self.all_columns]
        return roles.index(Role.LABEL) + 1 if Role.LABEL in roles else 0

    def above(self) -> Iterator[tuple[int, int, str]]:
        """Yield what stands between title and heads: from which column, over how many, a text.

        What is on the right, a unit, has the columns that it needs, and the rest is for the left.
        """
        if not any(self.table.above):
            return
        left, right = self.table.above
        if self.columns == 1:
            yield 0, 1, "  ".join(filter(None, self.table.above))
            return
        at = self.columns - 1
        while at > 1 and lines_in(right, sum(self.shares[at:])) > 1:
            at -= 1
        yield 0, at, left
        yield at, self.columns - at, right

    def figures(self) -> Iterator[tuple[Figure, int, int]]:
        """Yield the figures that have a cell of their own, and where it is."""
        for form_cell, row, column, _ in self.form_cells():
            if (figure := grid.only_figure(form_cell.content)) is not None:
                yield figure, row, column
        for cell, row, rows in self.body_cells():
            if rows and (figure := grid.only_figure(cell.content)) is not None:
                yield figure, row, cell.column

    def form_cells(self) -> Iterator[tuple[FormCell, int, int, int]]:
        """Yield the cells of the form, each with its row, its column, and how many it covers."""
        for number, row in enumerate(grid.form_rows(self.table), start=self.form):
            for cell, (start, end) in zip(row, pairwise(self._form_ends(row)), strict=True):
                yield cell, number, start, end - start

    def body_cells(self) -> Iterator[tuple[grid.GridCell, int, int]]:
        """Yield the cells under the heads, each with its row, and how many rows it covers.

        A cell that one further up covers has none.
        """
        for number, row in enumerate(self.rows):
            for cell in row.cells:
                yield cell, self.body + number, self._covered.get((number, cell.column), 1)

    def _form_ends(self, row: Sequence[FormCell]) -> list[int]:
        """Return where a row of the form begins, and where each of its cells ends."""
        total, ends = sum(cell.width for cell in row), [0]
        for cell in row:
            before = ends[-1] * total / self.columns
            ends.append(max(ends[-1] + 1, round((before + cell.width) * self.columns / total)))
        ends[-1] = max(self.columns, ends[-1])
        return ends

    def heights(self) -> Mapping[int, int]:
        """Return how many lines each row needs: no program sees that of cells over several."""
        lines = {self.title: title_lines(self.table.name, sum(self.shares))}

        def need(row: int, column: int, columns: int, text: str, rows: int = 1) -> None:
            each = -(-lines_in(text, sum(self.shares[column : column + columns])) // rows)
            for one in range(row, row + rows):
                lines[one] = max(lines.get(one, 1), each)

        if self.under:
            need(0, 0, self.columns, self.under)
        for column, columns, text in self.above():
            need(self.title + 1, column, columns, text)
        for form_cell, row, column, columns in self.form_cells():
            need(row, column, columns, line_text(form_cell.content))
        for head in grid.head_cells(self.table.panels) if self.heads_deep else ():
            need(self.heads + head.row, head.column, head.columns, head.text, head.rows)
        for cell, row, rows in self.body_cells():
            if rows:
                need(row, cell.column, cell.columns, line_text(cell.content), rows)
        for number, note in enumerate(self.table.notes):
            need(self.notes + number, 0, self.columns, line_text(note))
        return lines

    def _with_form(self, shares: list[float]) -> tuple[float, ...]:
        """Return the widths of the columns, wider where an amount of the form needs more."""
        for cell, _, column, columns in self.form_cells():
            figure, over = grid.only_figure(cell.content), slice(column, column + columns)
            need = 0 if figure is None else 1.15 * (len(figure.text) + 2)
            had = sum(shares[over])
            if had and need > had:
                shares[over] = [one * need / had for one in shares[over]]
        return tuple(shares)

    def _widths(self) -> Iterator[float]:
        """Yield the widths of the columns, in characters."""
        room = _WIDE * (1.5 if self.table.wide else 1)
        shares = [column.width for column in self.all_columns] or [1.0] * grid.FORM_PARTS
        unbroken = {at for at, one in enumerate(self.all_columns) if one.role.is_unbroken}
        for column, share in enumerate(shares):
            texts = grid.texts_of(self.rows, column) if column in unbroken else ()
            longest = max((len(text) + 2 for text in texts), default=0)
            yield max(room * share / sum(shares), min(longest * 1.15, 30), 6)


def titled(document: Document) -> Iterator[tuple[Table, tuple[str, ...], str]]:
    """Yield the tables, each with the headings that it is under, and what stands over its title.

    That is these headings, where other tables have the same title; else nothing.
    """
    counts = Counter(table.name for table in document.tables())
    path: dict[int, str] = {}
    for block in document.blocks:
        if isinstance(block, Heading):
            path = {level: text for level, text in path.items() if level < block.level}
            path[block.level] = line_text(block.content)
        elif isinstance(block, Table):
            headings = tuple(path.values())
            yield block, headings, _BETWEEN.join(headings) if counts[block.name] > 1 else ""


def sheet_titles(tables: Sequence[tuple[Table, tuple[str, ...], str]]) -> Iterator[str]:
    """Yield what the sheets of tables are called: by their titles.

    Of tables of one title the innermost heading that only one of them is under stands first.

    Args:
        tables: as `titled` yields them.
    """
    counts = Counter((table.name, one) for table, headings, _ in tables for one in set(headings))
    for table, headings, under in tables:
        own = (one for one in reversed(headings) if under and counts[table.name, one] == 1)
        heading = next(own, "")[:_HEADING_LENGTH].strip()
        yield f"{heading} {table.name}".strip()


def free_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and that no other has."""
    plain_name = _NOT_IN_NAMES.sub(" ", plain(name)).strip()[:_NAME_LENGTH].strip() or "1"
    found, number = plain_name, 1
    while found.lower() in taken or found.lower() == "history":
        number += 1
        end = f" ({number})"
        found = plain_name[: _NAME_LENGTH - len(end)] + end
    taken.add(found.lower())
    return found
