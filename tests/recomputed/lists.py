"""The code lists, read as plain CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from typing import Final

from tests.support import ROOT

_FILES: Final = {
    "function": ("functional", "code"),
    "economic": ("economic_department", "code"),
    "fund": ("funding", "id"),
}


@cache
def rows(dimension: str) -> dict[str, dict[str, str]]:
    """Return the rows of the list of a dimension by code."""
    name, key = _FILES[dimension]
    path = ROOT / "schema" / "classification" / "2024" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@cache
def above(dimension: str, value: str) -> tuple[str, ...]:
    """Return a value and all that it is a part of."""
    if dimension not in _FILES:
        return (value,)
    return tuple(_upwards(dimension, value))


def _upwards(dimension: str, value: str) -> Iterator[str]:
    while value:
        yield value
        listed = rows(dimension)
        value = listed[value]["parent"] if value in listed else _listed_above(dimension, value)


def _listed_above(dimension: str, code: str) -> str:
    """Return the listed code that an unlisted one stands under: that of its first digits."""
    starts = (code[:end] for end in range(len(code) - 1, 0, -1))
    return next((start for start in starts if start in rows(dimension)), "")


def level(dimension: str, code: str) -> str:
    """Return the level of a code; an unlisted one is an item of those that stand beside it."""
    listed = rows(dimension)
    if code in listed:
        return listed[code]["level"]
    beside = _listed_above(dimension, code)
    return next((row["level"] for row in listed.values() if row["parent"] == beside), "")


@cache
def successors() -> dict[str, str]:
    """Return the items that others took the place of, and which did."""
    path = ROOT / "schema" / "classification" / "2024" / "functional_successors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["successor"] for row in csv.DictReader(file)}


def at_level(dimension: str, value: str, wanted: str) -> str:
    """Return the code of a level that a value is or belongs to; empty if there is none."""
    return next((c for c in above(dimension, value) if level(dimension, c) == wanted), "")


def expense_group(code: str) -> str:
    """Return 人员经费 or 公用经费 of an economic item."""
    listed = (rows("economic").get(one, {}).get("expense_group", "") for one in _all_above(code))
    return next(filter(None, listed), "")


def _all_above(code: str) -> tuple[str, ...]:
    return above("economic", code)
