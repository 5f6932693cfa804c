"""A season of an office without git: last year's budget, and a person who fills in forms."""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from tests.support import KORLA

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")

LAST_AMOUNTS = {
    "by_economic": {
        30101: "60.00", 30102: "60.00", 30103: "10.00", 30108: "15.00", 30109: "8.00",
        30113: "1.10", 30201: "2.00", 30217: "1.00", 30228: "1.50", 30229: "1.40", 30302: "2.00",
    }
}  # fmt: skip
"""Basic expenditure of the year before, of which only sums are known: made up."""


def last_year() -> str:
    """Return a source of Korla's year before: its amounts are those that this year's compares."""
    text = KORLA.replace("year: 2024", "year: 2023", 1)
    text = text.replace("2024-01-01", "2023-01-01").replace("2024-12-31", "2023-12-31")
    text = re.sub(r"(amount: )[0-9.]+(\n +prior: )([0-9.]+)", r"\g<1>\3\2\3", text)
    lines = "".join(
        f"    - {{code: {code}, amount: {amount}}}\n"
        for code, amount in LAST_AMOUNTS["by_economic"].items()
    )
    text = re.sub(r"(  by_economic:\n)(?:    - .*\n)+", lambda found: found[1] + lines, text)
    projects = re.split(r"(?m)^(?=    - id: )", text)
    ends = projects[-1].index("\n# 各类支出的主要用途")
    text = projects[0] + projects[1].rstrip("\n") + "\n" + projects[-1][ends:]
    text = text.replace("劳务费, amount: 10}", "劳务费, amount: 2}")
    return text.replace("current: 17, prior: 10", "current: 10, prior: 10")


class Grid:
    """A list of a form: its heads and rows, as they stand on a sheet."""

    def __init__(self, page: Any, first: int, last: int) -> None:
        self.page = page
        (head,) = (n for n in range(first, last) if page.cell(n, 1).value == '"heads"')
        self.columns = [c for c in range(2, page.max_column + 1) if page.cell(head, c).value]
        self.names = {c: str(page.cell(head, c).value) for c in self.columns}
        self.keys = {c: page.cell(first, c).value for c in self.columns}
        self.rows = range(head + 1, last)

    def filled(self) -> Iterator[int]:
        """Yield the rows that somebody filled in."""
        return (row for row in self.rows if any(self.value(row, c) for c in self.columns))

    def value(self, row: int, column: int) -> Any:
        """Return what was typed in a cell; of a formula nothing."""
        value = self.page.cell(row, column).value
        is_formula = isinstance(value, str) and value.startswith("=") and len(value) > 2
        return None if is_formula else value

    def path(self, row: int) -> str:
        """Return what a row stands for; nothing for a blank one."""
        return str(self.page.cell(row, 1).value or "")


def grids(book: Any) -> Mapping[str, Grid]:
    """Return the lists of a form by what they are of."""
    found = {}
    for page in book.worksheets:
        starts = [
            n for n in range(1, page.max_row + 1)
            if str(page.cell(n, 1).value or "").startswith('{"grid"')
        ]  # fmt: skip
        for first, last in itertools.pairwise([*starts, page.max_row + 1]):
            name = json.dumps(json.loads(page.cell(first, 1).value)["grid"])
            found[f"{page.title} {name}"] = Grid(page, first, last)
    return found


def fill(book: Any, example: Any) -> None:
    """Fill in a form as another one is, with a person's habits.

    Rows that are there are filled in where they are; others are added below.
    """
    habits = itertools.cycle((_as_it_is, _as_text, _full_width, _in_yuan))
    mine, theirs = grids(book), grids(example)
    for name, grid in mine.items():
        if name in theirs:
            _fill(grid, theirs[name], habits)


def _fill(grid: Grid, example: Grid, habits: Iterator[Any]) -> None:
    columns = {
        column: next((c for c in grid.columns if grid.names[c] == head), None)
        for column, head in example.names.items()
    }
    known: dict[Any, list[int]] = defaultdict(list)
    for row in grid.rows:
        if grid.path(row):
            known[_key(grid, row)].append(row)
    blank = iter([*known.pop("", ()), *(row for row in grid.rows if not grid.path(row))])
    for row in example.filled():
        waiting = known.get(_key(example, row))
        target = waiting.pop(0) if waiting else next(blank)
        for column, here in columns.items():
            value = example.value(row, column)
            is_id = example.names[column] == "代号" and grid.value(target, here) if here else True
            if here is None or value is None or is_id:
                continue
            cell = grid.page.cell(target, here)
            if isinstance(cell.value, str) and cell.value.startswith("=") and len(cell.value) > 2:
                continue
            if cell.value == value:
                continue
            is_amount = example.names[column] == "金额" and isinstance(value, int | float)
            cell.value = next(habits)(value) if is_amount else value


def _key(grid: Grid, row: int) -> Any:
    """Return by what a person knows a row: what it belongs to, its code or its name."""
    if grid.path(row) and not re.search(r", [0-9]+\]$", grid.path(row)):
        return grid.path(row)
    told = [grid.value(row, c) for c in grid.columns if grid.names[c] != "代号"]
    first = next((value for value in told if value is not None), None)
    return str(first) if first is not None else ""


def _as_it_is(amount: float) -> object:
    return amount


def _as_text(amount: float) -> object:
    return f"{amount:,.2f}"


def _full_width(amount: float) -> object:
    return f"{amount:.2f}".translate(_FULL_WIDTH)


def _in_yuan(amount: float) -> object:
    return f"{round(amount * 10_000)}元"
