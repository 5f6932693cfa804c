"""The sources that an editor shows: its unsaved text over the files of the disk, compiled.

A source is compiled when something is asked of it, once for each text of whatever it depends on.
Nothing is written, and what a workspace brings is read as any build reads it.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import field
from datetime import date
from pathlib import Path

from budgetc.files.data import Resources
from budgetc.files.memory import Layered, Memory
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import NoWorkspaceError, Source, Workspace, is_source_name
from budgetc.frozen import NamedTuple, frozen
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.watch import touches_data
from budgetc.source.decode import unix_lines


class Place(NamedTuple):
    """A place in a text, as reports count: line and column from 1, columns in characters."""

    line: int
    column: int


@frozen(eq=False)
class View:
    """A source as an editor shows it, and what became of it.

    Attributes:
        text: what stands in the editor, with Unix line ends.
        compilation: the places of its findings have their names.
        resources: the data files that it was compiled with.
        seconds: what that took.
    """

    source: Source
    text: str
    compilation: Compilation
    resources: Resources
    seconds: float
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def data(self) -> bytes:
        """The text as bytes."""
        return bytes_of(self.text)

    def path_of(self, file: str) -> Path:
        """Return where a file of the workspace stands, by its name in reports."""
        return self.source.home / file

    def line(self, file: str, number: int) -> str:
        """Return a line of a file that was read, by its number from 1; none there is empty."""
        if file not in self._lines:
            self._lines[file] = tuple(self._text_of(file).split("\n"))
        lines = self._lines[file]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def has(self, number: int) -> bool:
        """Tell whether the source has a line of a number from 1."""
        return 0 < number <= self.text.count("\n") + 1

    def _text_of(self, file: str) -> str:
        if file == self.source.name:
            return self.text
        try:
            content = self.source.files.read(file) or b""
        except FileRefusedError:
            return ""
        return unix_lines(content.decode("utf-8-sig", errors="replace"))


class _Home:
    """One workspace, and what is open of it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.resources = workspace.resources()
        self.texts: dict[str, str] = {}
        self.views: dict[str, View] = {}

    def source(self, name: str) -> Source:
        """Return a source whose files are those of the disk under what is typed."""
        typed = Memory({name: bytes_of(text) for name, text in self.texts.items()})
        files = Layered((typed, self.workspace.files))
        return Workspace(self.workspace.root, files).named(name)

    def forget(self, names: Collection[str]) -> None:
        """Have what depends on some files compiled anew when it is asked for."""
        for name, view in tuple(self.views.items()):
            if name in names or view.compilation.inputs.record.mentions(names):
                del self.views[name]


class Session:
    """What is open in one editor; its files are named by paths as `real` gives them."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._homes: dict[Path, _Home] = {}
        self._open: dict[Path, tuple[_Home, str]] = {}

    def type(self, path: Path, text: str) -> None:
        """Take the text of a file as an editor shows it, saved or not.

        A file that belongs to no workspace is left alone.
        """
        at = self._open.get(path) or self._found(path)
        if at is not None:
            home, name = self._open[path] = at
            home.texts[name] = text
            home.forget({name})

    def close(self, path: Path) -> None:
        """Take the text of the disk again."""
        if path in self._open:
            home, name = self._open.pop(path)
            del home.texts[name]
            home.forget({name})

    def save(self, paths: Collection[Path]) -> None:
        """Look anew at what files on the disk touch, saved, made or deleted by whomever."""
        for root, home in self._homes.items():
            inside = (one for one in paths if one.is_relative_to(root))
            names = frozenset(one.relative_to(root).as_posix() for one in inside)
            if touches_data(names):
                home.resources = home.resources.renewed()
                home.views.clear()
            home.forget(names)

    def look(self, path: Path) -> View | None:
        """Return a source that is open, compiled as it stands; nothing of any other file."""
        if path not in self._open:
            return None
        home, name = self._open[path]
        if name not in home.views and is_source_name(name):
            begun = time.perf_counter()
            source = home.source(name)
            made = compile_source(source, home.resources, date.today()).named()
            text, seconds = unix_lines(home.texts[name]), time.perf_counter() - begun
            home.views[name] = View(source, text, made, home.resources, seconds)
        return home.views.get(name)

    def views(self) -> tuple[View, ...]:
        """Return every source that is open, compiled as it stands."""
        seen = map(self.look, self._open)
        return tuple(view for view in seen if view is not None)

    def _found(self, path: Path) -> tuple[_Home, str] | None:
        try:
            workspace = Workspace.find(path.parent)
        except (NoWorkspaceError, OSError):
            return None
        home = self._homes.setdefault(workspace.root, _Home(workspace))
        return home, path.relative_to(workspace.root).as_posix()


def real(path: Path) -> Path:
    """Return a file by the folder that it really stands in; itself, it may be gone, or a link.

    Raises:
        OSError: nothing can be called so.
    """
    try:
        return path.parent.resolve() / path.name
    except (RuntimeError, ValueError) as error:  # links in a circle, or a zero in the name
        raise OSError(str(error)) from error


def bytes_of(text: str) -> bytes:
    """Return what a text would be on the disk; half a character is refused there as no UTF-8."""
    return text.encode("utf-8", "surrogatepass")
