"""What a document is printed of: sources put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetc.budget import model
from budgetc.budget.declarations import Approval
from budgetc.budget.model import Budget
from budgetc.budget.paths import NO_KEY
from budgetc.budget.sections import Entry
from budgetc.numbers.values import Day
from budgetc.source.origin import Origin


@dataclass(frozen=True, slots=True, eq=False)
class BudgetUnit:
    """A unit (预算单位) with a source of its own.

    Attributes:
        id: its folder under the department's.
        listed: where the department lists it.
    """

    id: str
    listed: model.SubordinateUnit
    budget: Budget


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Consolidated:
    """What every layout knows of what it prints, be it a department's or a whole region's.

    Attributes:
        origin: the source that the texts are from.
        unit: that amounts are written in.
        sections: what the jurisdiction declares besides.
    """

    origin: Origin
    jurisdiction: str
    year: int
    unit: str
    department: model.Department
    kind: str = "department"
    options: model.Options | None = None
    project_expenditure: model.ProjectExpenditure | None = None
    purposes: tuple[model.Purpose, ...] = ()
    performance: model.OverallTargets | None = None
    glossary: tuple[model.Term, ...] = ()
    issued: Day | None = None
    sections: Entry | None = field(default=None, metadata=NO_KEY)

    @property
    def projects(self) -> tuple[model.Project, ...]:
        """All projects, none if there is no project expenditure."""
        return self.project_expenditure.projects if self.project_expenditure else ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ConsolidatedBudget(Consolidated):
    """What a department's source and those of its units add up to; `consolidate` makes it.

    Money that the department passes on is in the lines of both. Posting takes it out again.

    Attributes:
        own: the department's source, as typed.
        units: the units with sources of their own.
        projects: a unit's have its id before theirs.
    """

    own: Budget = field(metadata=NO_KEY)
    units: tuple[BudgetUnit, ...] = field(metadata=NO_KEY)
    stage: str
    revenue: tuple[model.RevenueLine, ...]
    basic_expenditure: model.BasicExpenditure | None
    three_public: model.ThreePublic | None
    operating_cost: model.PriorAndReason | None
    procurement: model.Procurement | None
    assets: model.Assets | None
    other_expenditure: tuple[model.OtherLine, ...]
    carry_over: tuple[model.CarryOverLine, ...]
    balances: model.Balances | None
    changes: model.Changes | None
    evaluation: model.Evaluation | None
    project_statement: model.ProjectStatement | None
    other_matters: tuple[str, ...]
    approval: Approval | None
