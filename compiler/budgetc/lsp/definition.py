"""Where something is defined: a code in its list, an entry in last year's source, a unit."""

from __future__ import annotations

import csv
from pathlib import Path as FilePath

from budgetc.classification.catalogue import FILES, place_of
from budgetc.diagnostics.spans import Span
from budgetc.files.data import DataFaultError, shipped_folder
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.declared import DeclaredDimension
from budgetc.jurisdiction.sources import declared_of
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

    Of a code, the line of its list, or the entry whose code it is; of a unit's id, the unit's
    source; of a project's id elsewhere than in the project, the project; of anything else, the
    same entry of last year's source.
    """
    found = pointed(view, place)
    if found is None:
        return None
    if found.code is not None:
        return _of_code(view, found, found.code)
    return _unit(view, found) or _project(view, found) or _last_year(view, found)


def _of_code(view: View, found: Pointed, code: Code) -> Target | None:
    dimension = declared_of(found.tree, view.resources).dimensions.get(code.dimension)
    if dimension is not None and dimension.section:
        return _in_section(view, found, code, dimension) or _last_year(view, found)
    if (local := _declared_here(view, code)) is not None:
        return local
    catalogue = view.compilation.inputs.catalogue
    try:
        if dimension is not None:
            return _in_list(view, code, dimension.file)
        if catalogue is None or code.dimension not in FILES:
            return None
        return _in_list(
            view, code, place_of(view.resources, catalogue.edition, FILES[code.dimension])
        )
    except DataFaultError:
        return None


def _in_list(view: View, code: Code, name: str) -> Target | None:
    """Return the line of a code in the data file that is its list.

    Raises:
        DataFaultError: the file cannot be read.
    """
    head, *lines = view.resources.text(name).split("\n")
    is_own = view.resources.original(name) is not None or not view.resources.ships(name)
    at = next(csv.reader([head])).index("code")
    for number, line in enumerate(lines, start=2):
        cells = next(csv.reader([line]), [])
        if cells[at : at + 1] == [code.code]:
            root = view.source.home if is_own else shipped_folder()
            begin = line.index(code.code) + 1
            return Target(root / name, Span(name, number, begin, number, begin + len(code.code)))
    return None


def _in_section(
    view: View, found: Pointed, code: Code, dimension: DeclaredDimension
) -> Target | None:
    """Return the entry of a section whose code is pointed at elsewhere."""
    budget = view.compilation.inputs.budget
    sections = budget.sections if budget is not None else None
    for entry in sections.all_under(dimension.section) if sections is not None else ():
        if str(entry.values.get(dimension.code, "")) == code.code:
            span = entry.origin.span(dimension.code)
            return None if span == found.span else Target(view.path_of(span.file), span)
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
