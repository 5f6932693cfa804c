"""Which jurisdictions there are, and the `layout.yaml` of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources, kept
from budgetc.jurisdiction.overrides import Target, apply_overrides, overridden
from budgetc.jurisdiction.spec import Layout
from budgetc.lists import money_units
from budgetc.schema import load_schema
from budgetc.source.read import read_data

KINDS = ("department", "unit")
"""The kinds of documents."""


def layout_name(jurisdiction: str) -> str:
    """Return the name of the file that declares a jurisdiction."""
    return f"templates/{jurisdiction}/layout.yaml"


def jurisdictions(resources: Resources) -> tuple[str, ...]:
    """Return the names of all jurisdictions."""
    return tuple(
        name for name in resources.folders("templates") if resources.has(layout_name(name))
    )


@kept
def load_layout(
    resources: Resources, jurisdiction: str
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return a jurisdiction's layout, or what is wrong with it; neither, if there is none."""
    name = layout_name(jurisdiction)
    unit = next(iter(money_units(resources).values()))
    schema = load_schema(resources, "layout.schema.json")
    layout, findings = schema.bind(read_data(resources, name), Layout, unit)
    return (None, findings) if layout is None else apply_overrides(resources, layout, unit)


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
        kinds = (layout.words or KINDS) if layout else ()
        every = layout.tables if layout else ()
        tables = tuple(
            (kind, sum(not table.kinds or kind in table.kinds for table in every)) for kind in kinds
        )
        own = tuple(target for target in replaced if target.file.startswith(f"templates/{name}/"))
        yield Jurisdiction(
            name,
            layout.name if layout else "",
            tables,
            resources.ships(layout_name(name)),
            own,
        )
