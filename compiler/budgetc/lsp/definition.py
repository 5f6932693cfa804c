"""Where something is defined: a code in its list, an entry in last year's source, a unit."""

from __future__ import annotations

from pathlib import Path as FilePath

from budgetc.classification.catalogue import FILES, place_of
from budgetc.diagnostics.spans import Span
from budgetc.files.data import DataFaultError, shipped_folder
from budgetc.frozen import NamedTuple
from budgetc.lsp.pointed import Code, Pointed, pointed
from budgetc.lsp.projects import project_at, uses_of
from budgetc.lsp.session import Place, View
from budgetc.source.identity import Names
from budgetc.source.nodes import Scalar


class Target(NamedTuple):
    """A stretch of a file, wherever the file is."""

    path: FilePath
    span: Span


def definition(view: View, place: Place) -> Target | None:
    """Return where what stands at a place is defined.

    Of a code, the line of its list; of a unit's id, the unit's source; of a project's id elsewhere
    than in the project, the project; of anything else, the same entry of last year's source.
    """
    found = pointed(view, place)
    if found is None:
        return None
    if found.code is not None:
        return _in_list(view, found.code)
    return _unit(view, found) or _project(view, found) or _last_year(view, found)


def _in_list(view: View, code: Code) -> Target | None:
    local = _declared_here(view, code)
    if local is not None:
        return local
    catalogue = view.compilation.inputs.catalogue
    if catalogue is None or code.dimension not in FILES:
        return None
    try:
        name = place_of(view.resources, catalogue.edition, FILES[code.dimension])
        text = view.resources.text(name)
        is_own = view.resources.original(name) is not None or not view.resources.ships(name)
    except DataFaultError:
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.partition(",")[0] == code.code:
            root = view.source.home if is_own else shipped_folder()
            return Target(root / name, Span(name, number, 1, number, len(code.code) + 1))
    return None


def _declared_here(view: View, code: Code) -> Target | None:
    """Return the line that declares a code of this place alone, if it is not on that line."""
    budget = view.compilation.inputs.budget
    local = budget.local_codes if budget is not None else ()
    spans = (one.origin.span("code") for one in local if one.code == code.code)
    span = next(spans, None)
    return None if span is None or span == code.span else Target(view.path_of(span.file), span)


def _unit(view: View, found: Pointed) -> Target | None:
    """Return the source of a unit whose id stands at a place; itself, it may be full of errors."""
    if not isinstance(found.node, Scalar) or not found.node.text or found.is_key:
        return None
    keys = tuple(key for key in found.path if isinstance(key, str))
    if keys not in (("transfers", "unit"), ("department", "subordinate_units", "id")):
        return None
    unit = view.source.of_unit(found.node.text)
    return Target(view.path_of(unit.file), Span.point(unit.name)) if unit.is_there() else None


def _project(view: View, found: Pointed) -> Target | None:
    """Return the project whose id stands at a place that is not the project's own."""
    project = project_at(found.tree, found.path)
    entry = next((one for one in uses_of(found.tree, project) if one.is_entry), None)
    if not project or entry is None or entry.span == found.span:
        return None
    return Target(view.path_of(found.tree.file), entry.span)


def _last_year(view: View, found: Pointed) -> Target | None:
    """Return the same entry of last year's source; of what that does not have, what it stands in.

    The whole of the source is nobody's entry.
    """
    given = view.compilation.inputs.given
    if given is None or given.last is None:
        return None
    last = given.last.budget.origin.tree
    here, there = Names(found.tree), Names(last)
    for depth in range(len(found.path), 1, -1):
        path = there.find(here.text(found.path[:depth]))
        if path is not None:
            node, _ = last.at(path)
            return Target(view.path_of(last.file), last.span(node))
    return None
