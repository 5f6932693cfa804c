"""From a file to a budget: read, validate, bind."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.budget import Budget
from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.jurisdiction.load import units
from budgetc.schema import load_schema
from budgetc.schema.binding import Binding
from budgetc.source.nodes import Mapping, Scalar, SourceTree
from budgetc.source.read import read_file


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a file says.

    Attributes:
        tree: the file as read, if it could be.
        budget: there is none where something is wrong with the file.
        findings: what is wrong.
    """

    tree: SourceTree | None
    budget: Budget | None
    findings: tuple[Diagnostic, ...]


def read_budget(source: Source, resources: Resources) -> Reading:
    """Return the budget of a file, or everything that is wrong with its form."""
    tree, findings = read_file(source.path, source.name)
    if tree is None or findings:
        return Reading(tree, None, findings)
    findings = load_schema(resources, "budget.schema.json").check(tree)
    if findings:
        return Reading(tree, None, findings)
    binding = Binding(tree, units(resources)[_unit_of(tree)])
    budget = binding.bind(Budget, tree.root)
    # With an amount that could not be read, every sum over it would be reported as well.
    findings = tuple(binding.findings)
    return Reading(tree, None if findings else budget, findings)


def _unit_of(tree: SourceTree) -> str:
    unit = tree.root.get("unit") if isinstance(tree.root, Mapping) else None
    return unit.text if isinstance(unit, Scalar) else ""
