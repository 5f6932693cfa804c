"""A layout against the code lists: a fund, code or level that is not there would print nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from budgetc.classification import Catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.layout.spec import Layout
from budgetc.messages import msg
from budgetc.source.nodes import Mapping, Node, Scalar, Sequence
from budgetc.suggest import choices

_CODE_KEYS = ("fund", "function", "economic")
_LEVEL_KEYS = ("level", "levels", "part")


@cache
def check_layout(layout: Layout, catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return what a layout names that the lists do not have."""
    return tuple(_check(layout, catalogue, layout.origin.node))


def _check(layout: Layout, catalogue: Catalogue, node: Node) -> Iterator[Diagnostic]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _check(layout, catalogue, item)
    elif isinstance(node, Mapping):
        for key, (_, child) in node.entries.items():
            if key in _CODE_KEYS or key in _LEVEL_KEYS:
                yield from _check_names(layout, _known(catalogue, key), child)
            else:
                yield from _check(layout, catalogue, child)


def _known(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    lists = catalogue.lists()
    if key in _CODE_KEYS:
        return tuple(lists[key].entries)
    levels = (entry.level for codes in lists.values() for entry in codes.entries.values())
    return tuple(dict.fromkeys(levels))


def _check_names(layout: Layout, known: tuple[str, ...], node: Node) -> Iterator[Diagnostic]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Scalar) or item.text.replace("-", "") in known:
            continue
        yield finding(
            "LAY001",
            msg("the lists have no {name}", name=item.text),
            layout.origin.tree.span(item),
            hint=choices(item.text, known),
        )
