"""What a region adds up to: its departments, and the lists of what is missing in it.

What is listed here stands in no file; an `origin` says which source an entry is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from budgetc.budget.consolidated import Consolidated
from budgetc.budget.declarations import Typed
from budgetc.budget.lines import Project
from budgetc.budget.paths import NO_KEY
from budgetc.diagnostics.spans import Span
from budgetc.frozen import frozen
from budgetc.numbers.values import Day
from budgetc.source.origin import Origin

BOOK = "region/book"
"""The folder under `templates` that declares the book, unless a region says another."""


@frozen(eq=False)
class RegionSettings:
    """`budgets/region.yaml`: what a person decides about a region.

    Attributes:
        name: of the region; empty where no file says it.
        unit: of the amounts in print; the layout's if it says none.
        year: the one year that has a book; all years of the sources if it says none.
        book: the folder under `templates` that declares the book.
        issued: the day of issue, on the title page.
        abolished: the folders of departments that have no source any more, and no successor.
    """

    origin: Origin
    name: str
    unit: str | None = None
    year: int | None = None
    book: str = BOOK
    issued: Day | None = None
    abolished: tuple[str, ...] = ()

    @property
    def place(self) -> Span | None:
        """Where the book is named; nothing where there is no such file."""
        return self.origin.span("book") if self.name else None


@frozen(eq=False)
class Listed(Typed):
    """A source that is in one of the book's lists, and whose it is."""

    department: str
    file: str


@frozen(eq=False)
class Failed(Listed):
    """A source whose amounts are not in the book, and a file that says why.

    Attributes:
        errors: how many errors of it stand in that file.
        left: how many places of that file are still to be filled in.
    """

    errors: int
    left: int


@frozen(eq=False)
class WithoutSource(Typed):
    """Units that a department names and that have no source of their own."""

    department: str
    units: tuple[str, ...]


@frozen(eq=False)
class WithoutPrior(Typed):
    """A department that does not say last year's amount of some expenditure."""

    department: str
    lines: int


@frozen(eq=False, kw_only=True)
class RegionBudget(Consolidated):
    """The departments of a region in one year. Their amounts are in its ledger.

    Attributes:
        all_projects: their projects; there is nothing else of project expenditure.
        counted: departments whose amounts are in the book.
        failed: sources with errors, whose amounts are not.
        absent: last year's, of departments that have none of this year, and no successor.
        besides: further ones of departments and years of which another one is in the book.
        unlike: of departments whose sections are others than those that the book adds up.
        outside: of units that their department does not list, so that their amounts are nowhere.
    """

    all_projects: Sequence[Project] = field(default=(), metadata=NO_KEY)
    counted: Sequence[Listed] = ()
    failed: Sequence[Failed] = ()
    absent: Sequence[Listed] = ()
    besides: Sequence[Listed] = ()
    unlike: Sequence[Listed] = ()
    units: Sequence[WithoutSource] = ()
    outside: Sequence[Listed] = ()
    without_prior: Sequence[WithoutPrior] = ()

    @property
    def projects(self) -> Sequence[Project]:
        """The projects of all departments, each under an id that no other has."""
        return self.all_projects
