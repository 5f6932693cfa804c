"""Compiling the two states, each with its own data files; nothing of them is executed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from budgetc.diff.pairs import needed
from budgetc.diff.sides import OnDisk, Side, data_of
from budgetc.files.data import OVERRIDABLE, Resources
from budgetc.files.workspace import CONTROL_TOTALS, Workspace
from budgetc.pipeline import Compiled, compile_source
from budgetc.source.read import read_file


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of a state stand.

    Attributes:
        resources: the data files that it is compiled with.
    """

    workspace: Workspace
    resources: Resources

    def compile(self, names: Iterable[str]) -> Mapping[str, Compiled]:
        """Compile sources."""
        sources = (self.workspace.source(self.workspace.root / name) for name in names)
        return {one.name: _with_tree(compile_source(one, self.resources)) for one in sources}

    def read(self, names: Iterable[str]) -> Mapping[str, Compiled]:
        """Read sources without compiling them."""
        found = {}
        for name in names:
            source = self.workspace.source(self.workspace.root / name)
            tree, findings = read_file(source.path, name)
            found[name] = Compiled(source, tree, None, findings)
        return found


def _with_tree(compiled: Compiled) -> Compiled:
    """Return what became of a source with its tree, though its data files cannot be used."""
    if compiled.tree is not None:
        return compiled
    tree, _ = read_file(compiled.source.path, compiled.source.name)
    return replace(compiled, tree=tree)


def stand_up(side: Side, names: Iterable[str], root: Path, folder: Path) -> Place:
    """Return where the files of a state stand; those of a commit are written to a folder.

    Args:
        side: the state.
        names: of the sources that are compiled or read.
        root: of the workspace.
        folder: a private one, empty.

    Raises:
        GitError: git fails.
    """
    own = Resources.of_workspace(root)
    if isinstance(side, OnDisk):
        return Place(Workspace(root), own)
    home = folder.resolve()
    data = data_of(side)
    wanted = {*needed(tuple(names), side), *(n for n in names if n in side.files), *data}
    for name, content in side.read(sorted(wanted)).items():
        _write(home / name, content)
    if len(own.roots) > 1:
        return Place(Workspace(home), Resources((home, *own.roots[1:])))
    # The workspace is the one that data ships from: what a commit of it lacks is today's.
    for name in (n for top in OVERRIDABLE for n in own.names(top) if n not in data):
        if (shipped := own.find(name)) is not None:
            _write(home / name, shipped.read_bytes())
    return Place(Workspace(home), Resources((home,)))


def _write(path: Path, content: bytes) -> None:
    """Write a file; of two names that the file system takes for one, the first stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return


def approved(side: Side) -> tuple[str, ...]:
    """Return the file of approved figures, if a state has one."""
    return (CONTROL_TOTALS,) if CONTROL_TOTALS in side.files else ()
