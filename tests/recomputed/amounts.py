"""Every amount of a department's sources in 元, read as plain YAML: the oracle's own ledger.

Nothing of the compiler is used. Expenditure that is typed along two margins is here twice, once
with a function and once with an economic item, and what asks names the margin that it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from tests.yaml_files import load_words

from .lists import above, expense_group, successors

YUAN: Final = {"元": Decimal(1), "万元": Decimal(10_000)}
OWN_GENERAL: Final = "general.own"
FROM_ABOVE: Final = "unit_funds.superior"

Source = Mapping[str, Any]
"""A source with all its values as words."""

read = cache(load_words)


@dataclass(frozen=True)
class Money:
    """An amount with all that a layout may ask of it.

    Attributes:
        key: what makes it last year's amount of a line of this year.
    """

    yuan: Decimal
    body: str
    type: str
    flow: str
    fund: str
    kind: str = ""
    group: str = ""
    function: str = ""
    economic: str = ""
    project: str = ""
    key: tuple[str, ...] = ()

    def counts_in(self, margin: str) -> bool:
        """Tell whether it counts in the margin `revenue`, `function` or `economic`."""
        if margin == "revenue":
            return self.flow == "revenue"
        return self.flow != "revenue" and bool(getattr(self, margin))

    def meets(self, condition: Mapping[str, Any]) -> bool:
        """Tell whether it has one of the wanted values of each dimension that is asked for."""
        return all(
            any(wanted in above(dimension, getattr(self, dimension)) for wanted in _listed(asked))
            for dimension in ("fund", "kind", "group", "function", "economic", "project", "type")
            if (asked := condition.get(dimension))
        )


def _listed(asked: Any) -> list[str]:
    return asked if isinstance(asked, list) else [asked]


@dataclass(frozen=True)
class Body:
    """The own office or a unit, and its source.

    Attributes:
        paid_from: of a unit, the department's fund of the money that it gets from above.
    """

    id: str
    source: Source
    paid_from: str = FROM_ABOVE

    @property
    def type(self) -> str:
        """What it is; an office of the administration, unless it says something else."""
        said: str = self.source["department"].get("type", "administrative")
        return said

    def yuan(self, words: str) -> Decimal:
        """Return an amount that is typed in the unit of the source."""
        return Decimal(words) * YUAN[self.source["unit"]]


@dataclass(frozen=True)
class Year:
    """A department's sources of one year, its own first."""

    bodies: tuple[Body, ...]

    @property
    def own(self) -> Body:
        """The own office."""
        return self.bodies[0]

    @property
    def passed(self) -> Iterator[Mapping[str, Any]]:
        """The transfers of the own office to its units."""
        return (t for t in self.own.source.get("transfers", ()) if "unit" in t)


def year_of(files: Mapping[str, str], place: str) -> Year | None:
    """Return the sources of the department or unit at a place; nothing where there is none."""
    if place not in files:
        return None
    folder, name = place.rpartition("/")[::2]
    own = Body("", read(files[place]))
    bodies = [own]
    for unit in own.source["department"].get("subordinate_units") or ():
        if "id" not in unit:
            continue  # it publishes nothing
        where = f"{folder}/{unit['id']}/{name}".lstrip("/")
        funds = {
            passed.get("fund", OWN_GENERAL)
            for passed in own.source.get("transfers", ())
            if passed.get("unit") == unit["id"]
        }
        paid_from = funds.pop() if len(funds) == 1 else FROM_ABOVE
        bodies.append(Body(unit["id"], read(files[where]), paid_from))
    return Year(tuple(bodies))


def spent_and_got(year: Year) -> list[Money]:
    """Return the amounts of a year: those of all bodies, what is passed on counted once."""
    amounts = [money for body in year.bodies for money in _of_body(body)]
    for passed in year.passed:
        _take_out(amounts, passed, year.own.yuan(passed["amount"]))
    return amounts + [
        Money(-body.yuan(got["amount"]), body.id, body.type, "revenue", FROM_ABOVE)
        for body in year.bodies[1:]
        for got in body.source.get("transfers", ())
    ]


def a_year_ago(year: Year, last: Year | None) -> list[Money]:
    """Return last year's amounts, by function and fund: as typed, else as last year's sources say.

    What is typed stands beside the line of this year; what is not stands where it stood then. A
    line that no line of this year goes on with still counts.
    """
    earlier = [_by_todays_code(m) for m in _lines(last) if m.key] if last else []
    amounts: list[Money] = []
    continued: set[tuple[str, ...]] = set()
    for body in year.bodies:
        for line, typed in _typed(body):
            looked_up = [] if typed is not None else [m for m in earlier if m.key == line.key]
            if typed is not None:
                amounts.append(replace(line, yuan=typed))
            elif line.key not in continued:
                amounts += [
                    replace(line, yuan=m.yuan, fund=m.fund, function=m.function) for m in looked_up
                ]
            continued.add(line.key)
    amounts += [m for m in earlier if m.key not in continued]
    amounts = [replace(m, economic="", group="") for m in amounts]
    return amounts + list(_passed_on_a_year_ago(year, last))


def _lines(year: Year) -> list[Money]:
    return [money for body in year.bodies for money in _of_body(body)]


def _by_todays_code(money: Money) -> Money:
    """Return an amount of last year under the item that took the place of its own."""
    function = successors().get(money.function, money.function)
    key = tuple(function if part == money.function else part for part in money.key)
    return replace(money, function=function, key=key) if money.function else money


def _passed_on_a_year_ago(year: Year, last: Year | None) -> Iterator[Money]:
    """Yield what takes out of last year's sums what was passed on: as typed, else as it was."""
    for by in (year, last):
        typed = by is year
        if by is None or (typed and last is not None):
            continue
        key = "prior" if typed else "amount"
        own, lines = by.own, _lines(by)
        for passed in by.passed:
            function = _held_by(lines, passed)[0][1].function
            yield Money(
                -own.yuan(passed[key]), "", own.type, "expenditure",
                passed.get("fund", OWN_GENERAL), passed.get("kind", "basic"),
                function=successors().get(function, function), project=passed.get("project", ""),
            )  # fmt: skip
        for body in by.bodies[1:]:
            for got in body.source.get("transfers", ()):
                yield Money(-body.yuan(got[key]), body.id, body.type, "revenue", FROM_ABOVE)


def _take_out(amounts: list[Money], passed: Mapping[str, Any], yuan: Decimal) -> None:
    """Take what is passed on out of the own office's line, or out of a line of each margin."""
    for at, money in _held_by(amounts, passed):
        amounts[at] = replace(money, yuan=money.yuan - yuan)


def _held_by(amounts: list[Money], passed: Mapping[str, Any]) -> list[tuple[int, Money]]:
    """Return the own office's line that holds what is passed on, or that of each margin."""
    want = {"fund": passed.get("fund", OWN_GENERAL), "kind": passed.get("kind", "basic")}
    told = {key: passed[key] for key in ("project", "function", "economic") if key in passed}
    lines = [
        (at, money)
        for at, money in enumerate(amounts)
        if not money.body
        and money.flow == "expenditure"
        and all(getattr(money, name) == value for name, value in want.items())
        and all(getattr(money, name) in ("", value) for name, value in told.items())
    ]
    if both := [one for one in lines if one[1].function and one[1].economic]:
        return both[:1]
    by_economic = [one for one in lines if one[1].economic]
    group = by_economic[0][1].group
    by_function = [one for one in lines if one[1].function and one[1].group in ("", group)]
    return [by_function[0], by_economic[0]]


def _of_body(body: Body) -> Iterator[Money]:
    """Yield this year's amounts of one source."""
    for line, _ in _typed(body, with_amount=True):
        yield line
    for row in _section(body, "basic_expenditure").get("by_economic", ()):
        yield Money(
            body.yuan(row["amount"]), body.id, body.type, "expenditure", _fund(body, row),
            "basic", row.get("group", expense_group(row["code"])), economic=row["code"],
        )  # fmt: skip
    for row in body.source.get("carry_over", ()):
        yield Money(
            body.yuan(row["amount"]), body.id, body.type, "revenue", row["fund"], row["kind"],
            row.get("group", ""),
        )  # fmt: skip


def _section(body: Body, name: str) -> Mapping[str, Any]:
    section: Mapping[str, Any] = body.source.get(name) or {}
    return section


def _fund(body: Body, row: Mapping[str, Any], otherwise: str = OWN_GENERAL) -> str:
    """Return what pays for a line: for money from above, what the department paid from."""
    fund: str = row.get("fund", otherwise)
    return body.paid_from if fund == FROM_ABOVE and body.id else fund


def _typed(body: Body, *, with_amount: bool = False) -> Iterator[tuple[Money, Decimal | None]]:
    """Yield the lines that have an amount of last year beside them, and it, if it is typed."""
    nothing = Money(Decimal(0), body.id, body.type, "revenue", "")

    def prior(row: Mapping[str, Any]) -> Decimal | None:
        return body.yuan(row["prior"]) if "prior" in row else None

    for row in body.source.get("revenue", ()):
        key = (body.id, "revenue", row["fund"])
        yield replace(nothing, yuan=body.yuan(row["amount"]), fund=row["fund"], key=key), prior(row)
    basic = _section(body, "basic_expenditure")
    for row in basic.get("by_function", ()):
        yield _basic(body, row, body.yuan(row["amount"])), prior(row)
    for row in basic.get("matrix", ()):
        line = _basic(body, row, Decimal(0))
        if not with_amount:
            yield line, prior(row)
            continue
        for code, words in row["economic"].items():
            group = expense_group(code)
            yield replace(line, yuan=body.yuan(words), economic=code, group=group), None
    for row in _section(body, "project_expenditure").get("projects", ()):
        yield from _project(body, row, with_amount=with_amount)


def _basic(body: Body, row: Mapping[str, Any], yuan: Decimal) -> Money:
    fund = _fund(body, row)
    key = (body.id, "basic", row["code"], fund)
    return Money(
        yuan, body.id, body.type, "expenditure", fund, "basic", row.get("group", ""),
        row["code"], key=key,
    )  # fmt: skip


def _project(
    body: Body, row: Mapping[str, Any], *, with_amount: bool
) -> Iterator[tuple[Money, Decimal | None]]:
    name = f"{body.id}.{row['id']}" if body.id else row["id"]
    parts = [(part, _fund(body, part, row.get("fund", OWN_GENERAL))) for part in row["allocation"]]
    whole = Money(
        Decimal(0), body.id, body.type, "expenditure", parts[0][1], "project",
        function=row["function"], project=name, key=(body.id, "project", row["id"]),
    )  # fmt: skip
    if with_amount:
        for part, fund in parts:
            economic = part.get("economic", row["economic"])
            yuan = body.yuan(part["amount"])
            yield replace(whole, yuan=yuan, fund=fund, economic=economic), None
    elif "prior_by_fund" in row:
        for fund, words in row["prior_by_fund"].items():
            paid_from = _fund(body, {"fund": fund})
            yield replace(whole, fund=paid_from), body.yuan(words)
    else:
        yield whole, body.yuan(row["prior"]) if "prior" in row else None
