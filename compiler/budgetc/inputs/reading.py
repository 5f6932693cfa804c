"""From a file to a budget: read, validate, bind."""

from __future__ import annotations

from budgetc.budget import Budget
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Source
from budgetc.lists import money_units
from budgetc.numbers.money import UNITS
from budgetc.schema import load_schema
from budgetc.schema.binding import Binding
from budgetc.source.nodes import Mapping, Scalar, SourceTree
from budgetc.source.read import read_file


def read_budget(
    source: Source, resources: Resources
) -> tuple[Budget | None, tuple[Diagnostic, ...]]:
    """Return the budget of a file, or everything that is wrong with its form.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    tree, findings = read_file(source)
    return (None, findings) if tree is None or findings else bind_budget(tree, resources)


def bind_budget(
    tree: SourceTree, resources: Resources
) -> tuple[Budget | None, tuple[Diagnostic, ...]]:
    """Return what a file says as a budget, or everything that is wrong with its form.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    findings = load_schema(resources, "budget.schema.json").check(tree)
    if findings:
        return None, findings
    units, unit = money_units(resources), _unit_of(tree)
    if unit not in units:
        raise DataFaultError(UNITS, msg("it does not say what {unit} is worth", unit=unit))
    binding = Binding(tree, units[unit])
    budget = binding.bind(Budget, tree.root)
    # With an amount that could not be read, every sum over it would be reported as well.
    findings = tuple(binding.findings)
    return (None if findings else budget), findings


def _unit_of(tree: SourceTree) -> str:
    unit = tree.root.get("unit") if isinstance(tree.root, Mapping) else None
    return unit.text if isinstance(unit, Scalar) else ""
