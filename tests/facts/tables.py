"""Tables of facts, read by what others read them with: the csv module, and DuckDB."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, str]

_SPENT = """
create view spent as from facts
where flow = 'expenditure' and period = 'current' and function_code is not null
"""
"""This year's expenditure, each amount once: along functions alone."""


def rows(path: Path) -> list[Row]:
    """Return the rows of a table in CSV by their columns, as any reader of UTF-8 has them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def spent(row: Row) -> bool:
    """Tell whether a row is of this year's expenditure, along functions."""
    return (row["flow"], row["period"]) == ("expenditure", "current") and row["function_code"] != ""


def asked(question: str, tables: str = "build/facts/facts-2024.parquet") -> list[Any]:
    """Return what DuckDB answers of `facts`, or of those that are `spent`.

    Args:
        question: in SQL.
        tables: in Parquet; several where the name has a star.
    """
    with duckdb.connect() as engine:
        engine.read_parquet(tables).create_view("facts")
        engine.execute(_SPENT)
        return engine.execute(question).fetchall()
