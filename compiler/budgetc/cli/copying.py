"""Copying shipped data, or parts of it, into a workspace, and remembering what was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from budgetc.cli.speech import RefusedError
from budgetc.diagnostics.messages import msg, together
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import OVERRIDABLE
from budgetc.files.workspace import Workspace
from budgetc.files.writing import write_all
from budgetc.jurisdiction.overrides import LOCK, Target, lock_text, original, read_lock, targets_in
from budgetc.jurisdiction.parts import fingerprint
from budgetc.source.dump import dumped
from budgetc.source.nodes import Node, plain
from budgetc.templating.sandbox import OVERRIDES

_NEW_NAME = re.compile(r"[^\W\d_A-Z](?:[^\W_A-Z]|-)*")


def copy_jurisdiction(workspace: Workspace, name: str, new_name: str) -> tuple[str, ...]:
    """Copy the files of a jurisdiction, and return their names in the workspace.

    Raises:
        click.ClickException: a file is there already, or the new name is none.
    """
    if not _NEW_NAME.fullmatch(new_name):
        raise RefusedError(
            msg("{name} is no name: small letters, Chinese characters, digits and -", name=new_name)
        )
    resources = workspace.resources()
    old, new = f"templates/{name}/", f"templates/{new_name}/"
    files = {}
    for file in resources.names(old.rstrip("/")):
        if name != new_name or f"/{OVERRIDES}/" not in file:
            files[new + file.removeprefix(old)] = resources.text(file).replace(old, new)
    _write(workspace, files)
    if name == new_name:
        record(workspace, [Target(file) for file in files])
    return tuple(files)


def write_overrides(workspace: Workspace, targets: Iterable[Target]) -> tuple[str, ...]:
    """Write the files that replace targets, the same as they for now; return their names.

    Raises:
        click.ClickException: there is no such thing, or it is replaced already.
    """
    files = {t.override: original_text(workspace, t) for t in targets}
    _write(workspace, files)
    return tuple(files)


def original_text(workspace: Workspace, target: Target) -> str:
    """Return what a target is without its replacement, as the text of a file.

    Raises:
        click.ClickException: there is no such thing.
    """
    content = _original(workspace, target)
    return content if isinstance(content, str) else f"# {target}\n{dumped(plain(content))}"


def record(workspace: Workspace, targets: Iterable[Target]) -> None:
    """Remember the originals of overrides as they are now; forget those of overrides long gone."""
    resources = workspace.resources()
    recorded = {
        name: mark
        for name, mark in read_lock(resources).items()
        if (workspace.root / Target.read(name).override).is_file()
    }
    for target in targets:
        if not (workspace.root / target.override).is_file():
            raise RefusedError(msg("{target} is not overridden here", target=str(target)))
        recorded[str(target)] = fingerprint(_original(workspace, target))
    _replace(workspace, {LOCK: lock_text(recorded)})


def _original(workspace: Workspace, target: Target) -> str | Node:
    resources = workspace.resources()
    found = original(resources, target)
    if found is None or target.file.split("/")[0] not in OVERRIDABLE:
        folder = target.file.rpartition("/")[0]
        known = [str(other) for other in targets_in(resources, folder)] if folder else []
        problem = msg("there is no {target}", target=str(target))
        hint = choices(str(target), known) if known else None
        raise RefusedError(together(problem, hint) if hint else problem)
    return found


def _write(workspace: Workspace, files: Mapping[str, str]) -> None:
    for name in files:
        if (workspace.root / name).exists():
            raise RefusedError(msg("{file} is there already", file=name))
    _replace(workspace, files)


def _replace(workspace: Workspace, files: Mapping[str, str]) -> None:
    paths = {workspace.root / name: text.encode() for name, text in files.items()}
    for problem in write_all(paths, workspace.root):
        raise RefusedError(problem.message)
