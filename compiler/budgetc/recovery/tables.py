"""Printed tables read by the layout that declares them: each amount, and the leaves it is of.

Nothing is written a second time: which table is which, which column and which row stand for what,
is what `layout.yaml` says for printing. A mapping only says which other words a workbook has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from budgetc.classification import Catalogue, CodeList
from budgetc.compare.grid import best_way
from budgetc.compare.likeness import heads_alike, letters_alike, titles_alike
from budgetc.compare.scan import letters_of
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import FigureSpec, Layout
from budgetc.jurisdiction.tables import ColumnSpec, LineSpec, PanelSpec, RowsSpec, TableSpec
from budgetc.published.model import (
    Cell,
    ColumnRole,
    PrintedColumn,
    PrintedPanel,
    PrintedRow,
    PrintedTable,
)
from budgetc.recovery.said import Condition, Place, Said

_LEAST_TITLE = 0.55
_LEAST_HEAD = 0.5
_LEAST_LABEL = 0.6
_FEWEST_LETTERS = 2
_SIMPLE = re.compile(r"\{\{\s*([a-z_.]{1,60})\s*\}\}")
_REST = re.compile(r"\{[{%][^}]{0,400}[}%]\}")
_TOTAL = "total"
_LEAF = "leaf"


@frozen(eq=False)
class Words:
    """What other words a workbook has for those of a layout.

    Attributes:
        titles: of tables, by their ids.
        heads: the layout's, by the workbook's.
        rows: the layout's labels, by the workbook's.
    """

    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)


AS_PRINTED = Words()
"""Of a document in the words of its layout."""


@frozen(eq=False)
class Unplaced:
    """Something of a printed table that fits nowhere in the layout."""

    place: Place
    text: str


@frozen(eq=False)
class TablesRead:
    """What tables say.

    Attributes:
        said: each amount that has a place in the layout.
        printed: the tables that were read, by the ids of those of the layout.
        unplaced: amounts that have none.
        missing: tables of the layout that are not in print.
        scopes: what panels say of codes that have no row.
        likeness: how much of the layout is found in print, and how surely.
    """

    said: tuple[Said, ...]
    printed: Mapping[str, PrintedTable]
    unplaced: tuple[Unplaced, ...]
    missing: tuple[TableSpec, ...]
    scopes: tuple[Scope, ...]
    likeness: float


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
class _Column:
    """A declared column of amounts, with all that its heads and its panel say.

    Attributes:
        derived: whether it is made of others, so that it tells no leaf.
    """

    heads: tuple[str, ...]
    name: str
    condition: Condition
    key: str
    figure: str | None
    derived: bool


class TableReader:
    """Reads the printed tables of one document."""

    def __init__(
        self,
        layout: Layout,
        catalogue: Catalogue,
        values: Mapping[str, str],
        words: Words,
        aside: Sequence[str],
    ) -> None:
        """Prepare for one document.

        Args:
            layout: of its jurisdiction.
            catalogue: the code lists of its year.
            values: what the simple names in titles and heads stand for, such as `year`.
            words: what it says otherwise.
            aside: how lines begin that stand over a table and are no heads of it.
        """
        self._aside = tuple(f"{word.rstrip(':：')}{colon}" for word in aside for colon in ":：")
        self._layout = layout
        self._catalogue = catalogue
        self._values = values
        self._words = words

    def read(self, printed: Sequence[PrintedTable], kind: str) -> TablesRead:
        """Return what the tables of a document of a kind say."""
        declared = [t for t in self._layout.tables if t.is_for(kind) and t.panels and not t.form]
        pairs = self._paired(declared, printed)
        said: list[Said] = []
        unplaced: list[Unplaced] = []
        scopes: list[Scope] = []
        for spec, table in pairs:
            sheet = _Sheet(spec, table, self)
            for panel, other, number in sheet.panels():
                reading = _PanelReading(sheet, panel, other, number)
                said += reading.said()
                unplaced += reading.unplaced
                scopes += reading.scopes()
        found = {spec.id for spec, _ in pairs}
        return TablesRead(
            tuple(said),
            {spec.id: table for spec, table in pairs},
            tuple(unplaced),
            tuple(spec for spec in declared if spec.id not in found),
            tuple(scopes),
            sum(self._alike(*pair) for pair in pairs),
        )

    def worded(self, text: str) -> str:
        """Return a short text of the layout with the names put in that are known."""
        if "{" not in text:
            return text
        known = _SIMPLE.sub(lambda found: self._values.get(found[1], ""), text)
        return _REST.sub("", known)

    def _paired(
        self, declared: Sequence[TableSpec], printed: Sequence[PrintedTable]
    ) -> list[tuple[TableSpec, PrintedTable]]:
        """Return which printed table is which declared one; the most alike are paired first."""
        ranked = sorted(
            (
                (self._alike(spec, table), -i, -j)
                for i, spec in enumerate(declared)
                for j, table in enumerate(printed)
            ),
            reverse=True,
        )
        taken: dict[int, int] = {}
        for score, i, j in ranked:
            if score >= _LEAST_TITLE and i not in taken and j not in taken.values():
                taken[i] = j
        in_print = sorted(taken.items(), key=lambda pair: -pair[1])
        return [(declared[-i], printed[-j]) for i, j in in_print]

    def _alike(self, spec: TableSpec, table: PrintedTable) -> float:
        titles = (self.worded(spec.title), *self._words.titles.get(spec.id, ()))
        theirs = self._without_name(table.title)
        title = max((titles_alike(self._without_name(one), theirs) for one in titles), default=0.0)
        mine = {h for p in spec.panels for c in self.columns(p) for h in map(letters_of, c.heads)}
        there = {
            letters_of(self.head(head)) for line in table.heads for head in line if head.strip()
        }
        heads = len(mine & there) / max(1, min(len(mine), len(there)))
        return 0.75 * title + 0.25 * heads

    def _without_name(self, title: str) -> str:
        name = self._values.get("source.department.name", "")
        return title.replace(name, "") if name else title

    def head(self, text: str) -> str:
        """Return a printed head in the words of the layout."""
        return self._words.heads.get("".join(text.split()), text)

    def heads(self, column: PrintedColumn) -> tuple[str, ...]:
        """Return the heads of a printed column in the words of the layout."""
        own = (head for head in column.heads if not head.startswith(self._aside))
        return tuple(map(self.head, own))

    def label(self, text: str) -> str:
        """Return a printed label in the words of the layout."""
        return self._words.rows.get("".join(text.split()), text)

    @property
    def catalogue(self) -> Catalogue:
        """The code lists."""
        return self._catalogue

    @property
    def reports(self) -> str:
        """The key of the amounts that the documents are about."""
        return self._layout.reports

    def figure(self, name: str) -> FigureSpec | None:
        """Return a declared figure."""
        return self._layout.figures.get(name)

    def columns(self, panel: PanelSpec) -> tuple[_Column, ...]:
        """Return the columns of amounts that a panel declares, whatever wording is chosen."""
        base = Condition().narrowed(panel, self._catalogue)
        return tuple(self._columns(panel.columns, (), base, panel.of, ""))

    def _columns(
        self,
        specs: Sequence[ColumnSpec],
        heads: tuple[str, ...],
        above: Condition,
        of: tuple[str, ...],
        path: str,
    ) -> Iterator[_Column]:
        for position, spec in enumerate(specs):
            here = (*heads, self.worded(spec.head))
            condition = above.narrowed(spec, self._catalogue)
            keys = spec.of or of
            name = spec.id or f"{path}{position + 1}"
            if spec.over:
                yield from self._columns(spec.over, here, condition, keys, f"{name}.")
            elif spec.show is None:
                key = keys[0] if keys else self._layout.reports
                derived = spec.compute is not None or len(keys) > 1
                yield _Column(here, name, condition, key, spec.figure, derived)

    def shown(self, panel: PanelSpec) -> Mapping[str, tuple[str, ...]]:
        """Return the heads of the columns that show a text of the row, by what they show."""
        found: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[ColumnSpec, tuple[str, ...]]] = [(c, ()) for c in panel.columns]
        while waiting:
            spec, heads = waiting.pop()
            here = (*heads, self.worded(spec.head))
            waiting += ((inner, here) for inner in spec.over)
            if spec.show is not None and not spec.over:
                found.setdefault(spec.show, here)
        return found


@frozen(eq=False)
class _Sheet:
    """A declared table, and the printed one that it is."""

    spec: TableSpec
    table: PrintedTable
    reader: TableReader

    def panels(self) -> Iterator[tuple[PanelSpec, PrintedPanel, int]]:
        """Yield the declared panels with the printed ones that they are, the most alike first."""
        free = list(self.table.panels)
        for number, panel in enumerate(self.spec.panels):
            if not free:
                return
            mine = [head for column in self.reader.columns(panel) for head in column.heads]

            def alike(other: PrintedPanel, mine: Sequence[str] = mine) -> float:
                theirs = [h for c in other.columns for h in self.reader.heads(c) if h.strip()]
                best = (max((heads_alike(h, t) for t in theirs), default=0.0) for h in set(mine))
                return sum(best)

            scores = [alike(other) for other in free]
            chosen = free[scores.index(max(scores))]
            if len(free) >= len(self.spec.panels) - number and len(self.spec.panels) > 1:
                free.remove(chosen)
            yield panel, chosen, number


class _Row(NamedTuple):
    """A printed row, and what it is of.

    Attributes:
        role: leaf, subtotal or total.
        row_id: as the compiled document names it.
        condition: which leaves it is of; nothing where the layout has no such row.
        name: of its code, where no list has that.
    """

    row: PrintedRow
    role: str
    row_id: str
    condition: Condition | None
    name: str = ""


class _PanelReading:
    """One declared panel, read out of a printed one."""

    def __init__(self, sheet: _Sheet, panel: PanelSpec, other: PrintedPanel, number: int) -> None:
        self._sheet = sheet
        self._reader = sheet.reader
        self._panel = panel
        self._other = other
        self._number = number
        self._declared = self._reader.columns(panel)
        self._columns = self._match_columns()
        self.unplaced: list[Unplaced] = []
        self._codes: set[str] = set()

    def said(self) -> Iterator[Said]:
        """Yield each amount that has a place in the layout."""
        taken = {self._other.columns.index(one) for one in self._columns.values()}
        if self._panel.rows.by == "entity":  # sums over the units' own sources
            return
        for one in self._rows():
            for at, column in enumerate(self._other.columns):
                is_lost = one.condition is None or at not in taken
                if is_lost and column.role is ColumnRole.AMOUNT:
                    self._leave(one.row, column, one.row.cells[at])
            if one.condition is not None:
                for declared, column in self._columns.items():
                    cell = one.row.cells[self._other.columns.index(column)]
                    if said := self._cell(
                        one, one.condition, self._declared[declared], cell, column
                    ):
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
        self, row: _Row, condition: Condition, spec: _Column, cell: Cell, column: PrintedColumn
    ) -> Said | None:
        if spec.derived:
            return None
        place = Place(self._sheet.table.name, row.row.label, column.head, cell.place)
        number = cell.number
        money = number.money if number is not None else None
        if cell.text.strip() and money is None:
            if any(c.isdigit() for c in cell.text):
                self.unplaced.append(Unplaced(place, cell.text))
            return None
        typed: tuple[str, ...] = ()
        asked = spec.condition
        if spec.figure is not None:
            figure = self._reader.figure(spec.figure)
            if figure is None:
                return None
            typed = figure.prior if spec.key != self._reader.reports else ()
            asked = Condition().narrowed(figure, self._reader.catalogue)
        half = int(number.half * number.unit.scale) if number and number.unit else 0
        return Said(
            _joined(asked, condition),
            spec.key,
            int(money) if money is not None else 0,
            half,
            self._figure(row.row_id, spec.name),
            row.role != _LEAF,
            place,
            number.unit.name if number and number.unit else "",
            number.text if number else "",
            row.name,
            typed,
        )

    def _figure(self, row: str, column: str) -> str:
        """Return the id that the compiled document has for a cell."""
        before = self._sheet.spec.panels[: self._number]
        taken = any(
            column in {one.name for one in self._reader.columns(panel)}
            and (row == _TOTAL and panel.rows.total is not None)
            for panel in before
        )
        column = f"{self._number + 1}.{column}" if taken else column
        return f"T{self._sheet.spec.id}!{row}.{column}"

    def _leave(self, row: PrintedRow, column: PrintedColumn, cell: Cell) -> None:
        if cell.number is not None and cell.number.value:
            place = Place(self._sheet.table.name, row.label, column.head, cell.place)
            self.unplaced.append(Unplaced(place, cell.text))

    def _match_columns(self) -> dict[int, PrintedColumn]:
        """Return which printed column each declared one is; the most alike heads first."""
        theirs = [c for c in self._other.columns if c.role is not ColumnRole.CODE]
        ranked = []
        for i, mine in enumerate(self._declared):
            for j, column in enumerate(theirs):
                if column.role in (ColumnRole.LABEL, ColumnRole.TEXT) and self._holds_text(column):
                    continue
                there = self._reader.heads(column)
                score = _heads_score(mine.heads, there)
                order = 1 - abs((i + 1) / (len(self._declared) + 1) - (j + 1) / (len(theirs) + 1))
                ranked.append((score + order / 20, score, -i, -j))
        found: dict[int, PrintedColumn] = {}
        taken: set[int] = set()
        for _, score, i, j in sorted(ranked, reverse=True):
            if score >= _LEAST_HEAD and -i not in found and -j not in taken:
                found[-i] = theirs[-j]
                taken.add(-j)
        return found

    def _holds_text(self, column: PrintedColumn) -> bool:
        at = self._other.columns.index(column)
        return any(row.cells[at].text.strip() for row in self._other.rows)

    def _rows(self) -> Iterator[_Row]:
        """Yield each row with what it is: its kind, its id, its condition and its name."""
        rows = self._panel.rows
        if rows.by == "lines":
            yield from self._by_lines(rows)
        elif rows.by in ("function", "economic"):
            yield from self._by_code(rows)
        elif rows.by == "project":
            yield from self._by_project(rows)
        else:
            yield from (_Row(row, _LEAF, "", None) for row in self._other.rows)

    def _total(self, row: PrintedRow, rows: RowsSpec) -> bool:
        """Tell whether a printed row is the total that is declared."""
        if rows.total is None or row.code:
            return False
        mine = letters_of(self._reader.worded(rows.total.label))
        words = {letters_of(self._reader.label(c.text)) for c in row.cells if c.number is None}
        return any(label == mine or label in mine or mine in label for label in words - {""})

    def _by_code(self, rows: RowsSpec) -> Iterator[_Row]:
        codes = self._reader.catalogue.lists()[rows.by]
        lowest = rows.levels[-1] if rows.levels else ""
        for row in self._other.rows:
            if self._total(row, rows):
                yield _Row(row, "total", _TOTAL, Condition())
                continue
            code = row.code or self._named(row.label, codes, rows)
            if not code or not self._has_amount(row):
                if self._has_amount(row):
                    yield _Row(row, _LEAF, "", None)
                continue
            level = codes.level_of(len(code))
            if rows.levels and level not in rows.levels:
                yield _Row(row, _LEAF, "", None)
                continue
            is_leaf = not rows.levels or level == lowest
            if is_leaf:
                self._codes.add(code)
            name = "" if code in codes else row.label
            condition = Condition(codes=((rows.by, code),))
            yield _Row(row, _LEAF if is_leaf else "subtotal", code, condition, name)

    def _named(self, label: str, codes: CodeList, rows: RowsSpec) -> str:
        """Return the code of a row that has only a name, if one code of its levels has that."""
        name = letters_of(self._reader.label(label))
        found = [
            entry.code
            for entry in codes.entries.values()
            if entry.level in rows.levels and letters_of(entry.name) and name
            and (name == letters_of(entry.name) or name[1:] == letters_of(entry.name)
                 or name[2:] == letters_of(entry.name))
        ]  # fmt: skip
        return found[0] if len(found) == 1 else ""

    def _has_amount(self, row: PrintedRow) -> bool:
        return any(cell.number is not None for cell in row.cells)

    def _by_lines(self, rows: RowsSpec) -> Iterator[_Row]:
        printed = list(self._other.rows)
        lines = rows.lines
        if len(lines) == 1 and len(printed) == 1:
            yield _Row(printed[0], lines[0].role, lines[0].id, self._line(lines[0]))
            return
        labels = [letters_of(self._reader.worded(line.label)) for line in lines]
        scores = [
            [_label_score(label, letters_of(self._reader.label(row.label))) for row in printed]
            for label in labels
        ]
        seen = set()
        for i, j in best_way(scores, len(printed)):
            seen.add(j)
            yield _Row(printed[j], lines[i].role, lines[i].id, self._line(lines[i]))
        for j, row in enumerate(printed):
            if j in seen:
                continue
            if self._total(row, rows):
                yield _Row(row, "total", _TOTAL, Condition())
            else:
                yield _Row(row, _LEAF, "", None)

    def _line(self, line: LineSpec) -> Condition:
        return Condition().narrowed(line, self._reader.catalogue)

    def _by_project(self, rows: RowsSpec) -> Iterator[_Row]:
        at = self._text_column("name")
        for row in self._other.rows:
            name = row.cells[at].text if at is not None else row.label
            if self._total(row, rows):
                yield _Row(row, "total", _TOTAL, Condition())
            elif self._has_amount(row) and row.code and name.strip():
                name = " ".join(name.split())
                codes = (("function", row.code),)
                yield _Row(row, _LEAF, name, Condition(codes=codes, project=name))
            elif self._has_amount(row):
                yield _Row(row, _LEAF, "", None)

    def _text_column(self, show: str) -> int | None:
        """Return the place of the printed column that shows a text of the row."""
        heads = self._reader.shown(self._panel).get(show)
        if heads is None:
            return None
        scored = [
            (_heads_score(heads, self._reader.heads(column)), -at)
            for at, column in enumerate(self._other.columns)
            if column.role in (ColumnRole.LABEL, ColumnRole.TEXT)
        ]
        score, at = max(scored, default=(0.0, 0))
        return -at if score >= _LEAST_HEAD else None


def _joined(one: Condition, other: Condition) -> Condition:
    """Return the condition that both make."""
    return Condition(
        one.margin or other.margin,
        _meet(one.fund, other.fund),
        _meet(one.kind, other.kind),
        _meet(one.group, other.group),
        (*one.codes, *other.codes),
        _meet(one.classes, other.classes),
        one.project or other.project,
    )


def _meet(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _heads_score(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    leaf = heads_alike(ours[-1], theirs[-1]) if ours and theirs else 0.0
    return 0.6 * leaf + 0.4 * heads_alike("".join(ours), "".join(theirs))


def _label_score(ours: str, theirs: str) -> float:
    if len(theirs) < _FEWEST_LETTERS:
        return 0.0
    score = letters_alike(ours, theirs)
    return score if score >= _LEAST_LABEL else 0.0
