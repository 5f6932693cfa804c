"""What a rule looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.budget.consolidate import Unit as SubordinateUnit
from budgetc.budget.control_totals import ControlTotal
from budgetc.classification import Catalogue
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.jurisdiction import Layout
from budgetc.jurisdiction.thresholds import Thresholds
from budgetc.ledger import Cube, Fact, LastYear
from budgetc.numbers.money import Unit, money_text
from budgetc.rules.texts import TypedText

FISCAL = "fiscal"
"""The fund above all funds of fiscal appropriation (财政拨款)."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One budget with everything derived from it that rules speak of.

    Attributes:
        own: as typed in the source; rules about lines look here, so that a unit's faults are
            reported in the unit's source alone.
        budget: with the lines of its units; rules about sums look here.
        cube: the amounts of `budget`.
        unit: of the source, in which messages name amounts.
        thresholds: the numbers that rules compare with.
        texts: what `own` says in words.
        resources: where the lists of words are that rules look for.
        units: the department's units with sources of their own.
        document: what is printed; there is none where something it needs is missing.
        approved: the approved figures that the region's control totals have of this department.
        last: last year's amounts by line, if there is a source of last year.
        last_cube: all of them, for figures.
        last_budget: last year's source.
    """

    own: Budget
    budget: Budget
    catalogue: Catalogue
    layout: Layout
    cube: Cube
    unit: Unit
    thresholds: Thresholds
    texts: tuple[TypedText, ...]
    resources: Resources
    units: tuple[SubordinateUnit, ...] = ()
    document: Document | None = None
    approved: tuple[ControlTotal, ...] = ()
    last: LastYear | None = None
    last_cube: Cube | None = None
    last_budget: Budget | None = None

    def sum(self, mask: int) -> int:
        """Return the sum of this year's facts of a mask, in 分."""
        return self.cube.total(mask).fen or 0

    def fund_group(self, fund: str) -> str:
        """Return the budget a fund belongs to: below 财政拨款 the second level, else the top."""
        lineage = self.catalogue.fund.lineage(fund)
        return lineage[1] if lineage[0] == FISCAL and len(lineage) > 1 else lineage[0]

    def money(self, fen: int) -> Message:
        """Return an amount as messages name it: exact, in the unit of the source."""
        return money_text(fen, self.unit)

    def related(self, facts: Iterable[Fact]) -> tuple[Related, ...]:
        """Return the places of facts, each with its code, the code's name and its amount."""
        return tuple(Related(fact.origin.span(fact.key), self._named(fact)) for fact in facts)

    def _named(self, fact: Fact) -> Message:
        # Where both codes are given, the economic item tells more about a line than its function.
        code = fact.economic or fact.function
        codes = self.catalogue.economic if fact.economic else self.catalogue.function
        entry = codes.get(code)
        return msg(
            "{code} {name}: {amount}",
            code=code,
            name=entry.name if entry else "",
            amount=self.money(fact.fen or 0),
        )
