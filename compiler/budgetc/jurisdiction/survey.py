"""Which jurisdictions there are, and what each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetc.files.data import Resources
from budgetc.jurisdiction.load import jurisdictions, layout_name, load_layout
from budgetc.jurisdiction.overrides import Target, overridden
from budgetc.jurisdiction.spec import Layout

KINDS = ("department", "unit")
"""The kinds of documents."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One jurisdiction, for a list of them.

    Attributes:
        name: of its folder.
        title: as its people write it; empty where its layout is wrong.
        tables: how many tables the document of each kind has.
        shipped: whether it came with the compiler.
        overrides: what the workspace replaces of it.
    """

    name: str
    title: str
    tables: tuple[tuple[str, int], ...]
    shipped: bool
    overrides: tuple[Target, ...]


def survey(resources: Resources) -> Iterator[Jurisdiction]:
    """Yield the jurisdictions, sorted by name."""
    replaced = tuple(overridden(resources))
    for name in jurisdictions(resources):
        layout, _ = load_layout(resources, name)
        file = layout_name(name)
        own = tuple(target for target in replaced if target.file.startswith(f"templates/{name}/"))
        yield Jurisdiction(
            name,
            layout.name if layout else "",
            tuple(_tables(layout)) if layout else (),
            resources.ships(file),
            own,
        )


def _tables(layout: Layout) -> Iterator[tuple[str, int]]:
    for kind in layout.words or KINDS:
        yield kind, sum(not table.kinds or kind in table.kinds for table in layout.tables)
