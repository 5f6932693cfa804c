"""Which sources a command is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Translator, msg
from budgetc.files.workspace import NoWorkspaceError, Source, Workspace

_MANY = 10
"""From how many sources on one has to wait for them."""


def sources_argument(translator: Translator) -> click.Argument:
    """Return the argument SOURCE…: files, or folders of files; none means the whole workspace."""
    return click.Argument(
        ["sources"],
        nargs=-1,
        metavar=translator.text("[SOURCE]..."),
        type=click.Path(exists=True, path_type=Path),
    )


def find_sources(
    named: Sequence[Path], translator: Translator
) -> tuple[Workspace, tuple[Source, ...]]:
    """Return the workspace and the sources that were named, or all of them.

    Raises:
        click.UsageError: there is no workspace, or no source in it.
    """
    workspace = find_workspace(translator, named)
    if not named:
        sources = workspace.sources()
    else:
        files = sorted({file.absolute() for path in named for file in _files(path, workspace)})
        region = workspace.region().path
        sources = tuple(workspace.source(file) for file in files if file != region)
    if not sources:
        raise click.UsageError(
            translator(
                msg(
                    "there is no source in {folder}; a source is budgets/<department>/<year>.yaml",
                    folder=printable(str(named[0] if named else workspace.root)),
                )
            )
        )
    return workspace, sources


def in_turn(sources: Sequence[Source], translator: Translator) -> Iterable[Source]:
    """Return sources one by one; where there are many, behind a bar on the terminal."""
    if len(sources) < _MANY:
        return sources
    from budgetc.cli.progress import with_bar  # noqa: PLC0415  # not needed for a few

    return with_bar(sources, translator(msg("reading sources")))


def find_workspace(translator: Translator, named: Sequence[Path] = ()) -> Workspace:
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
        return Workspace(Path.cwd())
    raise click.UsageError(
        translator(
            msg(
                "no folder budgets here or above {folder}; go to the repository of the budgets, or "
                "name a source",
                folder=printable(str(Path.cwd())),
            )
        )
    )


def _files(path: Path, workspace: Workspace) -> Iterator[Path]:
    """Yield a file itself, and of a folder the sources that the workspace has in it."""
    if path.is_dir():
        inside = path.resolve()
        sources = (source.path for source in workspace.sources())
        yield from (file for file in sources if file.resolve().is_relative_to(inside))
    else:
        yield path
