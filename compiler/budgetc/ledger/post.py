"""From a budget to its ledger."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Budget, CarryOverLine, MatrixLine, Project
from budgetc.classification import Catalogue
from budgetc.ledger.fact import Fact, Flow, Kind, Ledger, Period


def post(budget: Budget, catalogue: Catalogue) -> Ledger:
    """Return every amount of a budget as a fact."""
    return Ledger(tuple(_facts(budget, catalogue)))


def _facts(budget: Budget, catalogue: Catalogue) -> Iterator[Fact]:
    for line in budget.revenue:
        for period, fen in _years(line.amount, line.prior):
            yield Fact(fen, line.origin, _key(period), Flow.REVENUE, line.fund, period)
    for carried in budget.carry_over:
        yield _carried(carried)
    if basic := budget.basic_expenditure:
        for item in basic.by_function:
            for period, fen in _years(item.amount, item.prior):
                yield Fact(
                    fen, item.origin, _key(period), Flow.EXPENDITURE, item.fund, period,
                    kind=Kind.BASIC, function=item.code, group=item.group or "",
                )  # fmt: skip
        for part in basic.by_economic:
            yield Fact(
                part.amount, part.origin, "amount", Flow.EXPENDITURE, part.fund,
                kind=Kind.BASIC, economic=part.code,
                group=part.group or _group(part.code, catalogue),
            )  # fmt: skip
        for row in basic.matrix:
            yield from _matrix(row, catalogue)
    if projects := budget.project_expenditure:
        for project in projects.projects:
            yield from _project(project)


def _years(current: int, prior: int | None) -> tuple[tuple[Period, int | None], ...]:
    return (Period.CURRENT, current), (Period.PRIOR, prior)


def _key(period: Period) -> str:
    return "amount" if period is Period.CURRENT else "prior"


def _carried(line: CarryOverLine) -> Fact:
    return Fact(
        line.amount, line.origin, "amount", Flow.REVENUE, line.fund,
        kind=line.kind, group=line.group or "",
    )  # fmt: skip


def _matrix(line: MatrixLine, catalogue: Catalogue) -> Iterator[Fact]:
    yield Fact(
        line.prior, line.origin, "prior", Flow.EXPENDITURE, line.fund, Period.PRIOR,
        kind=Kind.BASIC, function=line.code,
    )  # fmt: skip
    cells = line.origin.child("economic")
    for written, (code, fen) in zip(cells.node.entries, line.economic.items(), strict=True):
        yield Fact(
            fen, cells, written, Flow.EXPENDITURE, line.fund,
            kind=Kind.BASIC, function=line.code, economic=code, group=_group(code, catalogue),
        )  # fmt: skip


def _project(project: Project) -> Iterator[Fact]:
    yield Fact(
        project.prior, project.origin, "prior", Flow.EXPENDITURE, project.fund, Period.PRIOR,
        kind=Kind.PROJECT, function=project.function, project=project.id,
    )  # fmt: skip
    for part in project.allocation:
        yield Fact(
            part.amount, part.origin, "amount", Flow.EXPENDITURE, part.fund or project.fund,
            kind=Kind.PROJECT, function=project.function, project=project.id,
            economic=part.economic or project.economic,
        )  # fmt: skip


def _group(code: str, catalogue: Catalogue) -> str:
    """Return 人员经费 or 公用经费 of an economic code; an unlisted code follows its 类."""
    for above in reversed(catalogue.economic.lineage(code)):
        if entry := catalogue.economic.get(above):
            return entry.group
    return ""
