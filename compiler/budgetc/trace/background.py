"""What a derivation takes its names from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetc.classification import Catalogue, CodeList
from budgetc.document.model import PERCENT
from budgetc.ledger import Ledger
from budgetc.numbers.money import Unit
from budgetc.pipeline import Compilation


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


def background_of(compilation: Compilation) -> Background:
    """Return what the figures of a compiled source are named by.

    Raises:
        ValueError: the source has errors, and so no figures.
    """
    draft, given = compilation.draft, compilation.inputs.given
    if draft is None or given is None:
        raise ValueError(compilation.source.name)
    return Background(
        given.conventions.catalogue,
        draft.ledger,
        {project.id: project.name for project in draft.budget.projects},
        given.conventions.lists.money_units,
    )
