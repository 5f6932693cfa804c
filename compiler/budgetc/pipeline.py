"""The way of the data, top to bottom: text, tree, budget, ledger, document, and its findings.

Each step is a pure function that returns its value and its findings; nothing flows back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgetc.budget import Budget
from budgetc.budget.codes import check_codes
from budgetc.budget.consolidate import consolidate
from budgetc.budget.sense import check_ids, check_periods, check_year
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, Severity, finding, sort_findings
from budgetc.document import Document
from budgetc.layout import Layout, lay_out, load_layout
from budgetc.layout.check import check_layout, check_options
from budgetc.layout.load import jurisdictions
from budgetc.layout.load import units as money_units
from budgetc.layout.overrides import check_overrides
from budgetc.ledger import Cube, Ledger, post
from budgetc.messages import msg
from budgetc.reading import read_budget
from budgetc.resources import DataFaultError, Resources
from budgetc.rules import Case, check_rules
from budgetc.source.nodes import SourceTree
from budgetc.spans import Span
from budgetc.suggest import choices
from budgetc.units import read_units
from budgetc.workspace import Source
from budgetc.years import find_last_year, with_last_years_staff


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What became of one source.

    Attributes:
        tree: the source as read, if it could be.
        document: there is none where an error stands among the findings.
        findings: sorted.
        budget: the department with its units; as `ledger`, where there is a document.
        ledger: its amounts.
    """

    source: Source
    tree: SourceTree | None
    document: Document | None
    findings: tuple[Diagnostic, ...]
    budget: Budget | None = None
    ledger: Ledger | None = None

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(found.severity is Severity.ERROR for found in self.findings)


def compile_source(source: Source, resources: Resources) -> Compiled:
    """Compile one source: everything that can be found wrong with it, or its document."""
    try:
        reading = read_budget(source, resources)
        read = Compiled(source, reading.tree, None, sort_findings(reading.findings))
        return read if reading.budget is None else _compile(read, reading.budget, resources)
    except DataFaultError as fault:
        return Compiled(source, None, None, (_data_finding(fault),))


def _data_finding(fault: DataFaultError) -> Diagnostic:
    return finding(
        "DAT001",
        msg("{file} cannot be used: {reason}", file=fault.name, reason=fault.reason),
        Span.point(fault.name),
        hint=msg("mend it, or delete it: the one that ships with budgetc is used then"),
    )


def _compile(read: Compiled, budget: Budget, resources: Resources) -> Compiled:
    source, catalogue = read.source, load_catalogue(resources, budget.year)
    last, findings = find_last_year(source, budget, catalogue, resources)
    findings += (*check_year(budget, source.edition), *check_ids(budget))
    findings += (*check_periods(budget), *check_codes(budget, catalogue))
    units, unit_findings = read_units(source, budget, resources)
    findings += unit_findings
    layout, layout_findings = _layout_of(budget, catalogue, resources)
    findings += (*layout_findings, *check_overrides(resources, budget.jurisdiction))
    if layout is None:
        return replace(read, findings=sort_findings(findings))
    last_amounts, last_cube = (last.amounts, last.cube) if last else (None, None)
    budget = with_last_years_staff(consolidate(budget, units), last.staff if last else None)
    ledger = post(budget, catalogue, last_amounts, units)
    cube = Cube(ledger, catalogue)
    unit = money_units(resources)[budget.unit]
    findings += check_rules(Case(budget, catalogue, layout, cube, unit, last_amounts))
    document, gaps = lay_out(budget, cube, catalogue, layout, resources, last_cube)
    done = replace(read, findings=sort_findings((*findings, *gaps)))
    return done if done.failed else replace(done, document=document, budget=budget, ledger=ledger)


def _layout_of(
    budget: Budget, catalogue: Catalogue, resources: Resources
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    layout, findings = load_layout(resources, budget.jurisdiction)
    if layout is not None:
        units = tuple(money_units(resources))
        findings = (*check_layout(layout, catalogue, units), *check_options(budget, layout))
    elif not findings:
        unknown = finding(
            "JUR001",
            msg("there is no jurisdiction {name}", name=budget.jurisdiction),
            budget.origin.span("jurisdiction"),
            hint=choices(budget.jurisdiction, jurisdictions(resources)),
        )
        findings = (unknown,)
    return (None if findings else layout), findings
