"""From a budget to its ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetc.budget.model import Budget, CarryOverLine, FunctionLine, MatrixLine, Project
from budgetc.classification import Catalogue
from budgetc.ledger.fact import Fact, Flow, Kind, Ledger, Period
from budgetc.ledger.last_year import (
    Key,
    LastYear,
    basic_key,
    project_key,
    revenue_key,
)


def post(budget: Budget, catalogue: Catalogue, last: LastYear | None = None) -> Ledger:
    """Return every amount of a budget as a fact.

    Args:
        budget: whose amounts are posted.
        catalogue: the code lists of its year.
        last: last year's amounts, if there is a source of last year. They stand in for those that
            the budget leaves out, and bring the lines that ended.
    """
    return Ledger(tuple(_Posting(budget, catalogue, last).facts()))


class _Posting:
    """One run over one budget; remembers which of last year's lines go on."""

    def __init__(self, budget: Budget, catalogue: Catalogue, last: LastYear | None) -> None:
        self._budget = budget
        self._catalogue = catalogue
        self._last = last
        self._continued: set[Key] = set()

    def facts(self) -> Iterator[Fact]:
        """Yield the facts in the order they were typed, those of ended lines last."""
        budget = self._budget
        for line in budget.revenue:
            current = Fact(line.amount, line.origin, "amount", Flow.REVENUE, line.fund)
            yield current
            yield from self._prior(current, line.prior, revenue_key(line.fund))
        for carried in budget.carry_over:
            yield _carried(carried)
        if basic := budget.basic_expenditure:
            for item in basic.by_function:
                yield from self._by_function(item)
            for part in basic.by_economic:
                yield Fact(
                    part.amount, part.origin, "amount", Flow.EXPENDITURE, part.fund,
                    kind=Kind.BASIC, economic=part.code,
                    group=part.group or self._group(part.code),
                )  # fmt: skip
            for row in basic.matrix:
                yield from self._matrix(row)
        if projects := budget.project_expenditure:
            for project in projects.projects:
                yield from self._project(project)
        yield from self._ended()

    def _by_function(self, line: FunctionLine) -> Iterator[Fact]:
        current = Fact(
            line.amount, line.origin, "amount", Flow.EXPENDITURE, line.fund,
            kind=Kind.BASIC, function=line.code, group=line.group or "",
        )  # fmt: skip
        yield current
        yield from self._prior(current, line.prior, basic_key(line.code, line.fund))

    def _matrix(self, line: MatrixLine) -> Iterator[Fact]:
        whole = Fact(
            None, line.origin, "prior", Flow.EXPENDITURE, line.fund,
            kind=Kind.BASIC, function=line.code,
        )  # fmt: skip
        yield from self._prior(whole, line.prior, basic_key(line.code, line.fund))
        cells = line.origin.child("economic")
        for written, (code, fen) in zip(cells.node.entries, line.economic.items(), strict=True):
            yield replace(
                whole, fen=fen, origin=cells, key=written, economic=code, group=self._group(code)
            )

    def _project(self, project: Project) -> Iterator[Fact]:
        whole = Fact(
            None, project.origin, "prior", Flow.EXPENDITURE, project.fund,
            kind=Kind.PROJECT, function=project.function, project=project.id,
        )  # fmt: skip
        yield from self._prior(whole, project.prior, project_key(project.id))
        for part in project.allocation:
            yield replace(
                whole,
                fen=part.amount,
                origin=part.origin,
                key="amount",
                fund=part.fund or project.fund,
                economic=part.economic or project.economic,
            )

    def _prior(self, current: Fact, typed: int | None, key: Key) -> Iterator[Fact]:
        """Yield last year's amount of a line: as typed, else as found, else as missing."""
        self._continued.add(key)
        line = replace(current, fen=typed, key="prior", period=Period.PRIOR, entry=current.origin)
        found = self._last.of(key) if self._last is not None and typed is None else ()
        for fact in found:
            yield replace(line, fen=fact.fen, origin=fact.origin, key=fact.key)
        if not found:
            new = self._last is not None and typed is None
            yield replace(line, fen=0) if new else line

    def _ended(self) -> Iterator[Fact]:
        """Yield last year's amounts of the lines that this year does not have."""
        for key, facts in self._last.facts.items() if self._last is not None else ():
            if key not in self._continued:
                for fact in facts:
                    yield replace(fact, period=Period.PRIOR, economic="", group="")

    def _group(self, code: str) -> str:
        """Return 人员经费 or 公用经费 of an economic code; an unlisted code follows its 类."""
        for above in reversed(self._catalogue.economic.lineage(code)):
            if entry := self._catalogue.economic.get(above):
                return entry.group
        return ""


def _carried(line: CarryOverLine) -> Fact:
    return Fact(
        line.amount, line.origin, "amount", Flow.REVENUE, line.fund,
        kind=line.kind, group=line.group or "",
    )  # fmt: skip
