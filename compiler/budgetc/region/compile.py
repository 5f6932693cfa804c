"""From compiled sources to the region book, one for each year."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.budget.model import Department, Options, ProjectExpenditure
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Diagnostic, sort_findings
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source, Workspace
from budgetc.inputs.approved import read_approved
from budgetc.jurisdiction import Layout, load_layout
from budgetc.jurisdiction.check import check_layout
from budgetc.jurisdiction.load import units as money_units
from budgetc.layout import lay_out
from budgetc.ledger import Cube
from budgetc.numbers.style import NumberOptions
from budgetc.pipeline import Compiled
from budgetc.region import merge
from budgetc.region.gather import Gathered, gather, years_of
from budgetc.region.model import RegionBudget, RegionSettings
from budgetc.region.settings import SettingsReading, read_settings
from budgetc.rules.src.expected import Figures, check_expected
from budgetc.source.nodes import SourceTree
from budgetc.source.origin import Origin

BOOK = "region/book"
"""The folder under `templates` that declares the book."""


def compile_region(
    compiled: Sequence[Compiled], workspace: Workspace, resources: Resources
) -> tuple[Compiled, ...]:
    """Return the region books of the sources, one for each of their years.

    A source with errors is in none of the amounts; the book lists it. Its document is `region` of
    the year, beside those of the departments.
    """
    reading = read_settings(workspace.region(), resources)
    if reading.findings:
        return (Compiled(workspace.region(), reading.tree, None, reading.findings),)
    years = years_of(compiled)
    if reading.settings is not None and reading.settings.year is not None:
        years = (reading.settings.year,)
    return tuple(
        _book(workspace.region(str(year)), gather(compiled, year), year, reading, resources)
        for year in years
    )


def _book(
    source: Source, gathered: Gathered, year: int, reading: SettingsReading, resources: Resources
) -> Compiled:
    catalogue = load_catalogue(resources, year)
    layout, findings = load_layout(resources, BOOK)
    if layout is not None:
        findings = check_layout(layout, catalogue, tuple(money_units(resources)))
    if layout is None or findings:
        return Compiled(source, reading.tree, None, sort_findings(findings))
    budget = _budget(source, gathered, year, reading.settings, layout)
    cube = Cube(merge.merge_ledgers(gathered.departments), catalogue)
    document, findings = lay_out(budget, cube, catalogue, layout, resources)
    if document is not None:
        findings += _unlike_approved(source, document, budget, resources)
    return Compiled(source, reading.tree, document, sort_findings(findings))


def _unlike_approved(
    source: Source, document: Document, budget: RegionBudget, resources: Resources
) -> tuple[Diagnostic, ...]:
    """Return what the region's approved totals find in its book."""
    approved = read_approved(source, resources)
    money = money_units(resources)
    catalogue = load_catalogue(resources, budget.year)
    figures = Figures.of(document, source.name, money[budget.unit], money, catalogue)
    totals = approved.of(source.department, budget.year)
    return (*approved.findings, *check_expected("ROL004", totals, figures))


def _budget(
    source: Source,
    gathered: Gathered,
    year: int,
    settings: RegionSettings | None,
    layout: Layout,
) -> RegionBudget:
    nothing = Origin(SourceTree(source.name, "", merge.NOWHERE), merge.NOWHERE, ())
    origin = settings.origin if settings else nothing
    departments = gathered.departments
    unit = settings.unit if settings else None
    numbers = NumberOptions(unit=unit)
    return RegionBudget(
        origin=origin,
        jurisdiction=BOOK,
        year=year,
        unit=unit or layout.numbers.table.unit,
        department=Department(origin, settings.name if settings else layout.name),
        revenue=(),
        options=Options(origin, tables=numbers, prose=numbers),
        project_expenditure=ProjectExpenditure(origin, projects=merge.merge_projects(departments)),
        issued=settings.issued if settings else None,
        counted=merge.counted(departments),
        failed=merge.failed(gathered),
        absent=merge.absent(gathered),
        besides=merge.besides(gathered),
        units=merge.units(departments),
        outside=merge.outside(gathered),
        without_prior=merge.without_prior(departments),
    )
