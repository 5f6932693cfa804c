"""A fact: one amount, what it is for, and where it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from budgetc.diagnostics.spans import Span
from budgetc.frozen import frozen
from budgetc.numbers.values import Amount
from budgetc.source.origin import Origin


class Flow(StrEnum):
    """Which way money goes: in and out, and in final accounts from year to year.

    The last four are those of `Balances` in a source.
    """

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    OPENING = "opening"
    SURPLUS_USED = "surplus_used"
    DISTRIBUTION = "distribution"
    CLOSING = "closing"
    DECLARED = "declared"
    """What a section says that a jurisdiction declares: its margin tells."""


BALANCES = (Flow.OPENING, Flow.SURPLUS_USED, Flow.DISTRIBUTION, Flow.CLOSING)
"""What final accounts balance with, besides revenue and expenditure."""


class Period(StrEnum):
    """The two periods that every document has; a further one is called by its key.

    What a jurisdiction's documents report (this year's budget, say, or its outturn) is current, and
    what they compare it with is prior, whatever the keys are called under which both are typed.
    """

    CURRENT = "current"
    PRIOR = "prior"


NO_CODES: Mapping[str, str] = MappingProxyType({})
"""Those of a fact in no dimension that a jurisdiction declares."""


@frozen(eq=False)
class Fact:
    """One amount with its dimensions.

    Expenditure has two margins. A fact with a function code counts in the function margin, one with
    an economic code in the economic margin, one with both in both. Summing over one margin never
    counts money twice; every query names its margin.

    Attributes:
        fen: the amount in 分; `None` where the source leaves it out: no total is made of it.
        origin: the mapping where it was typed.
        key: the key of that mapping under which it was typed.
        flow: revenue, expenditure, or which balance.
        fund: id of a source of funds.
        period: `Period.CURRENT` or `Period.PRIOR`, or the key of any other amount that the
            jurisdiction declares, such as last year's outturn.
        kind: of expenditure, as the catalogue lists them; empty for revenue.
        group: 人员经费 or 公用经费, or empty where it is not known or does not apply.
        function: function item (支出功能分类), or empty.
        economic: economic item (部门预算支出经济分类), or empty.
        project: id of a project, or empty.
        entry: the line that the amount belongs to: of an allocation its project, of last year's
            amount the line of this year that it is compared with, `None` where that line ended.
        margin: of a declared section, along what it states the whole; empty where the codes tell.
        codes: by the dimensions that a jurisdiction declares.
    """

    fen: Amount | None
    origin: Origin
    key: str
    flow: Flow
    fund: str
    period: str = Period.CURRENT
    kind: str = ""
    group: str = ""
    function: str = ""
    economic: str = ""
    project: str = ""
    entry: Origin | None = None
    margin: str = ""
    codes: Mapping[str, str] = field(default_factory=lambda: NO_CODES)

    def code(self, dimension: str) -> str:
        """Return the code in a dimension; empty where it has none."""
        return self.codes.get(dimension) or str(getattr(self, dimension, ""))

    @property
    def span(self) -> Span:
        """Where it was typed."""
        return self.origin.span(self.key)

    @property
    def line(self) -> Origin:
        """The mapping it is of: where it was typed, or the line that another source tells it of."""
        entry = self.entry
        if entry is None or entry.tree.file == self.origin.tree.file:
            return self.origin
        return entry

    @property
    def is_passed_on(self) -> bool:
        """Whether it takes money out of the sum again that a department passes on to a unit."""
        return self.origin.path[:1] == ("transfers",)


@frozen(eq=False)
class Ledger:
    """All facts of one budget, in the order they were typed.

    Attributes:
        entities: whose facts they are, by the file they were typed in.
    """

    facts: tuple[Fact, ...]
    entities: Mapping[str, Entity] = field(default_factory=dict)

    def entity_of(self, fact: Fact) -> Entity:
        """Return whose amount a fact is: that of the line it belongs to."""
        if not self.entities:
            return OWN_OFFICE
        file = (fact.entry or fact.origin).tree.file
        return self.entities.get(file, OWN_OFFICE)


@frozen()
class Entity:
    """A department's own office, or one of its units.

    Attributes:
        id: the unit's; empty for the own office.
        type: administrative, civil_service or institution.
        name: as printed.
        stage: of its budget: proposed, approved, adjusted or final.
    """

    id: str
    type: str
    name: str
    stage: str


OWN_OFFICE = Entity("", "administrative", "", "approved")
"""Whose a fact is of which nothing else is known, such as a line that ended."""
