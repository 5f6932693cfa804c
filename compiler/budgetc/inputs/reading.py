"""From a file to a budget: read, validate, bind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budgetc.budget.model import Budget
from budgetc.budget.paths import keys_of
from budgetc.budget.sections import bind_sections
from budgetc.classification import load_catalogue
from budgetc.classification.codes import DEFAULT, FROM_ABOVE
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.gaps import is_gap
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.jurisdiction.load import layout_of_source
from budgetc.jurisdiction.sources import schema_of
from budgetc.lists import money_units
from budgetc.schema.binding import Binding
from budgetc.source.identity import Names
from budgetc.source.nodes import Mapping, Node, Sequence, SourceTree, as_called
from budgetc.source.read import read_file
from budgetc.source.shape import Shape
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
    return (None, findings) if findings else _bound(tree, resources)


def bind_what_fits(tree: SourceTree, resources: Resources) -> Budget | None:
    """Return what a file says as a budget as far as it fits, for who fills it in yet.

    An amount that is still missing is 0, and a section with something else wrong is left out;
    nothing is returned where the file does not say what it is of.

    Args:
        tree: the file, with what the schema says of its places.
        resources: the data files.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    names = Names(tree)
    found = (one for one in schema_of(resources, tree).check(tree) if not is_gap(one))
    broken = {path[0] for one in found if (path := names.at(one.span))}
    if not isinstance(tree.root, Mapping) or not isinstance(tree.root.get("department"), Mapping):
        return None
    entries = {key: one for key, one in tree.root.entries.items() if key not in broken}
    if not all(key in entries for key in _HEAD) or tree.said("unit") not in money_units(resources):
        return None
    root = _with_noughts(tree.root._replace(entries=entries), tree.shape)
    return _bound(replace(tree, root=root), resources)[0]


_HEAD = ("jurisdiction", "year", "unit", "department")
"""What says of what a budget is."""


def _with_noughts(node: Node, shape: Shape) -> Node:
    """Return a node with 0 for each amount that is missing, and nothing in lists that are."""
    if isinstance(node, Sequence):
        inside = shape.under(None)
        return node._replace(items=tuple(_with_noughts(item, inside) for item in node.items))
    if isinstance(node, Mapping):
        entries = {
            key: (written, _with_noughts(child, shape.under(key)))
            for key, (written, child) in node.entries.items()
        }
        return node._replace(entries=entries)
    if node.value is None and shape.is_amount:
        return node._replace(value=0, text="0")
    kind = shape.here.get("type") if node.value is None else None
    return Sequence((), *node[2:]) if kind == "array" else node


def _bound(tree: SourceTree, resources: Resources) -> tuple[Budget | None, tuple[Diagnostic, ...]]:
    """Return what a file says that fits its schema."""
    layout, _ = layout_of_source(tree, resources)
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
