"""Sums in Decimal, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

_OWN = "general.own"

Data = Mapping[str, Any]


class InvalidError(Exception):
    """The sums of a source do not agree."""


@dataclass(slots=True)
class Line:
    """What one function item comes to.

    Attributes:
        by_fund: this year's expenditure.
        prior: last year's.
        reasons: why it changed.
    """

    by_fund: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    basic: Decimal = Decimal(0)
    project: Decimal = Decimal(0)
    prior: Decimal = Decimal(0)
    reasons: list[str] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """Basic and project expenditure."""
        return self.basic + self.project


@dataclass(slots=True)
class Sums:
    """What a source comes to, in its own unit."""

    revenue: Decimal = Decimal(0)
    basic_economic: Decimal = Decimal(0)
    items: dict[str, Line] = field(default_factory=lambda: defaultdict(Line))
    economic: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    projects: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def expenditure(self) -> Decimal:
        """All expenditure."""
        return self.basic + self.project

    @property
    def basic(self) -> Decimal:
        """Basic expenditure, by function."""
        return sum((line.basic for line in self.items.values()), Decimal(0))

    @property
    def project(self) -> Decimal:
        """Project expenditure."""
        return sum((line.project for line in self.items.values()), Decimal(0))

    def by_class(self) -> dict[str, Decimal]:
        """Return the expenditure of each function class."""
        classes: dict[str, Decimal] = defaultdict(Decimal)
        for code, line in sorted(self.items.items()):
            classes[code[:3]] += line.total
        return dict(classes)


def add_up(data: Data) -> Sums:
    """Return the sums of a source."""
    sums = Sums()
    for line in data["revenue"] + (data.get("carry_over") or []):
        sums.revenue += decimal(line["amount"])
    basic = data.get("basic_expenditure") or {}
    for line in basic.get("by_function", ()):
        item = sums.items[code_of(line["code"])]
        amount = decimal(line["amount"])
        item.basic += amount
        item.by_fund[line.get("fund", _OWN)] += amount
        _compare(item, line)
    for line in basic.get("by_economic", ()):
        amount = decimal(line["amount"])
        sums.economic[code_of(line["code"])] += amount
        sums.basic_economic += amount
    for project in projects_of(data):
        item = sums.items[code_of(project["function"])]
        _compare(item, project)
        for part in project["allocation"]:
            amount = decimal(part["amount"])
            item.project += amount
            item.by_fund[part.get("fund") or project.get("fund", _OWN)] += amount
            sums.economic[code_of(part.get("economic", project["economic"]))] += amount
            sums.projects[project["id"]] += amount
    return sums


def _compare(item: Line, line: Data) -> None:
    item.prior += decimal(line.get("prior", 0))
    if line.get("reason"):
        item.reasons.append(line["reason"])


def balance(sums: Sums) -> None:
    """Compare both sides.

    Raises:
        InvalidError: they differ.
    """
    if sums.revenue != sums.expenditure:
        raise InvalidError(f"revenue {sums.revenue}, expenditure {sums.expenditure}")
    if sums.basic != sums.basic_economic:
        raise InvalidError(f"by function {sums.basic}, by economic item {sums.basic_economic}")


def projects_of(data: Data) -> Sequence[Data]:
    """Return the projects of a source."""
    projects: Sequence[Data] = (data.get("project_expenditure") or {}).get("projects", ())
    return projects


def decimal(number: object) -> Decimal:
    """Return a number of a source; it was a float on the way."""
    return Decimal(str(number))


def code_of(code: object) -> str:
    """Return a code without hyphens."""
    return str(code).replace("-", "")
