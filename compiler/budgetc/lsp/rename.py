"""Another id for a project, everywhere it is named: in all sources of its folder, and beside them.

A project has one id in all years and stages of a department. A unit's projects have ids of their
own. An id is never changed at some places only: what cannot be read is a reason to change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import BUDGETS, CONTROL_TOTALS, SUFFIXES
from budgetc.formatting import plain_or_quoted
from budgetc.jurisdiction.sources import schema_of, schema_of_file
from budgetc.lsp.edits import Edit
from budgetc.lsp.pointed import pointed
from budgetc.lsp.projects import Use, approved_uses, ids_of, project_at, uses_of
from budgetc.lsp.session import Place, View
from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_bytes


class NotRenamedError(ReasonedError):
    """An id that is not changed; says why."""


def renamed_at(view: View, place: Place) -> Span | None:
    """Return the stretch of the id at a place; nothing where no project is named."""
    found = pointed(view, place)
    named = found is not None and not found.is_key and project_at(found.tree, found.path)
    return found.span if found is not None and named else None


def rename_project(view: View, place: Place, new: str) -> tuple[Edit, ...]:
    """Return the edits of all files that give the project at a place another id.

    Raises:
        NotRenamedError: no project is named there, the id cannot be one or is taken, or a file
            that may name it cannot be read.
    """
    project = _project(view, place)
    if not project:
        raise NotRenamedError(msg("no project is named here"))
    if project == new:
        return ()
    trees = tuple(_trees(view))
    for tree in trees:
        if new in ids_of(tree):
            reason = msg("{file} has a project {id} already", file=tree.file, id=new)
            raise NotRenamedError(reason)
    edits = tuple(
        Edit(one.span, plain_or_quoted(new)) for tree in trees for one in _uses(view, tree, project)
    )
    _check(view, edits, new)
    return edits


def uses_at(view: View, place: Place) -> tuple[Span, ...]:
    """Return every place that names the project at a place; none where none is named.

    None either where a file cannot be read that may name it.
    """
    project = _project(view, place)
    try:
        trees = tuple(_trees(view)) if project else ()
    except NotRenamedError:
        return ()
    return tuple(one.span for tree in trees for one in _uses(view, tree, project))


def _project(view: View, place: Place) -> str:
    """Return the id of the project that is named at a place; empty where none is."""
    found = pointed(view, place)
    return project_at(found.tree, found.path) if found is not None else ""


def _uses(view: View, tree: SourceTree, project: str) -> Iterator[Use]:
    if tree.file == CONTROL_TOTALS:
        return approved_uses(tree, view.source.department, project)
    return uses_of(tree, project)


def _trees(view: View) -> Iterator[SourceTree]:
    """Yield the sources of a folder, and the approved figures, as they are typed."""
    files, folder = view.source.files, str(PurePosixPath(view.source.name).parent)
    try:
        names = [f"{folder}/{one.name}" for one in files.entries(folder) if one.is_file]
        wanted = [name for name in names if name.endswith(SUFFIXES)]
        if folder.startswith(f"{BUDGETS}/"):
            wanted.append(CONTROL_TOTALS)
        for name in wanted:
            content = files.read(name)
            if content is not None:
                yield _tree(name, content, view.resources)
    except FileRefusedError as error:
        raise NotRenamedError(error.diagnostic.message) from error


def _tree(name: str, content: bytes, resources: Resources) -> SourceTree:
    tree, findings = read_bytes(name, content)
    if tree is None or findings:  # of a key that stands there twice, the second is not in the tree
        reason = msg("{file} may name it, and cannot be read: {reason}",
                     file=name, reason=findings[0].message)  # fmt: skip
        raise NotRenamedError(reason)
    return schema_of_file(resources, name, tree).shaped(tree)


def _check(view: View, edits: tuple[Edit, ...], new: str) -> None:
    """See to it that a source fits the schema with the new id as well as it did before."""
    own = [edit for edit in edits if edit.span.file == view.source.name]
    before, _ = read_bytes(view.source.name, view.data)
    after, _ = read_bytes(view.source.name, _applied(view.text, own).encode())
    if before is not None and after is not None:
        schema = schema_of(view.resources, before)
        if schema.misfits(after) <= schema.misfits(before):
            return
    raise NotRenamedError(msg("{id} cannot be the id of a project", id=new))


def _applied(text: str, edits: list[Edit]) -> str:
    lines = text.split("\n")
    for span, new in sorted(edits, key=lambda one: one.span, reverse=True):
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.column - 1] + new + line[span.end_column - 1 :]
    return "\n".join(lines)
