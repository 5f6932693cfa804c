"""What all budgets of one jurisdiction and year are compiled by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from budgetc.budget.sections import Entry
from budgetc.classification import Catalogue, CodeList, load_catalogue
from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources, kept
from budgetc.frozen import frozen
from budgetc.jurisdiction.declared import Declared, load_declared
from budgetc.jurisdiction.load import load_layout
from budgetc.jurisdiction.spec import Layout
from budgetc.lists import Lists, Thresholds, load_lists, money_units
from budgetc.numbers.money import Unit
from budgetc.templating.templates import Templates, templates_of


@frozen(eq=False)
class Conventions:
    """What all budgets of one jurisdiction and year are compiled by.

    Attributes:
        catalogue: the code lists of the year.
        layout: what the jurisdiction's documents hold.
        templates: the words around its figures.
        lists: words, patterns and codes that rules look for, and the units of money.
        thresholds: the numbers that rules compare with.
        declared: the dimensions and margins of its sources.
    """

    catalogue: Catalogue
    layout: Layout
    templates: Templates
    lists: Lists
    thresholds: Thresholds
    declared: Declared

    @property
    def units(self) -> Mapping[str, Unit]:
        """The units of all that is counted: of money, and of the jurisdiction's measures."""
        return {**self.lists.money_units, **self.layout.counted_in}

    def of_source(self, sections: Entry | None) -> Conventions:
        """Return the same for a source, some of whose codes are those of its own sections."""
        if not self.declared.dimensions:
            return self
        return self.having(self.declared.lists(sections))

    def having(self, codes: Mapping[str, CodeList]) -> Conventions:
        """Return the same with other codes of some dimensions that the jurisdiction declares."""
        declared = {**self.catalogue.declared, **codes}
        return replace(self, catalogue=replace(self.catalogue, declared=declared))


def load_conventions(
    resources: Resources, jurisdiction: str, year: int, stage: str
) -> tuple[Conventions | None, tuple[Diagnostic, ...]]:
    """Return the conventions of a jurisdiction's documents, or what is wrong with them.

    There is neither where there is no such jurisdiction.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    return _of_edition(resources, jurisdiction, load_catalogue(resources, year).edition, stage)


@kept
def _of_edition(
    resources: Resources, jurisdiction: str, edition: int, stage: str
) -> tuple[Conventions | None, tuple[Diagnostic, ...]]:
    # Mostly, all this was found when the package was built.
    from budgetc.jurisdiction.check import check_layout  # noqa: PLC0415
    from budgetc.jurisdiction.language import check_language  # noqa: PLC0415
    from budgetc.jurisdiction.overrides import check_overrides  # noqa: PLC0415
    from budgetc.jurisdiction.repeated import check_repeated  # noqa: PLC0415
    from budgetc.jurisdiction.typed_numbers import check_typed  # noqa: PLC0415
    from budgetc.jurisdiction.unused import check_used  # noqa: PLC0415

    catalogue = load_catalogue(resources, edition)
    overridden = check_overrides(resources, jurisdiction)
    layout, findings = load_layout(resources, jurisdiction, stage)
    declared = Declared()
    if layout is not None:
        declared = load_declared(resources, layout.source)
        if declared.dimensions:
            catalogue = replace(catalogue, declared=declared.lists())
        findings = check_layout(layout, declared, catalogue, tuple(money_units(resources)))
    lists, faults = load_lists(resources)
    findings += faults
    if layout is None or lists is None or findings:
        return None, (*findings, *overridden)
    templates = templates_of(resources)
    thresholds = replace(lists.thresholds, **layout.thresholds)
    typed = (
        *check_typed(layout, lists, resources),
        *check_language(layout, resources),
        *check_repeated(layout, declared, catalogue),
    )
    warnings = (*overridden, *check_used(layout, jurisdiction, templates, resources), *typed)
    conventions = Conventions(catalogue, layout, templates, lists, thresholds, declared)
    return conventions, warnings
