"""A region as a budget: that of all its departments, and the lists of what is missing in it.

It has the shape of a source, so that a region book is laid out as any other document. What is
listed here stands in no file; an `origin` says which source an entry is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.numbers.values import Day
from budgetc.source.origin import Origin


@dataclass(frozen=True, slots=True, eq=False)
class RegionSettings:
    """`budgets/region.yaml`: what a person decides about a region.

    Attributes:
        unit: of the amounts in print; the layout's if it says none.
        year: the one year that has a book; all years of the sources if it says none.
        issued: the day of issue, on the title page.
    """

    origin: Origin
    name: str
    unit: str | None = None
    year: int | None = None
    issued: Day | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A department whose amounts are in the book."""

    origin: Origin
    department: str
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """A source with errors, whose amounts are not in the book."""

    origin: Origin
    department: str
    file: str
    errors: int


@dataclass(frozen=True, slots=True, eq=False)
class Absentee:
    """A department that has a source of last year and none of this year."""

    origin: Origin
    department: str
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class Besides:
    """A further source of a department and year of which another one is in the book."""

    origin: Origin
    department: str
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Units that a department names and that have no source of their own."""

    origin: Origin
    department: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """A unit's source that its department does not list, so that its amounts are nowhere."""

    origin: Origin
    department: str
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class WithoutPrior:
    """A department that does not say last year's amount of some expenditure."""

    origin: Origin
    department: str
    lines: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RegionBudget(Budget):
    """The departments of a region in one year."""

    counted: tuple[Counted, ...] = ()
    failed: tuple[Failed, ...] = ()
    absent: tuple[Absentee, ...] = ()
    besides: tuple[Besides, ...] = ()
    units: tuple[Units, ...] = ()
    outside: tuple[Outside, ...] = ()
    without_prior: tuple[WithoutPrior, ...] = ()
