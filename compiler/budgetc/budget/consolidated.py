"""What a document is printed of: sources put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from budgetc.budget.accounts import Balances, CarryOverLine, Changes, Evaluation
from budgetc.budget.declarations import Approval
from budgetc.budget.department import Department, SubordinateUnit
from budgetc.budget.lines import (
    BasicExpenditure,
    OperatingCost,
    OtherLine,
    Project,
    ProjectExpenditure,
    RevenueLine,
    Transfer,
)
from budgetc.budget.matters import Assets, Procurement, ThreePublic
from budgetc.budget.model import Budget, Options, ProjectStatement, Purpose, Term
from budgetc.budget.paths import NO_KEY
from budgetc.budget.sections import Entry
from budgetc.budget.targets import OverallTargets
from budgetc.frozen import frozen
from budgetc.numbers.values import Day
from budgetc.source.origin import Origin


@frozen(eq=False)
class BudgetUnit:
    """A unit (预算单位) with a source of its own.

    Attributes:
        id: its folder under the department's.
        listed: where the department lists it.
    """

    id: str
    listed: SubordinateUnit
    budget: Budget


@frozen(eq=False, kw_only=True)
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
    department: Department
    kind: str = "department"
    options: Options | None = None
    project_expenditure: ProjectExpenditure | None = None
    purposes: tuple[Purpose, ...] = ()
    performance: OverallTargets | None = None
    glossary: tuple[Term, ...] = ()
    issued: Day | None = None
    sections: Entry | None = field(default=None, metadata=NO_KEY)

    @property
    def projects(self) -> Sequence[Project]:
        """All projects, none if there is no project expenditure."""
        return self.project_expenditure.projects if self.project_expenditure else ()


@frozen(eq=False, kw_only=True)
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
    revenue: tuple[RevenueLine, ...]
    basic_expenditure: BasicExpenditure | None
    three_public: ThreePublic | None
    operating_cost: OperatingCost | None
    procurement: Procurement | None
    assets: Assets | None
    other_expenditure: tuple[OtherLine, ...]
    carry_over: tuple[CarryOverLine, ...]
    balances: Balances | None
    changes: Changes | None
    evaluation: Evaluation | None
    transfers: tuple[Transfer, ...]
    project_statement: ProjectStatement | None
    other_matters: tuple[str, ...]
    approval: Approval | None
