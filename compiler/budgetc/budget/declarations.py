"""What is said about amounts: who approved them, what is expected of them, what is waived."""

from __future__ import annotations

from budgetc.frozen import frozen
from budgetc.numbers.values import Code, Day
from budgetc.source.origin import Origin

APPROVED = "approved"
"""The stage of a budget that names none."""

ADJUSTED = "adjusted"
"""The stage of a budget that was changed during its year."""

FINAL = "final"
"""The stage of the accounts of a year that has ended."""

STAGES = ("proposed", APPROVED, ADJUSTED, FINAL)
"""Those that a source may be of, in the order of the year."""


@frozen(eq=False)
class Typed:
    """A mapping of a source, and where it stands."""

    origin: Origin


@frozen(eq=False)
class Approval(Typed):
    """The approval of the budget (批复): when, and by which document."""

    date: Day
    document: str | None = None


@frozen(eq=False)
class LocalCode(Typed):
    """A code that only this place uses, and why the national list does not do."""

    code: Code
    reason: str


@frozen(eq=False)
class Waiver(Typed):
    """A finding that is known and accepted for a time.

    Attributes:
        rule: code of the rule.
        until: the last day it holds.
        scope: the entry it is for, such as `projects.training`; the whole source if left out.
        by: who answers for it.
    """

    rule: str
    reason: str
    until: Day
    scope: str | None = None
    by: str | None = None


@frozen(eq=False)
class Expectation(Typed):
    """What a figure of the document has to be (control total, as a balance assertion).

    Attributes:
        figure: id of a figure, or a cell such as `T6!301.total`.
        amount: as written, in `unit`, or in the source's unit.
        percent: as written, for a share or a growth.
        count: for a number of things.
        basis: where the expected amount comes from, such as the approval.
    """

    figure: str
    amount: str | None = None
    percent: str | None = None
    count: int | None = None
    unit: str | None = None
    basis: str | None = None


@frozen(eq=False, kw_only=True)
class ControlTotal(Expectation):
    """What a figure of one department's document has to be.

    Attributes:
        department: its folder under `budgets`; `region` for the region book.
        stage: of the budget that was approved so; budgets of another are not compared.
    """

    department: str
    year: int
    stage: str = APPROVED


@frozen(eq=False)
class ControlTotals(Typed):
    """The approved figures of a region.

    Attributes:
        unit: of the amounts whose line names none; each source's own if left out.
    """

    totals: tuple[ControlTotal, ...]
    unit: str | None = None
