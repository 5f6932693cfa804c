"""Which sources a command is about."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from budgetc.cli.speech import UsageError, in_words
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.data import Resources
from budgetc.files.port import Files
from budgetc.files.workspace import (
    CONTROL_TOTALS,
    Listing,
    NoWorkspaceError,
    Source,
    Workspace,
    nearly_budgets,
)
from budgetc.frozen import NamedTuple

Item = TypeVar("Item")

MANY = 10
"""From how many sources on one has to wait for them."""


class Chosen(NamedTuple):
    """The sources that a command is about.

    Attributes:
        findings: what stands where a source may, and could not be taken for one.
    """

    workspace: Workspace
    sources: tuple[Source, ...]
    findings: tuple[Diagnostic, ...]


def find_sources(
    named: Sequence[Path], beside: Collection[str] = (), look: Files | None = None
) -> Chosen:
    """Return the workspace and the sources that were named, or all of them.

    Args:
        named: files and folders.
        beside: the files that stand beside the departments' folders and are asked for as well.
        look: the files of the workspace, as they were looked at already.

    Raises:
        click.UsageError: there is no workspace, or no source in it.
    """
    workspace = find_workspace(named)
    folders = [path for path in named if path.is_dir()]
    listing = workspace.listing(look) if folders or not named else Listing((), ())
    there = (one for name in beside if (one := workspace.named(name)).is_there())
    sources, findings = (*listing.sources, *there), listing.findings
    if named:
        inside = tuple(_name_in(workspace, folder) for folder in folders)
        findings = tuple(one for one in findings if _is_under(one.span.file, inside))
        no_budgets = {workspace.region().name, CONTROL_TOTALS}.difference(beside)
        single = (workspace.source(path) for path in named if not path.is_dir())
        sources = (
            *(one for one in sources if _is_under(one.name, inside)),
            *(one for one in single if one.name not in no_budgets),
        )
    if not sources and not findings:
        raise UsageError(
            msg(
                "there is no source in {folder}; a source is budgets/<department>/<year>.yaml",
                folder=printable(str(named[0] if named else workspace.root)),
            )
        )
    ordered = sorted({*sources}, key=_way)
    return Chosen(workspace, tuple(ordered), findings)


def _way(source: Source) -> tuple[str, ...]:
    """Return the steps of the path of a source, by which paths are ordered."""
    return (*source.home.parts, *source.file.split("/"))


def find_source(named: Path) -> tuple[Workspace, Source]:
    """Return a source that was named, and its workspace."""
    workspace = find_workspace((named,))
    return workspace, workspace.source(named)


def in_turn(items: Iterable[Item], length: int, label: Message, many: int = MANY) -> Iterator[Item]:
    """Yield items one by one; where there are many, behind a bar on the terminal."""
    can_draw = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if length < many or not can_draw:
        yield from items
        return
    with click.progressbar(items, length, label=in_words(label), file=sys.stderr) as bar:
        yield from bar


def find_workspace(named: Sequence[Path] = ()) -> Workspace:
    """Return the workspace of the first source that was named, or of the current folder.

    Raises:
        click.UsageError: there is none, and no source was named.
    """
    for start in (*(path.absolute().parent for path in named[:1]), Path.cwd()):
        try:
            return Workspace.find(start)
        except NoWorkspaceError:
            continue
    if named:
        return Workspace.on_disk(Path.cwd())
    if (meant := nearly_budgets(Path.cwd())) is not None:
        raise UsageError(
            msg(
                "no folder budgets here or above {folder}; call {meant} so, in small letters",
                folder=printable(str(Path.cwd())),
                meant=printable(str(meant)),
            )
        )
    raise UsageError(
        msg(
            "no folder budgets here or above {folder}; go to the repository of the budgets, or "
            "name a source",
            folder=printable(str(Path.cwd())),
        )
    )


def workspace_here() -> Workspace | None:
    """Return the workspace of the current folder, if it is in one."""
    try:
        return Workspace.find(Path.cwd())
    except NoWorkspaceError:
        return None


def resources_here() -> Resources:
    """Return the data files of the workspace here; where there is none, those that ship."""
    here = workspace_here()
    return Resources.of_workspace(None) if here is None else here.resources()


def _name_in(workspace: Workspace, folder: Path) -> str:
    """Return the name of a folder in a workspace; nothing of the workspace itself."""
    home = folder.resolve()
    if not home.is_relative_to(workspace.root.resolve()):
        return "?"
    return home.relative_to(workspace.root.resolve()).as_posix().removeprefix(".")


def _is_under(name: str, folders: Sequence[str]) -> bool:
    return any(not folder or f"{name}/".startswith(f"{folder}/") for folder in folders)
