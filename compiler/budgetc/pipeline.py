"""The way of the data, top to bottom: text, tree, budget, ledger, document, and its findings.

Each step is a pure function that returns its value and its findings; nothing flows back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from budgetc.budget import Budget
from budgetc.budget.codes import check_codes
from budgetc.budget.consolidate import consolidate
from budgetc.budget.sense import check_sense
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Diagnostic, finding, has_errors, sort_findings
from budgetc.document import Document
from budgetc.layout import lay_out
from budgetc.ledger import Cube, Ledger, post
from budgetc.messages import msg
from budgetc.reading import read_budget
from budgetc.resources import DataFaultError, Resources
from budgetc.rules import Case, check_rules
from budgetc.source.nodes import SourceTree
from budgetc.spans import Span
from budgetc.surroundings import look_around
from budgetc.workspace import Source
from budgetc.years import with_last_years_staff


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
        return has_errors(self.findings)


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
    around, findings = look_around(read.source, budget, resources)
    findings += check_sense(budget, read.source.edition)
    findings += check_codes(budget, load_catalogue(resources, budget.year))
    if around is None:
        return replace(read, findings=sort_findings(findings))
    last = around.last
    whole = with_last_years_staff(consolidate(budget, around.units), last.staff if last else None)
    ledger = post(whole, around.catalogue, last.amounts if last else None, around.units)
    cube = Cube(ledger, around.catalogue)
    case = Case(whole, around.catalogue, around.layout, cube, around.money)
    findings += check_rules(replace(case, last=last.amounts, last_cube=last.cube) if last else case)
    document, gaps = lay_out(
        whole, cube, around.catalogue, around.layout, resources, last.cube if last else None
    )
    done = replace(read, findings=sort_findings((*findings, *gaps)))
    return done if done.failed else replace(done, document=document, budget=whole, ledger=ledger)
