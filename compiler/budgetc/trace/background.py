"""What a derivation takes its names from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.classification import Catalogue, CodeList, load_catalogue
from budgetc.document.model import PERCENT
from budgetc.files.data import Resources
from budgetc.jurisdiction.load import units
from budgetc.ledger import Ledger
from budgetc.numbers.money import Unit
from budgetc.pipeline import Compiled


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """The names of everything that figures are made of.

    Attributes:
        catalogue: of codes.
        ledger: knows whose each amount is.
        projects: names of projects by id.
        money: units of money by name.
    """

    catalogue: Catalogue
    ledger: Ledger
    projects: Mapping[str, str]
    money: Mapping[str, Unit]

    def codes(self, margin: str) -> CodeList:
        """Return the code list along which a margin is added up: of revenue, its funds."""
        return self.catalogue.lists()[dimension_of(margin)]

    def is_money(self, unit: str) -> bool:
        """Tell whether a unit is one of money, and neither % nor nothing."""
        return unit != PERCENT and unit in self.money


def dimension_of(margin: str) -> str:
    """Return the dimension of facts that a margin is added up along."""
    return margin if margin in ("function", "economic") else "fund"


def background_of(compiled: Compiled, resources: Resources) -> Background:
    """Return what the figures of a compiled source are named by.

    Raises:
        ValueError: the source has errors, and so no figures.
    """
    if compiled.draft is None:
        raise ValueError(compiled.source.name)
    budget: Budget = compiled.draft.budget
    return Background(
        load_catalogue(resources, budget.year),
        compiled.draft.ledger,
        {project.id: project.name for project in budget.projects},
        units(resources),
    )
