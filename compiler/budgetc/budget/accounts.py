"""What final accounts tell besides their lines: balances, changes of totals, evaluation.

Amounts are 分. Every field was typed by a person; what is computed of some is a property.
"""

from __future__ import annotations

from budgetc.budget.declarations import Typed
from budgetc.budget.lines import Budgeted, PriorAndReason
from budgetc.frozen import frozen
from budgetc.numbers.values import NONE, Amount, Code, Count


@frozen(eq=False)
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


@frozen(eq=False)
class Balance(Typed):
    """Money of one fund that is carried over from one year to another, or taken from balances.

    Attributes:
        function: the function item that it is for.
    """

    fund: str
    amount: Amount
    function: Code | None = None


@frozen(eq=False)
class Balances(Typed):
    """What final accounts balance with, besides revenue and expenditure.

    Attributes:
        opening: at the beginning of the year (年初结转和结余).
        surplus_used: what was taken of surpluses of own money (使用非财政拨款结余).
        distribution: what of the year's surplus was given to funds of the unit (结余分配).
        closing: at the end of the year (年末结转和结余).
    """

    opening: tuple[Balance, ...] = ()
    surplus_used: tuple[Balance, ...] = ()
    distribution: tuple[Balance, ...] = ()
    closing: tuple[Balance, ...] = ()


@frozen(eq=False)
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


@frozen(eq=False)
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
