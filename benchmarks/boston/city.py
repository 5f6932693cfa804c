"""The book of the city beside its published totals, and what explains a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.boston import checks as pages
from benchmarks.boston.checks import (
    CHANGE,
    TOTAL,
    Cell,
    Defect,
    Difference,
    Key,
    amount,
    number_text,
)
from benchmarks.boston.reference import PERIODS, ROW, SPANS, Department
from benchmarks.boston.source import HISTORY, POSTS, YEARS
from benchmarks.boston.source import SPANS as SPAN_KEYS

City = dict[str, Any]
"""The published totals of the city, and the pages of its cabinets."""

REGION = """\
name: City of Boston
year: 2019
book: boston/book
"""
"""What `budgets/region.yaml` of the scratch workspace says."""

_DATES = ("2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01_projected")
_ALL_FUNDS = {
    "general_fund": "general", "external_funds": "external", "capital": "capital",
    "all_funds": "all",
}  # fmt: skip
_FINANCING = {
    "existing_authorization": "existing", "fy19_authorization": "new",
    "fy20_23_authorization": "future", "total": "total",
}  # fmt: skip


def totals_of(city: Any, cabinets: Iterable[Any]) -> City:
    """Return of the published totals of the city what its book has, as the tests keep it."""
    return {
        "appropriations": [
            {"cabinet": row["cabinet_id"], ROW: [row[period] for period in PERIODS]}
            for row in city["appropriations_by_cabinet"]["rows"]
        ],
        "all_funds": _departments(city["all_funds_fy19"], tuple(_ALL_FUNDS)),
        "posts": _departments(city["fte"], (*_DATES, "projected_inc_dec")),
        "capital": [
            {"department": row["department"], ROW: [row[key] for key in (*SPANS, *_PLAN)]}
            for row in city["capital_by_department"]["rows"]
        ],
        "financing": [
            {"department": row["department"], ROW: [row[key] for key in _FINANCING]}
            for row in city["capital_financing_2019_2023"]["rows"]
        ],
        "cabinets": [
            {
                "cabinet": one["id"],
                **{table: one[of] for table, of in _PARTS.items()},
                TOTAL: {
                    table: one["published_totals"].get(of, {}).get(ROW)
                    for table, of in _PARTS.items()
                },
            }
            for one in cabinets
            if one["operating"]
        ],
    }


_PARTS = {
    "cabinet_operating": "operating",
    "cabinet_capital": "capital",
    "cabinet_external": "external_funds",
}
_PLAN = ("non_capital_fund", "total")


def _departments(table: Any, keys: Sequence[str]) -> list[Any]:
    return [
        {
            "cabinet": cabinet["cabinet_id"],
            ROW: [cabinet["published_totals"][key] for key in keys],
            "departments": [
                {"department": one["department_id"], ROW: [one[key] for key in keys]}
                for one in cabinet["departments"]
            ],
        }
        for cabinet in table["cabinets"]
    ]


def published(city: City, departments: Sequence[Department]) -> Iterator[Cell]:
    """Yield every published cell of the city that is of cabinets whose departments we have."""
    here = {one["cabinet_id"] for one in departments}
    names = {_plain(one["name"]): one["id"] for one in departments}
    names |= {
        _plain(one["capital"]["name_in_capital_plan"]): one["id"]
        for one in departments
        if one["capital"]
    }
    for row in city["appropriations"]:
        if row["cabinet"] in here:
            yield from _periods("appropriations", row["cabinet"], row[ROW], row["cabinet"])
    for cabinet in (one for one in city["all_funds"] if one["cabinet"] in here):
        funds = tuple(_ALL_FUNDS.values())
        for one in cabinet["departments"]:
            yield from _cells("all_funds", one["department"], funds, one[ROW])
        yield from _cells("all_funds_cabinets", cabinet["cabinet"], funds, cabinet[ROW])
    for cabinet in (one for one in city["posts"] if one["cabinet"] in here):
        numbers = map(number_text, cabinet[ROW])
        yield from _cells("posts", cabinet["cabinet"], (*POSTS, CHANGE), numbers)
    for table, columns in (
        ("capital", (*SPAN_KEYS, "non_capital_fund", TOTAL)),
        ("financing", tuple(_FINANCING.values())),
    ):
        for row in city[table]:
            if (name := names.get(_plain(row["department"]))) is not None:
                yield from _cells(_TABLES.get(table, table), name, columns, row[ROW])
    for page in city["cabinets"]:
        for table, columns in _PAGES.items():
            if any(map(_has_any, page[table])):
                yield from _of_cabinet(page, table, columns, names)


def _of_cabinet(
    page: Any, table: str, columns: Sequence[str], names: Mapping[str, str]
) -> Iterator[Cell]:
    key = f"{table}.{page['cabinet']}"
    for row in filter(_has_any, page[table]):
        department = names[_plain(row["department"])]
        yield from _periods(key, department, row[ROW], department, columns)
    yield from _periods(key, TOTAL, page[TOTAL][table], page["cabinet"], columns)


def _has_any(row: Any) -> bool:
    return any(row[ROW])


_PAGES = {
    "cabinet_operating": YEARS,
    "cabinet_capital": (*HISTORY, "budget"),
    "cabinet_external": YEARS,
}
"""The tables of a cabinet's page, and their columns."""

_TABLES = {"financing": "authorizations"}
"""What our book calls a table."""


def _plain(name: str) -> str:
    return name.replace("&", "and").casefold()


def _periods(
    table: str, row: str, amounts: Iterable[int], where: str, columns: Iterable[str] = YEARS
) -> Iterator[Cell]:
    for column, number, period in zip(columns, amounts, PERIODS, strict=True):
        yield Cell((table, row, column), amount(number), f"{where} {period}")


def _cells(
    table: str, row: str, columns: Iterable[str], numbers: Iterable[object]
) -> Iterator[Cell]:
    for column, number in zip(columns, numbers, strict=True):
        yield Cell((table, row, column), amount(number), row)


NO_FUND_TABLE = "external funds of which no table is published"
"""Of two departments, whose funds only the city's table has."""

_WITHOUT_TABLE = ("treasury-department", "public-health-commission")
_FUNDS, _CABINETS, _SUM = "all_funds", "all_funds_cabinets", "all"
_ROUNDING = 10


def explained(
    found: Sequence[Difference], city: City, cells: Sequence[Cell], defects: Sequence[Defect]
) -> tuple[Mapping[Key, str], frozenset[Key]]:
    """Return the differences that a known defect names, with its kind, and those that follow.

    A department's sum of all funds follows from the funds, and what a cabinet has from what its
    departments have, give or take what is known to be wrong in these sums.
    """
    named = dict(pages.explained(found, cells, defects)[0])
    gaps = {one.cell.key: _dollars(one.cell.text) - _dollars(one.ours or "0") for one in found}
    for department in _WITHOUT_TABLE:
        if (key := (_FUNDS, department, "external")) in gaps:
            named[key] = NO_FUND_TABLE
    follow = frozenset(
        key
        for key, gap in gaps.items()
        if key not in named
        for cabinet, parts in (*_parts(key, city), *_parts_of_page(key, gaps))
        for wrong in _wrong_sums(cabinet, defects)
        if any(part in gaps for part in parts)
        if abs(gap - wrong - sum(gaps.get(part, 0) for part in parts)) <= _ROUNDING
    )
    return named, follow


def _parts(key: Key, city: City) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Yield the cabinet of a cell and what it is the sum of."""
    table, row, column = key
    if table not in (_FUNDS, _CABINETS):
        return
    for cabinet in city["all_funds"]:
        name = cabinet["cabinet"]
        departments = [one["department"] for one in cabinet["departments"]]
        if row in departments or row == name:
            funds = (fund for fund in _ALL_FUNDS.values() if fund != _SUM)
            yield name, tuple((table, row, fund) for fund in funds if column == _SUM)
        if row == name:
            yield name, tuple((_FUNDS, one, column) for one in departments)


def _parts_of_page(key: Key, cells: Iterable[Key]) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Yield the cabinet of a total of its page, and the cells that it is the sum of."""
    table, row, column = key
    if row == TOTAL and table.partition(".")[0] in _PAGES:
        inside = (one for one in cells if (one[0], one[2]) == (table, column) and one != key)
        yield table.partition(".")[2], tuple(inside)


def _wrong_sums(cabinet: str, defects: Iterable[Defect]) -> set[int]:
    """Return by how much sums of a cabinet and of its departments are known to be wrong."""
    checks = ("all funds: general + external", "all funds: departments sum")
    known = (one for one in defects if one.place.split()[0] == cabinet)
    return {0, *(one.printed - one.recomputed for one in known if one.check.startswith(checks))}


def _dollars(text: str) -> int:
    return round(float(text.replace(",", "")))
