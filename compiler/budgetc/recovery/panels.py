"""One declared panel, read out of a printed one: each amount, and the leaves that it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from budgetc.classification import CodeList
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.tables import LineSpec, PanelSpec, RowsSpec
from budgetc.published.likeness import (
    best_way,
    columns_alike,
    in_order,
    letters_alike,
    letters_of,
    most_alike_first,
)
from budgetc.published.model import (
    Cell,
    ColumnRole,
    PrintedColumn,
    PrintedPanel,
    PrintedRow,
)
from budgetc.recovery.said import Condition, Place, Said
from budgetc.recovery.wording import Column, Wording

_LEAST_HEAD = 0.5
_LEAST_LABEL = 0.6
_FEWEST_LETTERS = 2
_TOTAL = "total"
_LEAF = "leaf"


@frozen(eq=False)
class Unplaced:
    """Something of a printed table that fits nowhere in the layout."""

    place: Place
    text: str


@frozen(eq=False)
class Scope:
    """A panel that shows all codes of a list that have money: one without a row has none.

    Attributes:
        by: the list.
        level: how long its codes are.
        codes: that have a row.
        conditions: those of its columns.
    """

    by: str
    level: str
    codes: frozenset[str]
    conditions: tuple[Condition, ...]


@frozen(eq=False)
class PanelPair:
    """A declared panel, and the printed one that it is.

    Attributes:
        table: what the printed table is called.
        spec: the id of the declared one.
        before: the declared panels before this one.
        declared: the panel.
        printed: what stands for it in print.
    """

    table: str
    spec: str
    before: tuple[PanelSpec, ...]
    declared: PanelSpec
    printed: PrintedPanel


class _Row(NamedTuple):
    """A printed row, and what it is of.

    Attributes:
        role: leaf, subtotal or total.
        row_id: as the compiled document names it.
        condition: which leaves it is of; nothing where the layout has no such row.
        name: of its code, where no list has that.
    """

    row: PrintedRow
    role: str = _LEAF
    row_id: str = ""
    condition: Condition | None = None
    name: str = ""


class PanelReading:
    """One declared panel, read out of a printed one."""

    def __init__(self, pair: PanelPair, wording: Wording) -> None:
        """Find the columns; nothing is read yet."""
        self._pair = pair
        self._wording = wording
        self._panel = pair.declared
        self._other = pair.printed
        self._declared = wording.columns(pair.declared)
        self._columns = self._match_columns()
        self.unplaced: list[Unplaced] = []
        self._codes: set[str] = set()

    def said(self) -> Iterator[Said]:
        """Yield each amount that has a place in the layout."""
        taken = frozenset(self._columns.values())
        if self._panel.rows.by == "entity":  # sums over the units' own sources
            return
        for one in self._rows():
            for at, column in enumerate(self._other.columns):
                is_lost = one.condition is None or at not in taken
                if is_lost and column.role is ColumnRole.AMOUNT:
                    self._leave(one.row, column, one.row.cells[at])
            if one.condition is not None:
                for declared, at in self._columns.items():
                    spec, column = self._declared[declared], self._other.columns[at]
                    cell = one.row.cells[at]
                    if said := self._cell(one, one.condition, spec, cell, column):
                        yield said

    def scopes(self) -> Iterator[Scope]:
        """Yield what the panel says of codes that have no row."""
        rows = self._panel.rows
        if rows.by in ("function", "economic") and rows.levels:
            conditions = tuple(self._declared[at].condition for at in self._columns) or tuple(
                column.condition for column in self._declared
            )
            yield Scope(rows.by, rows.levels[-1], frozenset(self._codes), conditions)

    def _cell(
        self, row: _Row, condition: Condition, spec: Column, cell: Cell, column: PrintedColumn
    ) -> Said | None:
        if spec.derived:
            return None
        place = Place(self._pair.table, row.row.label, column.head, cell.place)
        number = cell.number
        money = number.money if number is not None else None
        if cell.text.strip() and money is None:
            if any(c.isdigit() for c in cell.text):
                self.unplaced.append(Unplaced(place, cell.text))
            return None
        typed: tuple[str, ...] = ()
        asked = spec.condition
        if spec.figure is not None:
            figure = self._wording.figure(spec.figure)
            if figure is None:
                return None
            typed = figure.prior if spec.key != self._wording.reports else ()
            asked = Condition().narrowed(figure, self._wording.catalogue)
        half = int(number.half * number.unit.scale) if number and number.unit else 0
        return Said(
            asked.joined(condition),
            spec.key,
            int(money) if money is not None else 0,
            half,
            self._figure(row.row_id, spec.name),
            row.role != _LEAF,
            place,
            number.unit.name if number and number.unit else "",
            f"{number.value:f}" if number else "",
            row.name,
            typed,
        )

    def _figure(self, row: str, column: str) -> str:
        """Return the id that the compiled document has for a cell."""
        before = self._pair.before
        taken = any(
            column in {one.name for one in self._wording.columns(panel)}
            and (row == _TOTAL and panel.rows.total is not None)
            for panel in before
        )
        column = f"{len(before) + 1}.{column}" if taken else column
        return f"T{self._pair.spec}!{row}.{column}"

    def _leave(self, row: PrintedRow, column: PrintedColumn, cell: Cell) -> None:
        if cell.number is not None and cell.number.value:
            place = Place(self._pair.table, row.label, column.head, cell.place)
            self.unplaced.append(Unplaced(place, cell.text))

    def _match_columns(self) -> dict[int, int]:
        """Return which printed column each declared one is; the most alike heads first."""
        columns = self._other.columns
        theirs = [at for at, one in enumerate(columns) if one.role is not ColumnRole.CODE]
        ranked = []
        for i, mine in enumerate(self._declared):
            for j, at in enumerate(theirs):
                if self._holds_text(at):
                    continue
                score = columns_alike(mine.heads, self._wording.heads(columns[at]))
                if score >= _LEAST_HEAD:
                    order = in_order(i, len(self._declared), j, len(theirs))
                    ranked.append(((score + order / 20, score), i, j))
        return {i: theirs[j] for i, j in most_alike_first(ranked).items()}

    def _holds_text(self, at: int) -> bool:
        """Tell whether a printed column is one of words, and has any."""
        is_of_words = self._other.columns[at].role in (ColumnRole.LABEL, ColumnRole.TEXT)
        return is_of_words and any(row.cells[at].text.strip() for row in self._other.rows)

    def _rows(self) -> Iterator[_Row]:
        """Yield each row with what it is: its kind, its id, its condition and its name."""
        by = self._panel.rows.by
        if by == "lines":
            yield from self._by_lines()
        elif by in ("function", "economic"):
            yield from self._each(self._of_code)
        elif by == "project":
            yield from self._each(partial(self._of_project, self._text_column("name")))
        elif by == "entry":
            yield from self._each(partial(self._of_entry, self._text_column("item")))
        else:
            yield from map(_Row, self._other.rows)

    def _each(self, read: Callable[[PrintedRow], _Row | None]) -> Iterator[_Row]:
        """Yield the rows with amounts as they are read, and the total that is declared."""
        for row in self._other.rows:
            if self._is_total(row):
                yield _total(row)
            elif any(cell.number is not None for cell in row.cells) and (one := read(row)):
                yield one

    def _is_total(self, row: PrintedRow) -> bool:
        """Tell whether a printed row is the total that is declared."""
        total = self._panel.rows.total
        if total is None or row.code:
            return False
        mine = letters_of(self._wording.worded(total.label))
        words = {letters_of(self._wording.label(c.text)) for c in row.cells if c.number is None}
        return any(label == mine or label in mine or mine in label for label in words - {""})

    def _of_code(self, row: PrintedRow) -> _Row:
        rows = self._panel.rows
        codes = self._wording.catalogue.lists()[rows.by]
        code = row.code or self._named(row.label, codes, rows)
        level = codes.level_of(len(code))
        if not code or (rows.levels and level not in rows.levels):
            return _Row(row)
        is_leaf = not rows.levels or level == rows.levels[-1]
        if is_leaf:
            self._codes.add(code)
        name = "" if code in codes else row.label
        condition = Condition(codes=((rows.by, code),))
        return _Row(row, _LEAF if is_leaf else "subtotal", code, condition, name)

    def _named(self, label: str, codes: CodeList, rows: RowsSpec) -> str:
        """Return the code of a row that has only a name, if one code of its levels has that."""
        name = letters_of(self._wording.label(label))
        names = {name, name[1:], name[2:]} - {""}
        found = [
            entry.code
            for entry in codes.entries.values()
            if entry.level in rows.levels and letters_of(entry.name) in names
        ]
        return found[0] if len(found) == 1 else ""

    def _by_lines(self) -> Iterator[_Row]:
        printed = list(self._other.rows)
        lines = self._panel.rows.lines
        if len(lines) == 1 and len(printed) == 1:
            yield _Row(printed[0], lines[0].role, lines[0].id, self._line(lines[0]))
            return
        labels = [letters_of(self._wording.worded(line.label)) for line in lines]
        scores = [
            [_label_score(label, letters_of(self._wording.label(row.label))) for row in printed]
            for label in labels
        ]
        seen = set()
        for i, j in best_way(scores, len(printed)):
            seen.add(j)
            yield _Row(printed[j], lines[i].role, lines[i].id, self._line(lines[i]))
        for j, row in enumerate(printed):
            if j not in seen:
                yield _total(row) if self._is_total(row) else _Row(row)

    def _line(self, line: LineSpec) -> Condition | None:
        """Return what a row adds up; of a difference nothing, for others tell its amounts."""
        if line.less is not None:
            return None
        return Condition().narrowed(line, self._wording.catalogue)

    def _of_project(self, at: int | None, row: PrintedRow) -> _Row:
        name = _words(row, at)
        if not row.code or not name:
            return _Row(row)
        condition = Condition(codes=(("function", row.code),), project=name)
        return _Row(row, _LEAF, name, condition)

    def _of_entry(self, at: int | None, row: PrintedRow) -> _Row | None:
        """Return a row of what was carried over, with its name."""
        name = _words(row, at)
        return _Row(row, _LEAF, name, Condition(item=name)) if name else None

    def _text_column(self, show: str) -> int | None:
        """Return the place of the printed column that shows a text of the row."""
        heads = self._wording.shown(self._panel).get(show)
        if heads is None:
            return None
        scored = [
            (columns_alike(heads, self._wording.heads(column)), -at)
            for at, column in enumerate(self._other.columns)
            if column.role in (ColumnRole.LABEL, ColumnRole.TEXT)
        ]
        score, at = max(scored, default=(0.0, 0))
        return -at if score >= _LEAST_HEAD else None


def _total(row: PrintedRow) -> _Row:
    return _Row(row, _TOTAL, _TOTAL, Condition())


def _words(row: PrintedRow, at: int | None) -> str:
    """Return what a row is called: by the text of a column, or by its label."""
    return " ".join((row.cells[at].text if at is not None else row.label).split())


def _label_score(ours: str, theirs: str) -> float:
    if len(theirs) < _FEWEST_LETTERS:
        return 0.0
    score = letters_alike(ours, theirs)
    return score if score >= _LEAST_LABEL else 0.0
