"""Which amounts a source has, as a layout says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from budgetc.budget.declarations import APPROVED
from budgetc.diagnostics.messages import Bilingual
from budgetc.frozen import frozen


@frozen(eq=False)
class AmountSpec:
    """What a key of a line tells: the money of which year, at which stage of its budget.

    Attributes:
        year: from the year of the source: 0 is its own, -1 the year before.
        stage: of the budget that says so: proposed, approved, adjusted or final, which a source
            beside this one may tell; any other word where none can.
        to: the last of several years, from the year of the source.
        name: as editors and messages call it, by language.
        about: what is typed there, by language.
        measure: in what it is counted; money if it names none.
    """

    year: int
    stage: str
    to: int | None = None
    name: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    measure: str | None = None

    def called(self, key: str) -> Bilingual:
        """Return what people call it: its name, else the key itself."""
        en, zh = self.name.get("en", ""), self.name.get("zh", "")
        return Bilingual(en or zh or key, zh or en or key)


@frozen(eq=False)
class MeasureSpec:
    """What is counted and is no money: posts, pieces, people.

    Attributes:
        decimals: how many its numbers have at most.
        name: what it is called, by language.
        word: what follows a number of it in a sentence.
    """

    decimals: int = 0
    name: Mapping[str, str] = field(default_factory=dict)
    word: str = ""


AMOUNT, PRIOR = "amount", "prior"
"""The keys of this year's and last year's approved budget, unless a jurisdiction has others."""


USUAL_AMOUNTS: Mapping[str, AmountSpec] = MappingProxyType(
    {AMOUNT: AmountSpec(0, APPROVED), PRIOR: AmountSpec(-1, APPROVED)}
)
"""What the lines of a source tell where a jurisdiction declares nothing else."""
