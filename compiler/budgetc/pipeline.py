"""The way of the data, top to bottom: inputs, budget, ledger, document, and its findings.

Each step is a pure function that returns its value and its findings; nothing flows back. `load`
reads; from then on no file is opened and no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from budgetc.budget.codes import check_codes
from budgetc.budget.consistency import check_consistency, check_named_projects
from budgetc.budget.consolidate import consolidate
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.budget.paths import keys_of
from budgetc.diagnostics import Diagnostic, has_errors, sort_findings
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.garbage import not_looking
from budgetc.inputs import Inputs, load
from budgetc.inputs.load import Given
from budgetc.jurisdiction.conventions import Conventions
from budgetc.layout import lay_out
from budgetc.ledger import Cube, Ledger, post
from budgetc.ledger.across import spent_by_units
from budgetc.ledger.agreement import disagreements
from budgetc.ledger.margins import unlike_margins
from budgetc.ledger.typed_sections import unlike_sections
from budgetc.lists.model import in_force
from budgetc.numbers.money import Unit
from budgetc.rules import RuleContext, RuleResult, check_rules
from budgetc.rules.texts import typed_texts
from budgetc.rules.waivers import apply_waivers
from budgetc.source.identity import addresses, no_code_names
from budgetc.source.nodes import SourceTree


@frozen(eq=False)
class Draft:
    """What a budget comes to, whatever was found in it.

    Attributes:
        document: never to be published where there are errors; there is none where something that
            it needs is missing.
        budget: the department with its units.
        ledger: its amounts.
        conventions: what it was compiled by.
    """

    document: Document
    budget: ConsolidatedBudget
    ledger: Ledger
    conventions: Conventions

    @property
    def unit(self) -> Unit:
        """The unit of money that the source is typed in."""
        return self.conventions.lists.money_units[self.budget.unit]


@frozen(eq=False)
class Compilation:
    """What became of one source.

    Attributes:
        inputs: what it was compiled with.
        findings: sorted.
        results: what became of each rule; none where the source could not be compiled so far.
        draft: what was laid out, also where rules found errors in it.
    """

    inputs: Inputs
    findings: tuple[Diagnostic, ...]
    results: tuple[RuleResult, ...] = ()
    draft: Draft | None = None

    @property
    def source(self) -> Source:
        """The file."""
        return self.inputs.source

    @property
    def tree(self) -> SourceTree | None:
        """The file as read, if it could be."""
        return self.inputs.tree

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return has_errors(self.findings)

    @property
    def document(self) -> Document | None:
        """The document; there is none where an error stands among the findings."""
        return self.draft.document if self.draft is not None and not self.failed else None

    def named(self) -> Compilation:
        """Return it with what the places of its findings are called, for those who show them."""
        inputs = self.inputs
        codes = inputs.catalogue.name_of if inputs.catalogue is not None else no_code_names
        address = addresses(inputs.trees(), codes)
        named = {id(one): address(one) for one in self.findings}
        results = tuple(
            replace(one, findings=tuple(named.get(id(f)) or address(f) for f in one.findings))
            if one.findings
            else one
            for one in self.results
        )
        findings = tuple(named[id(one)] for one in self.findings)
        return replace(self, findings=findings, results=results)


def compile_source(source: Source, resources: Resources, today: date | None = None) -> Compilation:
    """Compile one source: everything that can be found wrong with it, or its document.

    Args:
        source: the file.
        resources: the data files.
        today: the day on which waivers must hold; the office's own calendar's, if left out.
    """
    with not_looking():
        return compile_inputs(load(source, resources, today or date.today()))


def compile_inputs(inputs: Inputs) -> Compilation:
    """Compile what was loaded; touches no file and no clock."""
    own, catalogue = inputs.budget, inputs.catalogue
    if own is None or catalogue is None:
        return Compilation(inputs, sort_findings(inputs.findings))
    findings = (
        *inputs.findings,
        *check_consistency(own, inputs.source.stem),
        *check_codes(own, catalogue),
    )
    if inputs.given is None:
        return Compilation(inputs, sort_findings(findings))
    given = inputs.given
    conventions, last = given.conventions, given.last
    whole = consolidate(own, given.units, last.budget if last else None)
    beside = {period: one.amounts for period, one in given.beside.items()}
    layout = conventions.layout
    ledger = post(whole, catalogue, beside, layout.further, layout.told, layout.of_last_year)
    cube = Cube(ledger, catalogue)
    passed_on = spent_by_units(whole, cube)
    findings = (*findings, *check_named_projects(own, whole.projects, passed_on))
    cubes = {period: one.cube for period, one in given.beside.items()}
    sources = {period: one.budget for period, one in given.beside.items()}
    document, omissions = lay_out(whole, cube, conventions, cubes, sources, given.broken)
    differences = _two_ways(own, whole, given, ledger, cube)
    context = _context(own, whole, given, cube, document)
    results = apply_waivers(check_rules(context), own, inputs.today)
    found = (found for result in results for found in result.findings)
    draft = Draft(document, whole, ledger, conventions) if document is not None else None
    return Compilation(
        inputs, sort_findings((*findings, *differences, *omissions, *found)), results, draft
    )


def _two_ways(
    own: Budget, whole: ConsolidatedBudget, given: Given, ledger: Ledger, cube: Cube
) -> Iterator[Diagnostic]:
    """Yield where two ways to one figure come to different sums; only amounts and lists decide."""
    conventions, last, layout = given.conventions, given.last, given.conventions.layout
    catalogue, unit = conventions.catalogue, conventions.lists.money_units[own.unit]
    yield from disagreements(whole, cube, last.cube if last else None, catalogue, unit)
    if whole.sections is not None:
        trees = (own.origin.tree, *(part.budget.origin.tree for part in given.units))
        yield from unlike_sections(trees, cube, layout.told, conventions.units, keys_of(Budget))
    if conventions.declared.agreements:
        agreements, counted = conventions.declared.agreements, layout.counted_as(unit)
        yield from unlike_margins(ledger.facts, agreements, counted, catalogue.lists())


def _context(
    own: Budget, whole: ConsolidatedBudget, given: Given, cube: Cube, document: Document | None
) -> RuleContext:
    conventions, lists = given.conventions, given.conventions.lists
    return RuleContext(
        budget=own,
        consolidated=whole,
        catalogue=conventions.catalogue,
        layout=conventions.layout,
        cube=cube,
        unit=lists.money_units[own.unit],
        thresholds=in_force(conventions.thresholds, lists.threshold_sources, own.year),
        lists=lists,
        texts=typed_texts(own),
        units=given.units,
        document=document,
        control_totals=given.control_totals,
        beside={period: one.amounts for period, one in given.beside.items()},
        cubes_beside={period: one.cube for period, one in given.beside.items()},
        budgets_beside={period: one.budget for period, one in given.beside.items()},
        local=given.rules,
        following=given.following,
    )
