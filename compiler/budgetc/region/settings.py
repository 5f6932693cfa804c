"""Reading `budgets/region.yaml`."""

from __future__ import annotations

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.lists import money_units
from budgetc.region.model import RegionSettings
from budgetc.schema import load_schema
from budgetc.source.read import read_file


def read_settings(
    source: Source, resources: Resources
) -> tuple[RegionSettings | None, tuple[Diagnostic, ...]]:
    """Return the settings of a region, or what is wrong with them; a region needs none.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    if not source.is_there():
        return None, ()
    unit = next(iter(money_units(resources).values()))
    return load_schema(resources, "region.schema.json").bind(
        read_file(source), RegionSettings, unit
    )
