"""What every cell of a random budget's tables must show, said cell by cell without the compiler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .budgets import FISCAL, Entry, Plan, code_list, groups, in_fund, shown, total

Cell = tuple[str, int, str, str]
"""A cell: its table, its panel, its row and its column."""

_ALWAYS_6 = [
    "30205", "30206", "30208", "30209", "30211", "30216", "30231", "30239", "30301", "30305",
]  # fmt: skip
_THREE_PUBLIC = {
    "total": ("30212", "30217", "30231", "30913", "31013"),
    "abroad": ("30212",),
    "reception": ("30217",),
    "vehicles": ("30231", "30913", "31013"),
    "vehicle_purchase": ("30913", "31013"),
    "vehicle_operation": ("30231",),
}
_INCOME = (
    "general", "general.own", "general.transfer", "government_fund", "government_fund.own",
    "government_fund.transfer", "state_capital", "state_capital.own", "state_capital.transfer",
    "special_account", "unit_funds", "unit_funds.business", "unit_funds.superior",
    "unit_funds.subordinate", "unit_funds.operation", "unit_funds.other", "carry_over",
    "carry_over.fiscal", "carry_over.general", "carry_over.government_fund",
    "carry_over.state_capital", "carry_over.non_fiscal", "carry_over.special_account",
    "carry_over.unit_funds",
)  # fmt: skip
_SOURCES = (
    "general.own", "general.transfer", "government_fund.own", "government_fund.transfer",
    "state_capital.own", "state_capital.transfer", "special_account", "unit_funds",
    "carry_over.fiscal", "carry_over.non_fiscal",
)  # fmt: skip
_PROJECT_CLASSES = ("301", "302", "303", "307", "309", "310", "311", "312", "313", "399")

Condition = Callable[[Entry], bool]


class _Column(NamedTuple):
    id: str
    holds: Condition


def expected_cells(plan: Plan) -> dict[Cell, str]:
    """Return the text of every amount cell of the eleven tables; empty where it is nothing."""
    entries = plan.entries()
    tables = (_one, _four, _by_item, _six, _seven, _ten, _eleven)
    exact = {cell: fen for table in tables for cell, fen in table(plan, entries)}
    return {cell: shown(fen, zero="") for cell, fen in exact.items()}


def fund(*names: str) -> Condition:
    """Return the condition of being paid by one of some funds."""
    return lambda entry: any(in_fund(entry.fund, name) for name in names)


def is_basic(entry: Entry) -> bool:
    """Tell whether an amount is basic expenditure."""
    return entry.kind == "basic"


def is_project(entry: Entry) -> bool:
    """Tell whether an amount is project expenditure."""
    return entry.kind == "project"


def all_of(*conditions: Condition) -> Condition:
    """Return the condition that some others all hold."""
    return lambda entry: all(condition(entry) for condition in conditions)


def function(code: str) -> Condition:
    """Return the condition of being for a function item, or one below a class."""
    return lambda entry: entry.function == code or entry.function[: len(code)] == code


def _one(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    del plan
    current = total(entries, fund(*FISCAL, "special_account", "unit_funds"))
    yield ("1", 0, "current", "amount"), current
    for name in _INCOME:
        yield ("1", 0, name, "amount"), total(entries, fund(name))
    yield ("1", 0, "total", "amount"), total(entries, lambda _: True)
    for code in _classes():
        yield ("1", 1, code, "amount"), total(entries, function(code))
    yield ("1", 1, "total", "amount"), total(entries, lambda _: True)


def _four(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    del plan
    fiscal = [entry for entry in entries if in_fund(entry.fund, "fiscal")]
    for row in ("fiscal", *FISCAL, "total"):
        holds = fund(row) if row in FISCAL else fund("fiscal")
        yield ("4", 0, row, "total"), total(fiscal, holds)
    for row in (*_classes(), "total"):
        here = fiscal if row == "total" else [e for e in fiscal if e.function[:3] == row]
        yield ("4", 1, row, "total"), total(here, lambda _: True)
        for name in FISCAL:
            yield ("4", 1, row, name), total(here, fund(name))


def _by_item(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    """Yield the tables whose rows are function items: 2, 3, 5, 8 and 9."""
    del plan
    everything = _Column("total", lambda _: True)
    kinds = (everything, _Column("basic", is_basic), _Column("project", is_project))
    people = (
        everything,
        _Column("personnel", all_of(is_basic, lambda e: groups()[e.economic] == "人员经费")),
        _Column("public", all_of(is_basic, lambda e: groups()[e.economic] == "公用经费")),
        _Column("project", is_project),
    )
    sources = (
        everything,
        _Column("fiscal", fund("fiscal")),
        *(_Column(name, fund(name)) for name in _SOURCES),
    )
    for table, columns, base in (
        ("2", sources, entries),
        ("3", kinds, entries),
        ("5", kinds, [e for e in entries if in_fund(e.fund, "general")]),
        ("8", people, [e for e in entries if in_fund(e.fund, "government_fund")]),
        ("9", people, [e for e in entries if in_fund(e.fund, "state_capital")]),
    ):
        for row in (*sorted({entry.function for entry in base}), "total"):
            here = base if row == "total" else [e for e in base if e.function == row]
            for column in columns:
                yield (table, 0, row, column.id), total(here, column.holds)


def _six(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    del plan
    base = [e for e in entries if is_basic(e) and in_fund(e.fund, "general")]
    items = {entry.economic for entry in base} | set(_ALWAYS_6)
    for row in (*sorted(items | {code[:3] for code in items}), "total"):
        here = base if row == "total" else [e for e in base if row in (e.economic, e.economic[:3])]
        yield ("6", 0, row, "total"), total(here, lambda _: True)
        for column, group in (("personnel", "人员经费"), ("public", "公用经费")):
            yield (
                ("6", 0, row, column),
                sum(e.fen for e in here if groups()[e.economic] == group),
            )


def _seven(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    base = [e for e in entries if is_project(e) and in_fund(e.fund, "general")]
    rows = [
        project.name for project in plan.projects if any(e.project == project.name for e in base)
    ]
    for row in (*rows, "total"):
        here = base if row == "total" else [e for e in base if e.project == row]
        name = row if row == "total" else f"project-{row[-1]}"
        yield ("7", 0, name, "total"), total(here, lambda _: True)
        for code in _PROJECT_CLASSES:
            yield ("7", 0, name, code), sum(e.fen for e in here if e.economic[:3] == code)


def _ten(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    del plan
    for row, codes in _THREE_PUBLIC.items():
        here = [e for e in entries if e.economic in codes and in_fund(e.fund, "fiscal")]
        yield ("10", 0, row, "total"), total(here, lambda _: True)
        for name in FISCAL:
            yield ("10", 0, row, name), total(here, fund(name))


def _eleven(plan: Plan, entries: list[Entry]) -> Iterator[tuple[Cell, int]]:
    del entries
    carried = [(f, fen) for f, fen in plan.by_fund().items() if f.startswith("carry_over")]
    rows = [(str(position), [one]) for position, one in enumerate(carried, start=1)]
    if carried:  # an empty table is as it was published, without its last row
        rows.append(("total", carried))
    for row, here in rows:
        yield ("11", 0, row, "total"), sum(fen for _, fen in here)
        for column in ("fiscal", "non_fiscal"):
            held = sum(fen for name, fen in here if in_fund(name, f"carry_over.{column}"))
            yield ("11", 0, row, column), held
            yield ("11", 0, row, f"{column}.project"), held
            yield ("11", 0, row, f"{column}.personnel"), 0
            yield ("11", 0, row, f"{column}.public"), 0


def _classes() -> list[str]:
    return [row["code"] for row in code_list("functional") if row["level"] == "类"]
