"""The way of the data, top to bottom: text, tree, budget, ledger, document, and its findings.

Each step is a pure function that returns its value and its findings; nothing flows back.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.budget.codes import check_codes
from budgetc.budget.ids import check_ids
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, Severity, finding, sort_findings
from budgetc.document import Document
from budgetc.layout import Layout, lay_out, load_layout
from budgetc.layout.check import check_layout, check_options
from budgetc.layout.load import jurisdictions, units
from budgetc.ledger import Cube, post
from budgetc.messages import msg
from budgetc.reading import read_budget
from budgetc.resources import Resources
from budgetc.rules import Case, check_rules
from budgetc.source.nodes import SourceTree
from budgetc.suggest import choices
from budgetc.workspace import Source
from budgetc.years import find_last_year, with_last_years_staff


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What became of one source.

    Attributes:
        tree: the source as read, if it could be.
        document: there is none where an error stands among the findings.
        findings: sorted.
    """

    source: Source
    tree: SourceTree | None
    document: Document | None
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(found.severity is Severity.ERROR for found in self.findings)


def compile_source(source: Source, resources: Resources) -> Compiled:
    """Compile one source: everything that can be found wrong with it, or its document."""
    reading = read_budget(source, resources)
    if reading.budget is None:
        return Compiled(source, reading.tree, None, sort_findings(reading.findings))
    document, findings = _compile(source, reading.budget, resources)
    return Compiled(source, reading.tree, document, sort_findings(findings))


def _compile(
    source: Source, budget: Budget, resources: Resources
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    catalogue = load_catalogue(resources, budget.year)
    last, findings = find_last_year(source, budget, catalogue, resources)
    findings += (*check_ids(budget), *check_codes(budget, catalogue))
    layout, layout_findings = _layout_of(budget, catalogue, resources)
    findings += layout_findings
    if layout is None:
        return None, findings
    last_amounts, last_cube = (last.amounts, last.cube) if last else (None, None)
    budget = with_last_years_staff(budget, last.staff if last else None)
    cube = Cube(post(budget, catalogue, last_amounts), catalogue)
    unit = units(resources)[budget.unit]
    findings += check_rules(Case(budget, catalogue, layout, cube, unit, last_amounts))
    document, gaps = lay_out(budget, cube, catalogue, layout, resources, last_cube)
    findings += gaps
    failed = any(found.severity is Severity.ERROR for found in findings)
    return (None if failed else document), findings


def _layout_of(
    budget: Budget, catalogue: Catalogue, resources: Resources
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    layout, findings = load_layout(resources, budget.jurisdiction)
    if layout is not None:
        findings = (*check_layout(layout, catalogue), *check_options(budget, layout))
    elif not findings:
        unknown = finding(
            "JUR001",
            msg("there is no jurisdiction {name}", name=budget.jurisdiction),
            budget.origin.span("jurisdiction"),
            hint=choices(budget.jurisdiction, jurisdictions(resources)),
        )
        findings = (unknown,)
    return (None if findings else layout), findings
