"""The approved figures (批复数) of a region's departments: `budgets/control-totals.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.budget.declarations import Expectation
from budgetc.source.origin import Origin


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ControlTotal(Expectation):
    """What a figure of one department's document has to be.

    Attributes:
        department: its folder under `budgets`; `region` for the region book.
    """

    department: str
    year: int


@dataclass(frozen=True, slots=True, eq=False)
class ControlTotals:
    """The approved figures of a region.

    Attributes:
        unit: of the amounts whose line names none; each source's own if left out.
    """

    origin: Origin
    totals: tuple[ControlTotal, ...]
    unit: str | None = None
