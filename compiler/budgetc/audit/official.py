"""What the official lists and the layouts call things, which what is printed is compared with."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.classification import Catalogue, load_catalogue
from budgetc.classification.catalogue import editions, former_names
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.jurisdiction.titles import TitledTable, titled_tables
from budgetc.published.numbers import normalised


@frozen(eq=False)
class Official:
    """Names that are no matter of choice.

    Attributes:
        catalogue: the code lists of the newest edition.
        since: the year of the earliest edition; documents before it had other lists.
        former: what codes were called before.
        layouts: the tables of each kind of document that a jurisdiction declares.
    """

    catalogue: Catalogue
    since: int
    former: Mapping[str, str]
    layouts: tuple[tuple[TitledTable, ...], ...]


def official_names(resources: Resources) -> Official:
    """Return the official names that ship, and those of a workspace."""
    years = editions(resources)
    return Official(
        load_catalogue(resources, years[-1]),
        years[0],
        former_names(resources, years[-1]),
        titled_tables(resources),
    )


def plain(name: str) -> str:
    """Return a name without blanks, marks and brackets, each letter in its common form."""
    return "".join(letter for letter in normalised(name) if letter.isalnum())


_SHORTEST = 4
_LONG = 8


def mistyped(printed: str, name: str) -> bool:
    """Tell whether a name is most likely the other with a letter or two wrong.

    A name with more or fewer words is none: offices shorten names, and add to them.
    """
    if len(printed) != len(name) or len(name) < _SHORTEST:
        return False
    wrong = [at for at, letter in enumerate(name) if printed[at] != letter]
    exchanged = len(wrong) == 2 and sorted(printed) == sorted(name)  # noqa: PLR2004
    return 0 < len(wrong) <= 1 + (len(name) >= _LONG) or exchanged
