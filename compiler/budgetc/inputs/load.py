"""What a budget is compiled with: its year's lists, its layout, last year's source, its units."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.budget.consolidate import Unit
from budgetc.budget.control_totals import ControlTotal
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, finding, has_errors
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs.approved import read_approved
from budgetc.inputs.last_year import LastSource, find_last_year
from budgetc.inputs.units import read_units
from budgetc.jurisdiction import Layout, load_layout
from budgetc.jurisdiction.check import check_layout, check_options
from budgetc.jurisdiction.load import jurisdictions, units
from budgetc.jurisdiction.overrides import check_overrides
from budgetc.numbers.money import Unit as MoneyUnit


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Everything that a budget is compiled with.

    Attributes:
        catalogue: the code lists of its year.
        layout: of its jurisdiction.
        money: the unit that its source is written in.
        last: last year's source, if there is one that can be used.
        units: the department's units with sources of their own.
        approved: what the region's control totals say of the department.
    """

    catalogue: Catalogue
    layout: Layout
    money: MoneyUnit
    last: LastSource | None
    units: tuple[Unit, ...]
    approved: tuple[ControlTotal, ...]


def look_around(
    source: Source, budget: Budget, resources: Resources
) -> tuple[Surroundings | None, tuple[Diagnostic, ...]]:
    """Return what a budget is compiled with; nothing where a part of it is missing or wrong."""
    catalogue = load_catalogue(resources, budget.year)
    last, last_findings = find_last_year(source, budget, catalogue, resources)
    parts, unit_findings = read_units(source, budget, resources)
    layout, layout_findings = _layout_of(budget, catalogue, resources)
    approved = read_approved(source, resources)
    findings = (*last_findings, *unit_findings, *layout_findings, *approved.findings)
    if layout is None or has_errors(unit_findings):
        # Without a unit, the sums and sentences of the department would be wrong as well.
        return None, findings
    money = units(resources)[budget.unit]
    totals = approved.of(source.department, budget.year)
    return Surroundings(catalogue, layout, money, last, parts, totals), findings


def _layout_of(
    budget: Budget, catalogue: Catalogue, resources: Resources
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    layout, findings = load_layout(resources, budget.jurisdiction)
    if layout is not None:
        names = tuple(units(resources))
        findings = (*check_layout(layout, catalogue, names), *check_options(budget, layout))
    elif not findings:
        unknown = finding(
            "JUR001",
            msg("there is no jurisdiction {name}", name=budget.jurisdiction),
            budget.origin.span("jurisdiction"),
            hint=choices(budget.jurisdiction, jurisdictions(resources)),
        )
        findings = (unknown,)
    overridden = check_overrides(resources, budget.jurisdiction)
    return (None if findings else layout), (*findings, *overridden)
