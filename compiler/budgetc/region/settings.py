"""Reading `budgets/region.yaml`."""

from __future__ import annotations

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.lists import money_units
from budgetc.region.model import RegionSettings
from budgetc.schema import load_schema
from budgetc.schema.binding import Binding
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
    tree, findings = read_file(source)
    if tree is None or findings:
        return None, findings
    findings = load_schema(resources, "region.schema.json").check(tree)
    if findings:
        return None, findings
    binding = Binding(tree, next(iter(money_units(resources).values())))
    settings = binding.bind(RegionSettings, tree.root)
    findings = tuple(binding.findings)
    return (None if findings else settings), findings
