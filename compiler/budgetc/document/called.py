"""Figures by what people call them: a cell by its table, row and head, in the words of print.

`T6!302.合计`, `表6!商品和服务支出.合计`, or, where no other figure is called so, 支出总计 alone. A
layout may have further names, such as 机关运行经费, for what sentences speak of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.document import figures, model

_BETWEEN = "!"
_MOST = 3


def ids_called(document: model.Document, name: str) -> tuple[str, ...]:
    """Return the ids of what a name means: one, or the different figures that are called so.

    Cells that print the same amount are one figure by whatever name; the first of them is meant.
    A cell that is blank is meant only where its column is named.
    """
    wanted = _compact(name)
    if (named := _declared(document).get(wanted)) is not None:
        return (named,)
    table, mark, _ = wanted.partition(_BETWEEN)
    found: dict[object, str] = {}
    for one in document.tables():
        if mark and table not in _names_of_table(one):
            continue
        for cell in figures.cells(one):
            if (mark or cell.content) and wanted in _names(cell):
                found.setdefault(_value(cell), cell.id)
    return tuple(found.values())


def with_amounts(document: model.Document, ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids, each with its amount, by which people tell them: `T1!total.amount = 3.20万元`."""
    known = figures.figures_by_id(document)
    told = ((one, known.get(one)) for one in ids)
    return tuple(one if of is None else f"{one} = {of.exact}{of.unit}" for one, of in told)


def near_names(document: model.Document, name: str) -> tuple[str, ...]:
    """Return what is called almost so, each name with its id: `支出总计 (T1!total.2.amount)`."""
    wanted = _compact(name)
    declared = _declared(document).items()
    found = {other: id_ for other, id_ in declared if one_slip_apart(wanted, other)}
    for one in document.tables():
        for cell in figures.cells(one):
            for other in _names(cell):
                if one_slip_apart(wanted, other):
                    found.setdefault(other, cell.id)
    return tuple(
        id_ if other == id_ else f"{other} ({id_})" for other, id_ in list(found.items())[:_MOST]
    )


def known_names(document: model.Document) -> Iterator[str]:
    """Yield a name of each amount of a table, in the words of print, and the names of others."""
    yield from _declared(document)
    for table in document.tables():
        for cell in figures.cells(table):
            where = cell.where
            if where.column.role is model.Role.AMOUNT and where.column.header:
                row = where.row.code or _compact(where.row.label)
                yield f"T{table.id}{_BETWEEN}{row}.{_compact(where.column.header[-1])}"


def _declared(document: model.Document) -> dict[str, str]:
    """Return the ids of figures that the document has, by the names that its layout gives them."""
    known = figures.figures_by_id(document) if document.names else {}
    return {_compact(name): id_ for name, id_ in document.names.items() if id_ in known}


def _names(cell: figures.Cell) -> Iterator[str]:
    where = cell.where
    if where.column.role is not model.Role.AMOUNT:
        return
    row, heads = where.row, [_compact(head) for head in where.column.header]
    label = _compact(row.label)
    tables = _names_of_table(where.table)
    rows = dict.fromkeys(filter(None, (row.id, row.code or "", label, f"{row.code}{label}")))
    columns = dict.fromkeys((where.column.id, *heads[-1:], "".join(heads), "/".join(heads)))
    for table, one, column in product(tables, rows, columns):
        yield f"{table}{_BETWEEN}{one}.{column}"
    if label:
        yield label
        for head in dict.fromkeys((*heads[:1], *heads[-1:])):
            yield f"{head}{label}"
            yield f"{label}{head}"


def _names_of_table(table: model.Table) -> tuple[str, ...]:
    return tuple(filter(None, (f"T{table.id}", _compact(table.number), _compact(table.title))))


def _value(cell: figures.Cell) -> object:
    """Return what tells one figure from another: its value, or that nothing stands there."""
    figure = next((part for part in cell.content if isinstance(part, model.Figure)), None)
    if figure is None:
        return None
    try:
        return figures.exact_value(figure), figure.unit
    except figures.NoExactValueError:
        return figure.id


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
