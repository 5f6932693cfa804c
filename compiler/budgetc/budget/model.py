"""The types of a source. `schema/budget.schema.json` describes the same shape for editors.

Amounts are 分. Every field was typed by a person; what is computed of some is a property.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from budgetc.budget.declarations import APPROVED, Approval, Expectation, LocalCode, Typed, Waiver
from budgetc.budget.paths import LISTED, NO_KEY
from budgetc.budget.sections import Entry
from budgetc.numbers.style import NumberOptions
from budgetc.numbers.values import (
    NO_AMOUNTS,
    NOT_BY_FUND,
    Amount,
    AmountsByFund,
    Area,
    Code,
    Count,
    Day,
    FurtherAmounts,
)

NONE = Count(0)
"""How many vehicles of a use there are, or projects of a grade, where the source names none."""


@dataclass(frozen=True, slots=True, eq=False)
class Duty(Typed):
    """One of the department's functions, with the points under it."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Headcount(Typed):
    """People of one kind, now and a year ago."""

    current: Count
    prior: Count | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Staff(Typed):
    """Establishment (编制) and people: in service (在职), retired (退休, and 离休).

    Attributes:
        over_establishment: why more people are in service than posts are approved.
    """

    establishment: Count
    in_service: Headcount | None = None
    retired: Headcount | None = None
    honorary_retired: Headcount | None = None
    over_establishment: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SubordinateUnit(Typed):
    """A budget unit under the department.

    Attributes:
        id: the folder of its own source, under the department's; its name and type are said there.
        name: of a unit that has no source here.
        type: of a unit that has no source here, as of a department.
        exempt: why the unit publishes no budget of its own.
    """

    id: str | None = None
    name: str | None = None
    type: str = "institution"
    exempt: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Department(Typed):
    """Who publishes this budget.

    Attributes:
        type: administrative (行政), civil_service (参公) or institution (事业).
        introduction: a sentence before the list of its functions.
        own_office: what its own office is called among its units (本部, 本级).
        merged_units: those whose accounts are part of its own office's (并入本级).
    """

    name: str
    type: str = "administrative"
    introduction: str | None = None
    own_office: str | None = None
    also_named: str | None = None
    functions: tuple[Duty, ...] = ()
    offices: tuple[str, ...] = ()
    subordinate_units: tuple[SubordinateUnit, ...] = ()
    merged_units: tuple[str, ...] = ()
    staff: Staff | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Transfer(Typed):
    """Money that a department passes on to one of its units.

    In the department's source it names the unit, and what of its expenditure holds the money; in
    the unit's source only the amounts. The sum of both counts it once.

    Attributes:
        prior: how much it was last year.
        amounts: how much it was in further periods, by key.
        project: of project money, the department's project that holds it, if it has several.
    """

    amount: Amount
    prior: Amount | None = None
    amounts: FurtherAmounts = field(default_factory=lambda: NO_AMOUNTS, metadata=NO_KEY)
    unit: str | None = None
    project: str | None = None
    function: Code | None = None
    economic: Code | None = None
    kind: str = "basic"
    fund: str = field(default="", metadata=LISTED)


@dataclass(frozen=True, slots=True, eq=False)
class PriorAndReason(Typed):
    """Last year's amount of a thing, and why it changed; what it is this year stands elsewhere.

    Attributes:
        amounts: those of further periods that the jurisdiction declares, by key.
    """

    prior: Amount | None = None
    restated: str | None = None
    reason: str | None = None
    amounts: FurtherAmounts = field(default_factory=lambda: NO_AMOUNTS, metadata=NO_KEY)


@dataclass(frozen=True, slots=True, eq=False)
class Budgeted(PriorAndReason):
    """The same of what had a budget of its own, which final accounts compare it with.

    Attributes:
        variance_reason: why it is not what was budgeted at first.
    """

    variance_reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RevenueLine(PriorAndReason):
    """Money that comes in from one source of funds this year.

    Attributes:
        function: of final accounts, the function item that it came in for.
    """

    fund: str
    amount: Amount
    function: Code | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FunctionLine(Budgeted):
    """Basic expenditure on one function item (支出功能分类 项)."""

    code: Code
    amount: Amount
    name: str | None = None
    fund: str = field(default="", metadata=LISTED)
    group: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EconomicLine(Typed):
    """Basic expenditure on one economic item (部门预算支出经济分类 款)."""

    code: Code
    amount: Amount
    name: str | None = None
    fund: str = field(default="", metadata=LISTED)
    group: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MatrixLine(Budgeted):
    """Basic expenditure on one function item, split by economic item: both margins follow."""

    code: Code
    economic: Mapping[Code, Amount]
    name: str | None = None
    fund: str = field(default="", metadata=LISTED)

    @property
    def amount(self) -> int:
        """The sum of its cells."""
        return sum(self.economic.values())


@dataclass(frozen=True, slots=True, eq=False)
class BasicExpenditure(Typed):
    """Basic expenditure (基本支出): two margins, or the whole matrix."""

    reason: str | None = None
    by_function: tuple[FunctionLine, ...] = ()
    by_economic: tuple[EconomicLine, ...] = ()
    matrix: tuple[MatrixLine, ...] = ()

    @property
    def function_lines(self) -> tuple[FunctionLine | MatrixLine, ...]:
        """The lines that have a function code, whichever form they have."""
        return (*self.by_function, *self.matrix)


@dataclass(frozen=True, slots=True, eq=False)
class OtherLine(Typed):
    """Expenditure on one function item that is neither basic nor a project's.

    Attributes:
        kind: remitted (上缴上级), operation (经营) or subsidies (对附属单位补助).
    """

    kind: str
    code: Code
    amount: Amount
    fund: str


@dataclass(frozen=True, slots=True, eq=False)
class Allocation(Typed):
    """What part of a project's money is for what."""

    item: str
    amount: Amount
    economic: Code | None = None
    fund: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ProjectPeriod(Typed):
    """When a project spends its money; dates as YYYY-MM-DD."""

    start: Day
    end: Day


@dataclass(frozen=True, slots=True, eq=False)
class Indicator(Typed):
    """One performance indicator (三级指标).

    Attributes:
        dimension: the first level (一级指标), where the second does not imply it.
        category: the second level (二级指标).
        operator: how the target bounds the value; none for a qualitative target.
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


@dataclass(frozen=True, slots=True, eq=False)
class Targets(Typed):
    """A performance-target table (绩效目标表): the goal in words, and its indicators."""

    goal: str
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OverallTargets(Targets):
    """The department's own targets (部门整体绩效目标)."""

    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Project(Budgeted):
    """One project (项目). Its amount is the sum of its allocations.

    Attributes:
        prior_by_fund: last year's amount, where several funds pay for it.
        amounts_by_fund: those of further periods, by key and fund.
        targets_exempt: why it needs no performance targets.
    """

    id: str
    name: str
    function: Code
    economic: Code
    allocation: tuple[Allocation, ...]
    fund: str = field(default="", metadata=LISTED)
    prior_by_fund: Mapping[str, Amount] = field(default_factory=dict)
    amounts_by_fund: AmountsByFund = field(default_factory=lambda: NOT_BY_FUND, metadata=NO_KEY)
    function_name: str | None = None
    legal_basis: tuple[str, ...] = ()
    period: ProjectPeriod | None = None
    responsible: str | None = None
    targets: Targets | None = None
    reports_targets: bool = False
    targets_exempt: str | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of its targets, none if it has none."""
        return self.targets.indicators if self.targets else ()

    @property
    def amount(self) -> int:
        """The sum of its allocations."""
        return sum(part.amount for part in self.allocation)

    @property
    def funds(self) -> tuple[str, ...]:
        """The funds that pay for it, in the order of its allocations."""
        return tuple(dict.fromkeys(part.fund or self.fund for part in self.allocation))


@dataclass(frozen=True, slots=True, eq=False)
class ProjectExpenditure(Typed):
    """Project expenditure (项目支出)."""

    reason: str | None = None
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Purpose(Typed):
    """What the money of one function class (类) is mainly spent on."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class ThreePublicItem(PriorAndReason):
    """One kind of "three public" spending, and of final accounts what it was for.

    Attributes:
        groups: groups that went abroad (团组), or receptions (批次).
        people: who went, or were received (人次).
        vehicles: vehicles that were bought, or kept (保有量).
    """

    groups: Count | None = None
    people: Count | None = None
    vehicles: Count | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ThreePublic(Typed):
    """The "three public" spending (“三公”经费). Amounts follow from the economic items.

    Attributes:
        approval: the document that approved more than last year.
        variance_reason: of final accounts, why it is not what was budgeted at first.
    """

    abroad: ThreePublicItem | None = None
    vehicle_purchase: ThreePublicItem | None = None
    vehicle_operation: ThreePublicItem | None = None
    reception: ThreePublicItem | None = None
    approval: str | None = None
    variance_reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ProcurementLine(Typed):
    """One thing to be procured, and the line of the budget that pays for it.

    Attributes:
        category: goods (货物), works (工程) or services (服务).
        project: id of the project that pays for it.
        economic: of what no project pays for, the economic item of basic expenditure that does.
        small_and_medium: what of it is reserved for small and medium-sized enterprises.
        small_and_micro: what of that is reserved for small and micro enterprises.
        purchased_service: whether it is a service bought from society (政府购买服务).
    """

    item: str
    category: str
    amount: Amount
    project: str | None = None
    economic: Code | None = None
    small_and_medium: Amount | None = None
    small_and_micro: Amount | None = None
    purchased_service: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Procurement(Typed):
    """Government procurement (政府采购), and what of it is reserved for smaller enterprises.

    A source gives the sums, or the lines that make them. Final accounts give what was contracted.

    Attributes:
        won_small_and_medium: what small and medium-sized enterprises won of what is reserved.
        won_small_and_micro: what small and micro enterprises won of what is reserved for them.
        won_otherwise: what small and medium-sized enterprises won of the rest.
    """

    goods: Amount | None = None
    works: Amount | None = None
    services: Amount | None = None
    reserved_small_and_medium: Amount | None = None
    reserved_small_and_micro: Amount | None = None
    won_small_and_medium: Amount | None = None
    won_small_and_micro: Amount | None = None
    won_otherwise: Amount | None = None
    lines: tuple[ProcurementLine, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vehicles(Typed):
    """Official vehicles by use (公务用车, 按用途)."""

    ministerial: Count = NONE
    leading: Count = NONE
    confidential: Count = NONE
    emergency: Count = NONE
    law_enforcement: Count = NONE
    technical: Count = NONE
    retired_cadres: Count = NONE
    other: Count = NONE


@dataclass(frozen=True, slots=True, eq=False)
class Assets(Typed):
    """State assets held (国有资产占用使用) at last year's end, and large things to be bought.

    Attributes:
        authorised_vehicles: how many vehicles are approved (车辆编制数).
        vehicles_to_dispose: how many are to be given up this year.
    """

    building_area: Area | None = None
    building_value: Amount | None = None
    vehicles: Count | None = None
    vehicle_value: Amount | None = None
    furniture_value: Amount | None = None
    other_value: Amount | None = None
    large_equipment: Count | None = None
    very_large_equipment: Count | None = None
    planned_large_equipment: Count | None = None
    planned_very_large_equipment: Count | None = None
    as_of: Day | None = None
    vehicles_by_use: Vehicles | None = None
    planned_vehicles: Vehicles | None = None
    authorised_vehicles: Count | None = None
    vehicles_to_dispose: Count | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CarryOverLine(Typed):
    """Money carried over from last year (上年结转结余).

    Attributes:
        year: of the budget that first gave it.
    """

    item: str
    fund: str
    kind: str
    amount: Amount
    group: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Balance(Typed):
    """Money of one fund that is carried over from one year to another, or taken from balances.

    Attributes:
        function: the function item that it is for.
    """

    fund: str
    amount: Amount
    function: Code | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Balances(Typed):
    """What final accounts balance with, besides revenue and expenditure.

    Attributes:
        opening: at the begin of the year (年初结转和结余).
        surplus_used: what was taken of surpluses of own money (使用非财政拨款结余).
        distribution: what of the year's surplus was given to funds of the unit (结余分配).
        closing: at the end of the year (年末结转和结余).
    """

    opening: tuple[Balance, ...] = ()
    surplus_used: tuple[Balance, ...] = ()
    distribution: tuple[Balance, ...] = ()
    closing: tuple[Balance, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Changes(Typed):
    """How totals of final accounts differ from last year's, and why.

    Attributes:
        total: all that came in, balances included.
        fiscal_total: of it, fiscal appropriation.
        general: expenditure from the general public budget.
        government_fund: expenditure from government funds.
        state_capital: expenditure from the state capital operations budget.
    """

    total: PriorAndReason | None = None
    fiscal_total: PriorAndReason | None = None
    general: Budgeted | None = None
    government_fund: PriorAndReason | None = None
    state_capital: PriorAndReason | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation(Typed):
    """How well the year's projects did (预算绩效管理), in final accounts.

    Attributes:
        arrangements: the rules that the department made for it.
        tracked: ids of the projects that were followed through the year.
        evaluated: ids of the projects that were evaluated after it.
        average_score: of these, in points.
        excellent: how many of them are 优; the next are 良, 合格 and 不合格.
        problems: how many were found.
        corrected: how many of them have been mended.
    """

    arrangements: str | None = None
    tracked: tuple[str, ...] = ()
    evaluated: tuple[str, ...] = ()
    average_score: str | None = None
    excellent: Count = NONE
    good: Count = NONE
    passed: Count = NONE
    failed: Count = NONE
    problems: Count = NONE
    corrected: Count = NONE


@dataclass(frozen=True, slots=True, eq=False)
class Term(Typed):
    """A word of the glossary that this department explains in its own way."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
class Budget(Typed):
    """One department's or unit's budget of one year.

    Attributes:
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
    kind: str = "department"
    stage: str = APPROVED
    options: Options | None = None
    basic_expenditure: BasicExpenditure | None = None
    project_expenditure: ProjectExpenditure | None = None
    other_expenditure: tuple[OtherLine, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    three_public: ThreePublic | None = None
    operating_cost: PriorAndReason | None = None
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
