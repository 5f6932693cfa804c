"""Forms of tables: other heads and titles, and rows and columns moved, cut off or left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from budgetc.document.model import (
    Column,
    Document,
    Line,
    Panel,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
)

from .changing import with_rows, with_tables

PanelForm = Callable[[Panel], Panel]
Part = TypeVar("Part")

_LONGEST = 10


def each_panel(change: PanelForm) -> Callable[[Document], Document]:
    """Return the form whose tables have their panels changed; forms of targets keep theirs."""

    def table(one: Table) -> Table:
        return one if one.form else replace(one, panels=tuple(map(change, one.panels)))

    return lambda document: with_tables(document, table)


def heads_as(*pairs: tuple[str, str]) -> Callable[[Document], Document]:
    """Return the form whose columns have other heads."""

    def head(text: str) -> str:
        for ours, theirs in pairs:
            text = text.replace(ours, theirs)
        return text

    def panel(one: Panel) -> Panel:
        columns = tuple(replace(c, header=tuple(map(head, c.header))) for c in one.columns)
        return replace(one, columns=columns)

    return each_panel(panel)


def titles_as(*pairs: tuple[str, str]) -> Callable[[Document], Document]:
    """Return the form whose tables have other titles."""

    def table(one: Table) -> Table:
        title = one.title
        for ours, theirs in pairs:
            title = title.replace(ours, theirs)
        return replace(one, title=title)

    return lambda document: with_tables(document, table)


def with_the_first_amount_last(panel: Panel) -> Panel:
    """Return a panel whose first column of amounts, mostly the total, stands last."""
    amounts = [at for at, column in enumerate(panel.columns) if column.role is Role.AMOUNT]
    heads = {panel.columns[at].header[:-1] for at in amounts}
    if len(amounts) < 2 or len(heads) > 1:
        return panel
    first, last = amounts[0], amounts[-1]

    def moved(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return (*parts[:first], *parts[first + 1 : last + 1], parts[first], *parts[last + 1 :])

    rows = (replace(row, cells=moved(row.cells)) for row in panel.rows)
    return with_rows(replace(panel, columns=moved(panel.columns)), rows)


def with_names_cut_off(panel: Panel) -> Panel:
    """Return a panel whose names are cut off after so many letters, as narrow cells do."""
    labels = {at for at, column in enumerate(panel.columns) if column.role is Role.LABEL}

    def cut(cell: Line) -> Line:
        text = line_text(cell)
        return (text[:_LONGEST],) if len(text) > _LONGEST else cell

    def row(one: Row) -> Row:
        cells = (cut(cell) if at in labels else cell for at, cell in enumerate(one.cells))
        return replace(one, cells=tuple(cells))

    return with_rows(panel, map(row, panel.rows))


def without_subtotals(panel: Panel) -> Panel:
    """Return a panel of leaves and totals alone."""
    return with_rows(panel, (row for row in panel.rows if row.kind is not RowKind.SUBTOTAL))


def with_totals_first(panel: Panel) -> Panel:
    """Return a panel that begins with its total."""
    totals = [row for row in panel.rows if row.kind is RowKind.TOTAL]
    rest = [row for row in panel.rows if row.kind is not RowKind.TOTAL]
    return with_rows(panel, (*totals, *rest)) if len(totals) == 1 else panel


def with_counted_rows(panel: Panel) -> Panel:
    """Return a panel whose rows are counted in a column of their own."""
    count = Column("count", ("序号",), Role.TEXT, 1)
    rows = (replace(row, cells=((f"{n}",), *row.cells)) for n, row in enumerate(panel.rows, 1))
    return with_rows(replace(panel, columns=(count, *panel.columns)), rows)


def with_shifted_left_panel(document: Document) -> Document:
    """Return the form whose first table of two panels has a blank row more on the left."""
    tables = [table for table in document.tables() if len(table.panels) == 2]

    def change(table: Table) -> Table:
        if not tables or table is not tables[0]:
            return table
        left, right = table.panels
        empty = Row("more", RowKind.LEAF, None, "", 0, tuple(() for _ in left.columns))
        return replace(table, panels=(with_rows(left, (empty, *left.rows)), right))

    return with_tables(document, change)
