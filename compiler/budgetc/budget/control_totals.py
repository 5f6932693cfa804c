"""The approved figures (批复数) of a region's departments: `budgets/control-totals.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.source.origin import Origin


@dataclass(frozen=True, slots=True, eq=False)
class ControlTotal:
    """What a figure of one department's document has to be.

    Attributes:
        department: its folder under `budgets`; `region` for the region book.
        figure, amount, percent, count, unit, basis: as of an `Expectation`.
    """

    origin: Origin
    department: str
    year: int
    figure: str
    amount: str | None = None
    percent: str | None = None
    count: int | None = None
    unit: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ControlTotals:
    """The approved figures of a region.

    Attributes:
        unit: of the amounts whose line names none; each source's own if left out.
    """

    origin: Origin
    totals: tuple[ControlTotal, ...]
    unit: str | None = None
