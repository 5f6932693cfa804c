"""The way of the data, top to bottom: text, tree, budget, ledger, document, and its findings.

Each step is a pure function that returns its value and its findings; nothing flows back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from budgetc.budget import Budget
from budgetc.budget.codes import check_codes
from budgetc.budget.consolidate import consolidate
from budgetc.budget.procurement import with_procurement_added_up
from budgetc.budget.sense import check_sense
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Diagnostic, finding, has_errors, sort_findings
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Source
from budgetc.inputs.last_year import with_last_years_staff
from budgetc.inputs.load import Surroundings, look_around
from budgetc.inputs.reading import read_budget
from budgetc.jurisdiction.thresholds import thresholds_of
from budgetc.layout import lay_out
from budgetc.ledger import Cube, Ledger, post
from budgetc.rules import Case, Verdict, check_rules
from budgetc.rules.texts import typed_texts
from budgetc.rules.waivers import apply_waivers
from budgetc.source.nodes import SourceTree


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A document with what it was made of, whatever was found in it."""

    document: Document
    budget: Budget
    ledger: Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What became of one source.

    Attributes:
        tree: the source as read, if it could be.
        document: there is none where an error stands among the findings.
        findings: sorted.
        budget: the department with its units; as `ledger`, where there is a document.
        ledger: its amounts.
        verdicts: what became of each rule; none where the source could not be compiled so far.
        draft: what was laid out, also where rules found errors in it; never to be published.
    """

    source: Source
    tree: SourceTree | None
    document: Document | None
    findings: tuple[Diagnostic, ...]
    budget: Budget | None = None
    ledger: Ledger | None = None
    verdicts: tuple[Verdict, ...] = ()
    draft: Draft | None = None

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return has_errors(self.findings)


def compile_source(source: Source, resources: Resources, today: date | None = None) -> Compiled:
    """Compile one source: everything that can be found wrong with it, or its document.

    Args:
        source: the file.
        resources: the data files.
        today: the day on which waivers must hold; the clock's, unless it is given.
    """
    try:
        reading = read_budget(source, resources)
        read = Compiled(source, reading.tree, None, sort_findings(reading.findings))
        if reading.budget is None:
            return read
        day = today or date.today()  # the day of the office's own calendar
        return _compile(read, reading.budget, resources, day)
    except DataFaultError as fault:
        return Compiled(source, None, None, (_data_finding(fault),))


def _data_finding(fault: DataFaultError) -> Diagnostic:
    return finding(
        "DAT001",
        msg("{file} cannot be used: {reason}", file=fault.name, reason=fault.reason),
        Span.point(fault.name),
        hint=msg("mend it, or delete it: the one that ships with budgetc is used then"),
    )


def _compile(read: Compiled, typed: Budget, resources: Resources, today: date) -> Compiled:
    own = with_procurement_added_up(typed)
    around, findings = look_around(read.source, own, resources)
    findings += check_sense(own, read.source.edition)
    findings += check_codes(own, load_catalogue(resources, own.year))
    if around is None:
        return replace(read, findings=sort_findings(findings))
    last = around.last
    whole = with_last_years_staff(consolidate(own, around.units), last.staff if last else None)
    ledger = post(whole, around.catalogue, last.amounts if last else None, around.units)
    cube = Cube(ledger, around.catalogue)
    document, gaps = lay_out(
        whole, cube, around.catalogue, around.layout, resources, last.cube if last else None
    )
    case = _case(own, whole, around, cube, document, resources)
    verdicts = apply_waivers(check_rules(case), own, today)
    found = (found for verdict in verdicts for found in verdict.findings)
    draft = Draft(document, whole, ledger) if document is not None else None
    done = replace(
        read,
        verdicts=verdicts,
        findings=sort_findings((*findings, *gaps, *found)),
        draft=draft,
    )
    return done if done.failed else replace(done, document=document, budget=whole, ledger=ledger)


def _case(
    own: Budget,
    whole: Budget,
    around: Surroundings,
    cube: Cube,
    document: Document | None,
    resources: Resources,
) -> Case:
    last = around.last
    return Case(
        own=own,
        budget=whole,
        catalogue=around.catalogue,
        layout=around.layout,
        cube=cube,
        unit=around.money,
        thresholds=thresholds_of(around.layout, resources),
        texts=typed_texts(own),
        resources=resources,
        units=around.units,
        document=document,
        approved=around.approved,
        last=last.amounts if last else None,
        last_cube=last.cube if last else None,
        last_budget=last.budget if last else None,
    )
