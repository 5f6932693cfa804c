"""Facts as Parquet, for DuckDB, pandas and all that reads tables by columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from budgetc.facts.columns import COLUMNS, DECIMALS, Kind
from budgetc.facts.sheets import Row

_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int32(),
    Kind.AMOUNT: pa.decimal128(38, DECIMALS),
    Kind.TRUTH: pa.bool_(),
}

_SCHEMA = pa.schema([(column.name, _TYPES[column.kind]) for column in COLUMNS])

_GROUP = 20_000
"""Rows that are held, and stand together in the file: engines read such groups side by side."""


class _Sheet:
    def __init__(self, file: BinaryIO) -> None:
        self._writer = parquet.ParquetWriter(file, _SCHEMA, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows below those that are there, or hold them until there are enough."""
        self._rows += rows
        if len(self._rows) >= _GROUP:
            self._write()

    def close(self) -> None:
        """Write what is held, and where in the file everything is; the file stays open."""
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        columns = zip(*self._rows, strict=True)
        arrays = [
            pa.array(values, field.type) for values, field in zip(columns, _SCHEMA, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=_SCHEMA), _GROUP)
        self._rows.clear()


def begin(file: BinaryIO) -> _Sheet:
    """Begin a table with the types of its columns."""
    return _Sheet(file)
