"""From a file to all that it is compiled with; what was read on the way is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from budgetc.budget.consolidated import BudgetUnit as Unit
from budgetc.budget.declarations import FINAL, ControlTotal
from budgetc.budget.model import Budget
from budgetc.budget.sections import side_by_side
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, finding, has_errors
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import choices, nearly
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.record import ReadSet, Recorder
from budgetc.files.workspace import LOCAL_RULES, Source
from budgetc.frozen import frozen
from budgetc.inputs.control_totals import read_control_totals
from budgetc.inputs.copies import check_copies
from budgetc.inputs.exhibits import check_exhibits
from budgetc.inputs.last_year import Beside, LastSource, find_beside
from budgetc.inputs.reading import bind_budget, read_budget, read_tree
from budgetc.inputs.units import read_units, unlike_parts
from budgetc.jurisdiction.choices import check_options, check_stage, check_units
from budgetc.jurisdiction.conventions import Conventions, load_conventions
from budgetc.jurisdiction.declared import load_declared
from budgetc.jurisdiction.load import (
    jurisdiction_called,
    jurisdiction_name,
    jurisdictions,
    layout_of_source,
    load_layout,
    stages,
)
from budgetc.jurisdiction.prints import check_prints
from budgetc.jurisdiction.sources import catalogue_of
from budgetc.ledger import Period
from budgetc.local.known import ReadRule
from budgetc.local.rules import read_local_rules
from budgetc.source.nodes import SourceTree
from budgetc.source.spoken import line_typed


@frozen(eq=False)
class Given:
    """Everything that a budget is compiled with, as far as it is not in its source.

    Attributes:
        conventions: of its jurisdiction and year.
        units: the department's units with sources of their own.
        beside: the sources that tell amounts of other periods, by period, such as last year's.
        control_totals: the approved figures that the region has of the department.
        rules: those that the workspace declares itself.
        broken: the sources that have errors, by the period whose amounts they would have told.
        following: of accounts, the next year's budget, which counts assets on the same day.
    """

    conventions: Conventions
    units: tuple[Unit, ...]
    beside: Mapping[str, LastSource]
    control_totals: tuple[ControlTotal, ...]
    rules: tuple[ReadRule, ...]
    broken: Mapping[str, str]
    following: Budget | None = None

    @property
    def last(self) -> LastSource | None:
        """Last year's source, if there is one that can be used."""
        return self.beside.get(Period.PRIOR)


@frozen(eq=False)
class Inputs:
    """All that one source is compiled with.

    Attributes:
        source: the file.
        today: the day on which waivers must hold.
        tree: the source as read, if it could be.
        budget: what it says; there is none where something is wrong with its form.
        catalogue: the code lists of its year.
        given: what it is compiled with; nothing where a part of it is missing or wrong.
        findings: what is wrong with any of these.
        of_units: the sources of its units, as far as they could be read.
        record: what was read.
    """

    source: Source
    today: date
    record: ReadSet
    tree: SourceTree | None = None
    budget: Budget | None = None
    catalogue: Catalogue | None = None
    given: Given | None = None
    findings: tuple[Diagnostic, ...] = ()
    of_units: tuple[SourceTree, ...] = ()

    def trees(self) -> Iterator[SourceTree]:
        """Yield the files that findings may stand in, as far as they could be read."""
        if self.tree is not None:
            yield self.tree
        yield from self.of_units
        if self.given is not None:
            yield from (total.origin.tree for total in self.given.control_totals)
            yield from (rule.said.origin.tree for rule in self.given.rules)
            if self.given.following is not None:
                yield self.given.following.origin.tree


def load(source: Source, resources: Resources, today: date) -> Inputs:
    """Return all that a source is compiled with; from then on, no file is opened.

    Args:
        source: the file.
        resources: the data files.
        today: the day on which waivers must hold.
    """
    recorder = Recorder(source.files)
    begun = Inputs(source, today, recorder.record)
    with resources.noting() as data:
        loaded = _load(begun, replace(source, files=recorder), resources)
    # Of the folder of rules whatever comes counts, as of folders of data.
    return replace(loaded, record=replace(recorder.record, data=frozenset((*data, LOCAL_RULES))))


def _load(begun: Inputs, source: Source, resources: Resources) -> Inputs:
    try:
        tree, findings = read_tree(source, resources)
        read = replace(begun, tree=tree, findings=findings)
        if tree is None or findings:
            return read
        budget, findings = bind_budget(tree, resources)
        if budget is None:
            # By a layout that is not there, or cannot be used, nobody knows which keys the source
            # may have.
            _, wrong = layout_of_source(tree, resources)
            unknown = _unknown_jurisdiction(tree, resources)
            catalogue = catalogue_of(tree, resources)
            return replace(read, catalogue=catalogue, findings=unknown or wrong or findings)
        bound = replace(read, tree=budget.origin.tree, budget=budget)
        return _gather(bound, budget, source, resources)
    except DataFaultError as fault:
        return replace(begun, findings=(fault.diagnostic,))


def _gather(read: Inputs, budget: Budget, source: Source, resources: Resources) -> Inputs:
    """Return inputs with what stands beside a budget, and what it is compiled by."""
    catalogue = load_catalogue(resources, budget.year)
    units, unit_findings = read_units(source, budget, resources)
    layout, _ = load_layout(resources, budget.jurisdiction, budget.stage)
    beside = Beside()
    if layout is not None:
        declared = load_declared(resources, layout.source).lists()
        catalogue = replace(catalogue, declared=declared) if declared else catalogue
        beside = find_beside(source, budget, units, catalogue, resources, layout)
    conventions, wrong = _conventions_of(budget, resources)
    unlike = tuple(unlike_parts(budget, units, conventions)) if units else ()
    if conventions is not None:
        whole = side_by_side([budget.sections, *(unit.budget.sections for unit in units)])
        earlier = (one.budget.sections for one in beside.sources.values())
        conventions = conventions.of_source(side_by_side([whole, *earlier]))
        catalogue = conventions.catalogue
        wrong = (*wrong, *conventions.declared.check(budget.sections, whole, catalogue.lists()))
    approved = read_control_totals(source, resources)
    local = read_local_rules(source, resources)
    of_parts = (*beside.findings, *unit_findings, *unlike)
    findings = (
        *of_parts,
        *wrong,
        *approved.findings,
        *local.findings,
        *check_copies(source, budget, resources),
        *check_exhibits(source, budget.origin.tree),
    )
    given = None
    # Without a unit, the sums and sentences of the department would be wrong as well.
    if conventions is not None and not has_errors(of_parts):
        totals = approved.of(source.department, budget.year)
        following = _following(source, budget, resources)
        given = Given(
            conventions, units, beside.sources, totals, local.rules, beside.broken, following
        )
    of_units = tuple(unit.budget.origin.tree for unit in units)
    return replace(read, catalogue=catalogue, given=given, of_units=of_units, findings=findings)


def _following(source: Source, budget: Budget, resources: Resources) -> Budget | None:
    """Return the budget of the year after accounts that tell of assets, if it can be read."""
    if budget.stage == FINAL and budget.assets is not None:
        for one in source.of_year(budget.year + 1):
            if one.is_there():
                return read_budget(one, resources)[0]
    return None


def _stages(resources: Resources, jurisdiction: str) -> tuple[str, ...]:
    """Return the stages of which a jurisdiction has other documents, as far as it can be told."""
    try:
        return stages(resources, jurisdiction)
    except DataFaultError:  # a link, which those tell of that read what is in it
        return ()


def _conventions_of(
    budget: Budget, resources: Resources
) -> tuple[Conventions | None, tuple[Diagnostic, ...]]:
    conventions, findings = load_conventions(
        resources, budget.jurisdiction, budget.year, budget.stage
    )
    if conventions is not None:
        layout, units = conventions.layout, conventions.lists.money_units
        wrong = (
            *check_options(budget, layout),
            *check_units(budget, layout, units),
            *check_prints(budget, layout, units, conventions.lists.printed.multipliers),
        )
        # A document of another stage would say what is not so; its amounts are judged all the same.
        stage = check_stage(budget, layout, partial(_stages, resources, budget.jurisdiction))
        return (None if wrong else conventions), (*wrong, *stage, *findings)
    return None, (*_unknown_jurisdiction(budget.origin.tree, resources), *findings)


def _unknown_jurisdiction(tree: SourceTree, resources: Resources) -> tuple[Diagnostic, ...]:
    """Return that a source names a jurisdiction that there is not; nothing if there is, or none."""
    typed, known = tree.said("jurisdiction"), jurisdictions(resources)
    if not typed or typed in known:
        return ()
    problem = msg("there is no jurisdiction {name}", name=typed)
    span = tree.span(tree.at(("jurisdiction",))[0])
    return (finding("JUR001", problem, span, hint=_named(tree, known, resources)),)


def _named(tree: SourceTree, known: Sequence[str], resources: Resources) -> Message:
    """Return which jurisdictions there are, each with the name of what it is."""
    typed = tree.said("jurisdiction")
    names = {one: jurisdiction_name(resources, one) for one in known}
    meant = jurisdiction_called(resources, typed)
    if meant in names:
        return msg("write: {line}", line=line_typed(tree, (), {"jurisdiction": meant}))
    if near := nearly(typed, known):
        return choices(typed, near)
    return choices(typed, [f"{one} ({name})" if name else one for one, name in names.items()])
