"""Facts as CSV, for engines that read nothing else and for who opens a table in Excel.

The file begins with a byte order mark: without one, a Chinese Excel reads UTF-8 as GBK; what else
reads CSV passes over it. What is nothing is empty, and so NULL to DuckDB and NaN to pandas.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import BinaryIO

from budgetc.facts.columns import NAMES, Value
from budgetc.facts.sheets import Row

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula; such a text gets a quote before it.

A source may come from a stranger, and a formula in it would run where the table is opened.
"""


class _Sheet:
    def __init__(self, file: BinaryIO, names: Sequence[str], mark: str) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        self._rows = csv.writer(self._text, lineterminator="\n")
        self._text.write(mark)
        self._rows.writerow(names)

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows below those that are there."""
        self._rows.writerows(tuple(map(_written, row)) for row in rows)

    def close(self) -> None:
        """Write what is still to be written; the file stays open."""
        self._text.detach()


def begin(file: BinaryIO) -> _Sheet:
    """Begin a table with the names of its columns."""
    return _Sheet(file, NAMES, BOM)


def csv_bytes(names: Sequence[str], rows: Sequence[Row], mark: str) -> bytes:
    """Return a whole table.

    Args:
        names: of its columns.
        rows: the cells of each.
        mark: what it begins with: nothing, or `BOM`.
    """
    content = io.BytesIO()
    sheet = _Sheet(content, names, mark)
    sheet.add(rows)
    sheet.close()
    return content.getvalue()


def _written(value: Value) -> str | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
