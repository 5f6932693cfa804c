"""Performance targets (绩效目标): what is to be reached, and what it is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from budgetc.budget.declarations import Typed
from budgetc.frozen import frozen

_SIGNS: Mapping[str | None, str] = MappingProxyType({"≥": ">=", "≤": "<="})
"""The operators that may be typed in two ways."""


@frozen(eq=False)
class Indicator(Typed):
    """One performance indicator (三级指标).

    Attributes:
        dimension: the first level (一级指标), where the second does not imply it.
        category: the second level (二级指标).
        operator: how the target bounds the value, as typed and printed; none for a qualitative
            target.
        target: a number, or the words of a qualitative target.
        weight: points out of the table's total (分值权重).
        measure: an id that all indicators share which count the same thing.
        per: of a unit cost, the `measure` of the indicator that says how many.
    """

    name: str
    target: str
    weight: int
    dimension: str | None = None
    category: str | None = None
    operator: str | None = None
    unit: str | None = None
    basis: str | None = None
    prior: str | None = None
    scoring: str | None = None
    evidence: str | None = None
    measure: str | None = None
    per: str | None = None

    @property
    def sign(self) -> str | None:
        """The operator in its one writing, whichever was typed: `>=` for ≥."""
        return _SIGNS.get(self.operator, self.operator)


@frozen(eq=False)
class Targets(Typed):
    """A performance-target table (绩效目标表): the goal in words, and its indicators."""

    goal: str
    indicators: tuple[Indicator, ...] = ()


@frozen(eq=False)
class OverallTargets(Targets):
    """The department's own targets (部门整体绩效目标)."""

    contact: str | None = None
    phone: str | None = None
