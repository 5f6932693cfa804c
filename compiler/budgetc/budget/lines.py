"""The lines of a budget: what comes in, and what is spent on what.

Amounts are 分. Every field was typed by a person; what is computed of some is a property.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from budgetc.budget.declarations import Typed
from budgetc.budget.paths import LISTED, NO_KEY
from budgetc.budget.targets import Indicator, Targets
from budgetc.frozen import frozen
from budgetc.numbers.values import (
    NO_AMOUNTS,
    NOT_BY_FUND,
    Amount,
    AmountsByFund,
    Code,
    Day,
    FurtherAmounts,
)


@frozen(eq=False)
class PriorAndReason(Typed):
    """Last year's amount of a thing, and why it changed; what it is this year stands elsewhere.

    Attributes:
        amounts: those of further periods that the jurisdiction declares, by key.
    """

    prior: Amount | None = None
    restated: str | None = None
    reason: str | None = None
    amounts: FurtherAmounts = field(default_factory=lambda: NO_AMOUNTS, metadata=NO_KEY)


@frozen(eq=False)
class OperatingCost(PriorAndReason):
    """Operating cost (机关运行经费) of the bodies that have some, and why it changed.

    Attributes:
        amount: this year's, of a source whose amounts are those of institutions as well.
    """

    amount: Amount | None = None


@frozen(eq=False)
class Transfer(Typed):
    """Money that a department passes on to one of its units.

    In the department's source it names the unit, and what of its expenditure holds the money; in
    the unit's source only the amounts. The sum of both counts it once.

    Attributes:
        prior: how much it was last year.
        restated: why that is not what last year's source has.
        amounts: how much it was in further periods, by key.
        project: of project money, the department's project that holds it, if it has several.
    """

    amount: Amount
    prior: Amount | None = None
    restated: str | None = None
    amounts: FurtherAmounts = field(default_factory=lambda: NO_AMOUNTS, metadata=NO_KEY)
    unit: str | None = None
    project: str | None = None
    function: Code | None = None
    economic: Code | None = None
    kind: str = "basic"
    fund: str = field(default="", metadata=LISTED)


@frozen(eq=False)
class Budgeted(PriorAndReason):
    """The same of what had a budget of its own, which final accounts compare it with.

    Attributes:
        variance_reason: why it is not what was budgeted at first.
    """

    variance_reason: str | None = None


@frozen(eq=False, kw_only=True)
class RevenueLine(PriorAndReason):
    """Money that comes in from one source of funds this year.

    Attributes:
        function: of final accounts, the function item that it came in for.
    """

    fund: str
    amount: Amount
    function: Code | None = None


@frozen(eq=False, kw_only=True)
class FunctionLine(Budgeted):
    """Basic expenditure on one function item (支出功能分类 项)."""

    code: Code
    amount: Amount
    name: str | None = None
    fund: str = field(default="", metadata=LISTED)
    group: str | None = None


@frozen(eq=False)
class EconomicLine(Typed):
    """Basic expenditure on one economic item (部门预算支出经济分类 款)."""

    code: Code
    amount: Amount
    name: str | None = None
    fund: str = field(default="", metadata=LISTED)
    group: str | None = None


@frozen(eq=False, kw_only=True)
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


@frozen(eq=False)
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


@frozen(eq=False, kw_only=True)
class OtherLine(PriorAndReason):
    """Expenditure on one function item that is neither basic nor a project's.

    Attributes:
        kind: remitted (上缴上级), operation (经营) or subsidies (对附属单位补助).
    """

    kind: str
    code: Code
    amount: Amount
    fund: str


@frozen(eq=False)
class Allocation(Typed):
    """What part of a project's money is for what."""

    item: str
    amount: Amount
    economic: Code | None = None
    fund: str | None = None


@frozen(eq=False)
class ProjectPeriod(Typed):
    """When a project spends its money; dates as YYYY-MM-DD."""

    start: Day
    end: Day


@frozen(eq=False, kw_only=True)
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
    implementer: str | None = None
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


@frozen(eq=False)
class ProjectExpenditure(Typed):
    """Project expenditure (项目支出)."""

    reason: str | None = None
    projects: tuple[Project, ...] = ()
