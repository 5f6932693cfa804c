"""What a source types, added up without the compiler: YAML as plain text, amounts in 分."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.properties.budgets import FISCAL, WAN, groups, in_fund
from tests.yaml_files import load_words

_FEN = {"元": 100, "万元": WAN}
_OWN = "general.own"
"""The fund of a line that names none."""


@dataclass(frozen=True)
class Amount:
    """One typed amount of expenditure or revenue; what a line does not say is empty."""

    fen: int
    fund: str
    kind: str = ""
    function: str = ""
    economic: str = ""
    project: str = ""

    def of(self, *funds: str) -> bool:
        """Tell whether it is paid by one of some funds of the tables."""
        return any(in_fund(self.fund, fund) for fund in funds)

    @property
    def group(self) -> str:
        """人员经费 or 公用经费 of a basic economic item."""
        return groups()[self.economic]


@dataclass(frozen=True)
class Typed:
    """The amounts of one source.

    Attributes:
        revenue: this year's, with what was carried over.
        by_function: this year's expenditure, whose basic part may have no economic item.
        by_economic: the same, whose basic part may have no function item.
        prior: last year's expenditure by function; `None` where a line does not say it.
    """

    data: dict[str, Any]
    revenue: tuple[Amount, ...]
    by_function: tuple[Amount, ...]
    by_economic: tuple[Amount, ...]
    prior: tuple[Amount, ...]

    @property
    def jurisdiction(self) -> str:
        """Whose document it is."""
        return str(self.data["jurisdiction"])

    @property
    def department(self) -> str:
        """The full official name."""
        return str(self.data["department"]["name"])

    def projects(self) -> list[dict[str, Any]]:
        """Return the projects as they were typed."""
        return list(self.data.get("project_expenditure", {}).get("projects", []))

    def fen(self, written: Any) -> int:
        """Return a typed amount; nothing typed is nothing."""
        number = Decimal(written or 0) * _FEN[self.data["unit"]]
        assert number == int(number), written
        return int(number)


def read(text: str) -> Typed:
    """Return what a source types."""
    data: dict[str, Any] = load_words(text)
    bare = Typed(data, (), (), (), ())
    basic = data.get("basic_expenditure", {})
    projects = tuple(_project_amounts(bare))
    matrix = tuple(_matrix(bare, basic.get("matrix", [])))
    carried = [(line, "amount") for line in data.get("carry_over", [])]
    revenue = [(line, "amount") for line in data["revenue"]]
    return Typed(
        data,
        tuple(Amount(bare.fen(line[key]), line["fund"]) for line, key in (*revenue, *carried)),
        (*matrix, *_lines(bare, basic.get("by_function", []), "function"), *projects),
        (*matrix, *_lines(bare, basic.get("by_economic", []), "economic"), *projects),
        tuple(_priors(bare, basic)),
    )


def _lines(typed: Typed, lines: Iterable[dict[str, Any]], axis: str) -> Iterator[Amount]:
    for line in lines:
        code = {axis: line["code"].replace("-", "")}
        yield Amount(typed.fen(line["amount"]), line.get("fund", _OWN), "basic", **code)


def _matrix(typed: Typed, lines: Iterable[dict[str, Any]]) -> Iterator[Amount]:
    for line in lines:
        for economic, written in line["economic"].items():
            fund = line.get("fund", _OWN)
            yield Amount(typed.fen(written), fund, "basic", line["code"], economic)


def _project_amounts(typed: Typed) -> Iterator[Amount]:
    for project in typed.projects():
        for part in project["allocation"]:
            yield Amount(
                typed.fen(part["amount"]),
                part.get("fund", project.get("fund", _OWN)),
                "project",
                project["function"],
                part.get("economic", project["economic"]),
                project["id"],
            )


def _priors(typed: Typed, basic: dict[str, Any]) -> Iterator[Amount]:
    for line in (*basic.get("by_function", []), *basic.get("matrix", [])):
        if "prior" in line:
            yield Amount(typed.fen(line["prior"]), line.get("fund", _OWN), "basic", line["code"])
    for project in typed.projects():
        by_fund = project.get("prior_by_fund", {})
        if "prior" in project:  # of the fund that pays for all of it
            fund = project["allocation"][0].get("fund", project.get("fund", _OWN))
            by_fund = {fund: project["prior"]}
        for fund, prior in by_fund.items():
            code, id_ = project["function"], project["id"]
            yield Amount(typed.fen(prior), fund, "project", code, "", id_)


def total(amounts: Iterable[Amount], condition: Callable[[Amount], bool] = lambda _: True) -> int:
    """Return the sum of the amounts that meet a condition."""
    return sum(amount.fen for amount in amounts if condition(amount))


def paid_by(*funds: str) -> Callable[[Amount], bool]:
    """Return the condition of being paid by one of some funds of the tables."""
    return lambda amount: amount.of(*funds)


def is_fiscal(amount: Amount) -> bool:
    """Tell whether it is this year's fiscal appropriation."""
    return amount.of(*FISCAL)
