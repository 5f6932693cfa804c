"""The types of a source. `schema/` describes the same shape for editors.

Amounts are 分. Every field was typed by a person; what is computed of some is a property.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from budgetc.budget.accounts import Balances, CarryOverLine, Changes, Evaluation
from budgetc.budget.declarations import APPROVED, Approval, Expectation, LocalCode, Typed, Waiver
from budgetc.budget.department import Department
from budgetc.budget.lines import (
    BasicExpenditure,
    FunctionLine,
    MatrixLine,
    OperatingCost,
    OtherLine,
    Project,
    ProjectExpenditure,
    ProjectPeriod,
    RevenueLine,
    Transfer,
)
from budgetc.budget.matters import Assets, Procurement, ThreePublic
from budgetc.budget.paths import NO_KEY
from budgetc.budget.sections import Entry
from budgetc.budget.targets import OverallTargets
from budgetc.frozen import frozen
from budgetc.numbers.style import NumberOptions
from budgetc.numbers.values import Code, Day


@frozen(eq=False)
class Purpose(Typed):
    """What the money of one function class (类) is mainly spent on."""

    code: Code
    text: str


@frozen(eq=False)
class Term(Typed):
    """A word of the glossary that this department explains in its own way."""

    term: str
    meaning: str


@frozen(eq=False)
class ProjectStatement(Typed):
    """What is said of the department's projects as a whole (项目经费情况说明).

    Attributes:
        projects: ids of the projects whose amounts it names.
    """

    overview: str | None = None
    basis: str | None = None
    implementers: str | None = None
    plan: str | None = None
    period: ProjectPeriod | None = None
    projects: tuple[str, ...] = ()
    goal: str | None = None


@frozen(eq=False)
class Options(Typed):
    """What this document does differently where the jurisdiction leaves the choice.

    Attributes:
        tables: numbers in tables.
        by_table: numbers in single tables, by the id of the table.
        prose: numbers in sentences.
        sections: numbers in single sections of the text, by the name that the layout gives them.
        wording: a value for each choice of wording that the layout offers.
    """

    wording: Mapping[str, str] = field(default_factory=dict)
    tables: NumberOptions | None = None
    by_table: Mapping[str, NumberOptions] = field(default_factory=dict)
    prose: NumberOptions | None = None
    sections: Mapping[str, NumberOptions] = field(default_factory=dict)


@frozen(eq=False)
class Budget(Typed):
    """One department's or unit's budget of one year.

    Attributes:
        format: of the source; the present one, if it says none.
        kind: `department` (部门) or `unit` (单位).
        stage: `proposed`, `approved`, `adjusted` (调整预算) or `final` (决算).
        sections: what its jurisdiction declares besides.
        fund_from_above: of the list of the year, the fund of money from the department.
    """

    jurisdiction: str
    year: int
    unit: str
    department: Department
    revenue: tuple[RevenueLine, ...] = ()
    format: int | None = None
    kind: str = "department"
    stage: str = APPROVED
    options: Options | None = None
    basic_expenditure: BasicExpenditure | None = None
    project_expenditure: ProjectExpenditure | None = None
    other_expenditure: tuple[OtherLine, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    three_public: ThreePublic | None = None
    operating_cost: OperatingCost | None = None
    procurement: Procurement | None = None
    assets: Assets | None = None
    carry_over: tuple[CarryOverLine, ...] = ()
    balances: Balances | None = None
    changes: Changes | None = None
    evaluation: Evaluation | None = None
    transfers: tuple[Transfer, ...] = ()
    performance: OverallTargets | None = None
    project_statement: ProjectStatement | None = None
    other_matters: tuple[str, ...] = ()
    glossary: tuple[Term, ...] = ()
    issued: Day | None = None
    approval: Approval | None = None
    local_codes: tuple[LocalCode, ...] = ()
    waive: tuple[Waiver, ...] = ()
    expect: tuple[Expectation, ...] = ()
    sections: Entry | None = field(default=None, metadata=NO_KEY)
    fund_from_above: str = field(default="", metadata=NO_KEY)

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects, none if the source has no project expenditure."""
        return self.project_expenditure.projects if self.project_expenditure else ()

    @property
    def function_lines(self) -> tuple[FunctionLine | MatrixLine, ...]:
        """The lines of basic expenditure that have a function code."""
        return self.basic_expenditure.function_lines if self.basic_expenditure else ()
