"""One table as both documents have it, and how two of them differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

Where = tuple[str, str, str]
"""A table and, in it, a row and a column; a part that does not apply is empty."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Deviation(NamedTuple):
    """What one place shows in each document; `None` where the document has no such place."""

    where: Where
    published: str | None
    compiled: str | None


@dataclass
class Sheet:
    """A table as text.

    Attributes:
        heads: the last head of each column, by the column's key.
        rows: the cells of each row by column, in order.
        code_columns: whose cells are compared digit by digit: `01` is not `1` there.
        margins: the other texts of the table: its title, what stands above and below it.
    """

    id: str
    heads: dict[str, str]
    rows: dict[str, dict[str, str]]
    code_columns: frozenset[str] = frozenset()
    margins: dict[str, str] = field(default_factory=dict)

    def cell_count(self) -> int:
        """Return how many cells and texts there are to compare."""
        cells = sum(len(row) for row in self.rows.values())
        return len(self.margins) + len(self.heads) + cells


def plain(text: str) -> str:
    """Return a text without spaces and without the difference of full and half width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def same(published: str, compiled: str, *, digits: bool = False) -> bool:
    """Tell whether two cells say the same: numbers by value, texts in their plain form."""
    left, right = plain(published), plain(compiled)
    if not digits and _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
        return Decimal(left) == Decimal(right)
    return left == right


def deviations(published: Sheet, compiled: Sheet) -> Iterator[Deviation]:
    """Yield every difference between two tables, in both directions."""
    name = published.id
    yield from _texts(name, "margin", published.margins, compiled.margins)
    yield from _texts(name, "head", published.heads, compiled.heads)
    yield from _order(name, published, compiled)
    for row in [*published.rows, *(row for row in compiled.rows if row not in published.rows)]:
        left, right = published.rows.get(row), compiled.rows.get(row)
        if left is None or right is None:
            yield Deviation((name, row, ""), _filled(left), _filled(right))
        else:
            yield from _cells(name, row, left, right, published, compiled)


def _texts(
    name: str, kind: str, left: Mapping[str, str], right: Mapping[str, str]
) -> Iterator[Deviation]:
    for key in [*left, *(key for key in right if key not in left)]:
        here, there = left.get(key), right.get(key)
        if here is None or there is None or not same(here, there):
            yield Deviation((name, kind, key), here, there)


def _cells(
    name: str,
    row: str,
    left: Mapping[str, str],
    right: Mapping[str, str],
    published: Sheet,
    compiled: Sheet,
) -> Iterator[Deviation]:
    """Yield the cells that differ; in a column that one table lacks, those that say something."""
    for column in [*left, *(column for column in right if column not in left)]:
        here, there = left.get(column, ""), right.get(column, "")
        digits = column in published.code_columns | compiled.code_columns
        if not same(here, there, digits=digits):
            yield Deviation((name, row, column), here, there)


def _order(name: str, published: Sheet, compiled: Sheet) -> Iterator[Deviation]:
    """Yield the rows that follow another row than they do in the other table."""
    left = _before([row for row in published.rows if row in compiled.rows])
    right = _before([row for row in compiled.rows if row in published.rows])
    for row, previous in left.items():
        if right[row] != previous:
            yield Deviation((name, row, "stands after"), previous, right[row])


def _before(rows: list[str]) -> dict[str, str]:
    return dict(zip(rows, ["", *rows], strict=False))


def _filled(row: Mapping[str, str] | None) -> str | None:
    return None if row is None else " | ".join(text for text in row.values() if text)


def align(published: Sheet, compiled: Sheet) -> Sheet:
    """Return the published table with its rows named as in the compiled one.

    A label that begins with a stray `2024`, or breaks off at the edge of its column, names the row
    whose label it is a part of; which row that is must be beyond doubt.
    """
    free = [row for row in compiled.rows if row not in published.rows]
    names: dict[str, str] = {}
    for row in published.rows:
        if row in compiled.rows:
            continue
        begin = plain(row).removeprefix("2024")
        candidates = [name for name in free if plain(name).startswith(begin)]
        exact = [name for name in candidates if plain(name) == begin]
        if len(exact or candidates) == 1:
            names[row] = (exact or candidates)[0]
            free.remove(names[row])
    rows = {names.get(row, row): cells for row, cells in published.rows.items()}
    return Sheet(published.id, published.heads, rows, published.code_columns, published.margins)
