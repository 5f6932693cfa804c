"""Sources on the command line, named by their department: 市档案馆, or 市档案馆/2024."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from budgetc.cli.inputs import find_workspace, workspace_here
from budgetc.cli.speech import UsageError
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.suggest import nearly
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import BUDGETS, Source, Workspace
from budgetc.frozen import NamedTuple


class Named(NamedTuple):
    """A source, and what its department is called."""

    name: str
    source: Source

    @property
    def word(self) -> str:
        """What may be typed for it."""
        return f"{self.name}/{self.source.stem}"


class SourcePath(click.Path):
    """The type of a path to a source, which may be told by the name of its department.

    What is there as a file or folder goes before any name. A folder with one source means that one.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path that was typed, or that of the department.

        Raises:
            click.UsageError: there is neither, or something that is nearly called so.
        """
        # Declared before the language is known, and told in it.
        self.name = click.Path(file_okay=self.file_okay, dir_okay=self.dir_okay).name
        typed = os.fspath(value)
        if typed == "-" and not self.allow_dash and not _is_there(Path(typed)):
            raise UsageError(msg("sources are not read from standard input; name a file"))
        if isinstance(typed, str) and not typed.isascii() and not _is_there(Path(typed)):
            found = self._of_department(typed)
            if found is None and self.exists:
                raise UsageError(
                    msg(
                        "neither a file nor a department here is called {name}; a department is "
                        "known by the name in its source",
                        name=printable(typed),
                    )
                )
            value = found or value
        elif isinstance(typed, str) and self.exists and not _is_there(Path(typed)):
            found = self._in_budgets(typed)
            if found is None:
                _refuse_nearly_right(typed)
            value = found or value
        elif isinstance(typed, str) and not self.dir_okay and Path(typed).is_dir():
            value = _only_source(typed) or value
        return super().convert(value, param, ctx)

    def _in_budgets(self, typed: str) -> Path | None:
        """Return what a folder of a department means that is named without the path to it.

        Raises:
            click.UsageError: one source is asked for, and it has several.
        """
        workspace = workspace_here()
        home = workspace.root / BUDGETS / typed if workspace is not None else None
        if workspace is None or home is None or not (_is_there(home) and home.is_dir()):
            folder, _, stem = typed.rpartition("/")
            known = workspace.sources() if workspace is not None and folder else ()
            named = (one for one in known if (one.department, one.stem) == (folder, stem))
            return next((_from_here(one.path) for one in named), None)
        folder = str(_from_here(home))
        return Path(folder) if self.dir_okay else _only_source(folder)

    def _of_department(self, typed: str) -> Path | None:
        """Return the source that a name means, or where folders do, that of the department.

        Raises:
            click.UsageError: it may be one of several.
        """
        name, _, stem = typed.partition("/")
        known = tuple(one for one in named_sources(name) if stem in ("", one.source.stem))
        meant = tuple(one for one in known if one.name == name) or known
        folders = {one.source.path.parent for one in meant}
        if len(folders) == 1 and not stem and self.dir_okay:
            return _from_here(folders.pop())
        if len(meant) > 1:
            raise _one_of_several(typed, (one.word for one in meant))
        return _from_here(meant[0].source.path) if meant else None


def _refuse_nearly_right(typed: str) -> None:
    """Refuse what is nearly called like a source, or a folder of sources.

    Raises:
        click.UsageError: it is.
    """
    workspace = workspace_here()
    words = dict[str, None]()
    for source in workspace.sources() if workspace is not None else ():
        path, department = _from_here(source.path), source.department
        called = (department, f"{department}/{source.stem}", path.parent.as_posix())
        words.update(dict.fromkeys((*called, path.as_posix())))
    if near := nearly(typed.rstrip("/"), tuple(words)):
        names = enumerated(map(printable, near))
        raise UsageError(
            msg("there is no {path}; did you mean {names}?", path=printable(typed), names=names)
        )


def _is_there(path: Path) -> bool:
    """Tell whether there is such a file or folder; a name that no system takes is of none."""
    return os.path.exists(path)  # noqa: PTH110  # pathlib ends in an error where a name is too long


def _only_source(folder: str) -> Path | None:
    """Return the source in a folder; nothing where there is none.

    Raises:
        click.UsageError: there are several.
    """
    found = [_from_here(one.path) for one in _at(find_workspace(), folder)]
    if len(found) > 1:
        raise _one_of_several(folder, map(str, found))
    return found[0] if found else None


def source_of(department: str, year: str | None) -> Source:
    """Return the source of a department that is told by its folder, its name, or a path.

    Args:
        department: the folder, the whole name or a part of it, or the path of either.
        year: or what the file is called without its suffix; where there is one source only, it
            may be left out.

    Raises:
        click.UsageError: there is none, or several may be meant.
    """
    known = _at(find_workspace(), department)
    if not known:
        named = tuple(named_sources(department))
        exact = tuple(one for one in named if one.name == department) or named
        if len({one.source.department for one in exact}) > 1:
            raise _one_of_several(department, dict.fromkeys(one.name for one in exact))
        known = [one.source for one in exact]
    if not known:
        raise UsageError(
            msg(
                "no department here is called {name}; say its folder under budgets, or its name",
                name=printable(department),
            )
        )
    found = [one for one in known if year in (None, one.stem)]
    if len(found) != 1:
        raise UsageError(
            msg(
                "{name} has these years: {years}; say one",
                name=printable(department),
                years=enumerated(printable(one.stem) for one in known),
            )
        )
    return found[0]


def _one_of_several(typed: str, names: Iterable[str]) -> UsageError:
    """Return that what was typed may mean any of several."""
    shown = enumerated(map(printable, names))
    return UsageError(msg("{name} may be {names}", name=printable(typed), names=shown))


def _at(workspace: Workspace, typed: str) -> list[Source]:
    """Return the sources whose department's folder, or whose path, was typed."""
    path = Path(os.path.abspath(typed))  # noqa: PTH100  # no link on the way is followed
    return [
        one
        for one in workspace.sources()
        if typed.rstrip("/") == one.department or path in (one.path, one.path.parent)
    ]


def named_sources(part: str) -> Iterator[Named]:
    """Yield the sources of the workspace here whose department's name has some part."""
    workspace = workspace_here()
    if workspace is None:
        return
    resources = workspace.resources()
    for source in workspace.sources():
        if part.encode("utf-8", "surrogateescape") not in _content(source):  # most need no reading
            continue
        from budgetc.inputs.reading import read_tree  # noqa: PLC0415  # few are named so

        tree, _ = read_tree(source, resources)
        name = tree.said("department", "name") if tree is not None else ""
        if part in name:
            yield Named(name, source)


def _content(source: Source) -> bytes:
    try:
        return source.read() or b""
    except FileRefusedError:
        return b""


def _from_here(path: Path) -> Path:
    return Path(os.path.relpath(path, Path.cwd().resolve()))
