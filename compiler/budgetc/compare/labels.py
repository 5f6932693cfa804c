"""Rows of tables that print calls by another name than ours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from budgetc.compare.cells import Compared
from budgetc.compare.grid import RowPair
from budgetc.compare.model import Difference, Fault, Quote, Sort
from budgetc.compare.names import shares_half
from budgetc.compare.ours import joined
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Column, Role, line_text
from budgetc.frozen import NamedTuple
from budgetc.published.likeness import heads_alike, is_short_of, letters_of
from budgetc.published.model import ColumnRole, PrintedColumn
from budgetc.published.words import squeezed

_ALIKE = 0.8
"""Heads so alike are of the same column."""


class _Named(NamedTuple):
    """A row that print calls otherwise."""

    quote: Quote
    where: str
    confidence: float


def other_row_names(tables: Sequence[Compared], names: Container[str]) -> Iterator[Difference]:
    """Yield each other name that rows of tables have in print, with all its places.

    Args:
        tables: compared cell by cell.
        names: all of ours; where no code tells the row, one of them in the place of another is a
            row that moved.
    """
    places: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for table in tables:
        once = _codes_told_once(table)
        panels = {id(row): panel for panel in table.table.theirs.panels for row in panel.rows}
        for row in table.laid.rows:
            ours = table.table.ours.panels[row.panel].columns
            theirs = panels[id(row.theirs)].columns
            for name, printed in _renamed(row, ours, theirs, names, once):
                where = joined(table.table.ours.name, row.ours.label)
                quote = Quote(row.theirs.place, f"{row.theirs.code} {printed}".strip())
                places[name, printed].append(_Named(quote, where, table.sure))
    for (name, printed), rows in places.items():
        is_short = is_short_of(letters_of(printed), letters_of(name))
        yield Difference(
            Fault.NAMING,
            tuple(row.quote for row in rows),
            rows[0].where,
            printed,
            name,
            msg("the row has another name in the compiled document"),
            also=tuple(dict.fromkeys(row.where for row in rows[1:])),
            confidence=max(row.confidence for row in rows),
            sort=Sort.STYLE if is_short else Sort.DIFFERENCE,
        )


def _renamed(
    row: RowPair,
    ours: Sequence[Column],
    theirs: Sequence[PrintedColumn],
    names: Container[str],
    once: Container[str | None],
) -> Iterator[tuple[str, str]]:
    """Yield our names in the cells of a row, and what print has in the columns of their heads.

    Args:
        row: of ours and of theirs.
        ours: our columns.
        theirs: those of print.
        names: all of ours.
        once: the codes by which a row is one, whatever it is called.
    """
    is_told = row.ours.code == row.theirs.code and row.ours.code in once
    for at, column in enumerate(ours):
        name = line_text(row.ours.cells[at])
        if column.role not in (Role.LABEL, Role.TEXT) or name not in names:
            continue
        same = [there for there, other in enumerate(theirs) if _is_same(column, other)]
        for there in same if len(same) == 1 else ():  # of two heads alike, nobody knows which
            printed = squeezed(row.theirs.cells[there].text)
            is_known = printed in names
            is_one = is_told if is_known else shares_half(name, printed)
            if is_one and _is_another(name, printed):
                yield name, printed


def _codes_told_once(table: Compared) -> Container[str | None]:
    """Return the codes that one row of ours and one of print have."""
    ours = Counter(row.code for row in table.table.ours.rows)
    theirs = Counter(row.code for row in table.table.theirs.rows)
    return {code for code, count in ours.items() if code and count == theirs[code] == 1}


def _is_same(ours: Column, theirs: PrintedColumn) -> bool:
    """Tell whether a column in print is one of names and has the head of ours."""
    if theirs.role not in (ColumnRole.LABEL, ColumnRole.TEXT) or not theirs.heads:
        return False
    return bool(ours.header) and heads_alike(ours.header[-1], theirs.heads[-1]) >= _ALIKE


def _is_another(name: str, printed: str) -> bool:
    """Tell whether a name in print is another one: neither begins or ends with the other."""
    one, other = letters_of(name), letters_of(printed)
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return not longer.startswith(shorter) and not longer.endswith(shorter)
