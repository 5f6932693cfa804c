"""What becomes of each value of a source when a new year begins. What is not named here stays."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from budgetc.source.nodes import Path


class Action(Enum):
    """What happens to a value.

    Attributes:
        FILL: it is emptied and marked; a mapping or list is, only where nothing stands in it.
        YEAR: it becomes the new year.
        PERIOD: its two days move to the new year, where they are the first and last of one.
        PRIOR: it is last year's amount, about which `Priors` decides.
        DROP: its key goes with it, for it spoke of the year before.
        CLEAR: it becomes an empty list.
        ASK: a list that had entries is emptied and marked, for an empty one would say that there
            is nothing; one that has none stays.
    """

    FILL = auto()
    YEAR = auto()
    PERIOD = auto()
    PRIOR = auto()
    DROP = auto()
    CLEAR = auto()
    ASK = auto()


class Priors(Enum):
    """What becomes of last year's amounts.

    Attributes:
        FOUND: they are left out; the compiler finds them in last year's source.
        WRITTEN: they are written beside the new ones.
        OPEN: nobody knows them; those that were typed are emptied and marked.
    """

    FOUND = auto()
    WRITTEN = auto()
    OPEN = auto()


ANY = "*"
"""Stands for any key, and for any place in a list."""

_FILL = (
    "issued",
    "department.staff.*.current",
    "revenue.*.amount",
    "revenue.*.reason",
    "basic_expenditure.reason",
    "basic_expenditure.by_function.*.amount",
    "basic_expenditure.by_function.*.reason",
    "basic_expenditure.by_economic.*.amount",
    "basic_expenditure.matrix.*.economic.*",
    "basic_expenditure.matrix.*.reason",
    "project_expenditure.reason",
    "project_expenditure.projects.*.reason",
    "project_expenditure.projects.*.allocation.*.amount",
    "project_expenditure.projects.*.targets.goal",
    "project_expenditure.projects.*.targets.indicators.*.target",
    # What was reached last year, which no source says.
    "project_expenditure.projects.*.targets.indicators.*.prior",
    "performance.goal",
    "performance.indicators.*.target",
    "performance.indicators.*.prior",
    "project_statement.goal",
    "three_public.*.reason",
    "operating_cost.amount",
    "operating_cost.reason",
    "other_expenditure.*.amount",
    "other_expenditure.*.reason",
    "transfers.*.amount",
    "procurement.*",
    "procurement.lines.*.amount",
    "procurement.lines.*.small_and_medium",
    "procurement.lines.*.small_and_micro",
    "approval.date",
    "approval.document",
    "assets.*",
    "assets.*.*",
    # Of final accounts.
    "basic_expenditure.by_function.*.variance_reason",
    "basic_expenditure.matrix.*.variance_reason",
    "project_expenditure.projects.*.variance_reason",
    "three_public.variance_reason",
    "three_public.*.groups",
    "three_public.*.people",
    "three_public.*.vehicles",
    "balances.*.*.amount",
    "changes.*.reason",
    "changes.*.variance_reason",
    "evaluation.average_score",
    "evaluation.excellent",
    "evaluation.good",
    "evaluation.passed",
    "evaluation.failed",
    "evaluation.problems",
    "evaluation.corrected",
)
_PRIOR = (
    "department.staff.*.prior",
    "revenue.*.prior",
    "basic_expenditure.by_function.*.prior",
    "basic_expenditure.matrix.*.prior",
    "project_expenditure.projects.*.prior",
    "three_public.*.prior",
    "operating_cost.prior",
    "changes.*.prior",
    "other_expenditure.*.prior",
    "transfers.*.prior",
)
_DROP = (
    "department.predecessors",
    "revenue.*.restated",
    "basic_expenditure.by_function.*.restated",
    "basic_expenditure.matrix.*.restated",
    "project_expenditure.projects.*.restated",
    "project_expenditure.projects.*.prior_by_fund",
    "three_public.*.restated",
    "operating_cost.restated",
    "changes.*.restated",
    "other_expenditure.*.restated",
    "transfers.*.restated",
    "three_public.approval",
)
_CLEAR = ("waive", "expect")
_ASK = ("carry_over",)
_PERIOD = ("project_expenditure.projects.*.period", "project_statement.period")

PLAN: Mapping[tuple[str, ...], Action] = MappingProxyType(
    {
        tuple(path.split(".")): action
        for action, paths in (
            (Action.YEAR, ("year",)),
            (Action.FILL, _FILL),
            (Action.PRIOR, _PRIOR),
            (Action.DROP, _DROP),
            (Action.PERIOD, _PERIOD),
            (Action.CLEAR, _CLEAR),
            (Action.ASK, _ASK),
        )
        for path in paths
    }
)
"""The action for each place of a source, `ANY` standing for list positions and open keys."""


def action_of(path: Path) -> Action | None:
    """Return what happens to the value at a path; `None` if it stays."""
    found = (
        action
        for pattern, action in PLAN.items()
        if len(pattern) == len(path) and _leads(path, pattern)
    )
    return next(found, None)


def changes_below(path: Path) -> bool:
    """Tell whether anything may happen to the value at a path, or to a value in it."""
    return any(_leads(path, pattern) for pattern in PLAN)


def _leads(path: Path, pattern: tuple[str, ...]) -> bool:
    steps = zip(path, pattern, strict=False)
    return len(path) <= len(pattern) and all(known in (ANY, step) for step, known in steps)
