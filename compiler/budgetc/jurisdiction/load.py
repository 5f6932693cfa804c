"""Reading a jurisdiction's `layout.yaml`."""

from __future__ import annotations

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources, kept
from budgetc.jurisdiction.overrides import apply_overrides
from budgetc.jurisdiction.spec import Layout
from budgetc.lists import money_units
from budgetc.schema import load_schema
from budgetc.source.read import read_data


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
