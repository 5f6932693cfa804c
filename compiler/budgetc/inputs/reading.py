"""From a file to a budget: read, validate, bind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budgetc.budget import Budget
from budgetc.budget.declarations import APPROVED
from budgetc.budget.paths import keys_of
from budgetc.budget.sections import bind_sections
from budgetc.classification import load_catalogue
from budgetc.classification.codes import DEFAULT, FROM_ABOVE
from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.jurisdiction.load import load_layout
from budgetc.jurisdiction.sources import schema_of
from budgetc.lists import money_units
from budgetc.schema.binding import Binding
from budgetc.source.nodes import Mapping, SourceTree, as_called
from budgetc.source.read import read_file
from budgetc.upgrading.check import check_format
from budgetc.upgrading.steps import load_steps


def read_tree(
    source: Source, resources: Resources
) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Return a file as read, with what the schema of budgets says of its places.

    One that is of another format than the present one has the finding that says so, and no other.

    Raises:
        DataFaultError: the schema cannot be used.
    """
    tree, findings = read_file(source)
    if tree is None:
        return None, findings
    tree = schema_of(resources, tree).shaped(tree)
    return tree, findings or check_format(tree, load_steps(resources))


def read_budget(
    source: Source, resources: Resources
) -> tuple[Budget | None, tuple[Diagnostic, ...]]:
    """Return the budget of a file, or everything that is wrong with its form.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    tree, findings = read_tree(source, resources)
    return (None, findings) if tree is None or findings else bind_budget(tree, resources)


def bind_budget(
    tree: SourceTree, resources: Resources
) -> tuple[Budget | None, tuple[Diagnostic, ...]]:
    """Return what a file says as a budget, or everything that is wrong with its form.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    findings = schema_of(resources, tree).check(tree)
    if findings:
        return None, findings
    layout, _ = load_layout(resources, tree.said("jurisdiction"), tree.said("stage") or APPROVED)
    funds = load_catalogue(resources, tree.year or 0).fund
    named = _may_be_typed(funds.lowest_by_name, tree.text)
    if named or (layout is not None and layout.roles):
        tree = as_called(tree, {"fund": funds.lowest_by_name} if named else {})
    further = layout.further if layout is not None else ()
    binding = Binding(
        tree, money_units(resources)[tree.said("unit")], further, {"fund": funds.coded(DEFAULT)}
    )
    budget = replace(binding.bind(Budget, tree.root), fund_from_above=funds.coded(FROM_ABOVE))
    if isinstance(tree.root, Mapping):
        measures = layout.counted_in if layout is not None else {}
        sections = bind_sections(binding, tree.root, keys_of(Budget), measures)
        budget = replace(budget, sections=sections) if sections is not None else budget
    # With an amount that could not be read, every sum over it would be reported as well.
    findings = tuple(binding.findings)
    return (None if findings else budget), findings


_EDGES = frozenset(("", *" \t\r\n\"'{}[],:"))
"""What may stand beside a whole value of YAML."""


def _may_be_typed(names: Iterable[str], text: str) -> bool:
    """Tell whether one of some names may be a whole value; most stand in sentences, if anywhere."""
    # A quoted value may be written with escapes; most texts have not even a backslash.
    if "\\" in text and any(escape in text for escape in ("\\u", "\\U", "\\x")):
        return True
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if text[max(at - 1, 0) : at] in _EDGES and text[end : end + 1] in _EDGES:
                return True
            at = text.find(name, end)
    return False
