"""The data that travels with the compiler, and the workspace that may override it file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

OVERRIDABLE = ("schema", "templates")
"""The folders of data; a workspace may hold either, with only the files it changes."""


def _shipped() -> Path:
    """Return the folder that holds `schema/` and `templates/`: in the wheel, or in a checkout."""
    package = Path(__file__).parent.parent
    in_wheel = package / "data"
    return in_wheel if in_wheel.is_dir() else package.parent.parent


def _is_data(name: str) -> bool:
    """Tell whether a name stays in the folders of data."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in OVERRIDABLE and ".." not in parts


def _file_in(root: Path, name: str) -> Path | None:
    if not _is_data(name):
        return None
    path = root / name
    inside = path.is_file() and path.resolve().is_relative_to(root.resolve())
    return path if inside else None


T = TypeVar("T")

_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What reading and understanding a file of a stranger can end in."""


@dataclass(frozen=True)
class DataFaultError(Exception):
    """A data file that cannot be used, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resources:
    """Data files by their name, such as `templates/NAME/layout.yaml`.

    Attributes:
        roots: where a file is looked for, first root first.
        generation: what was read of the files is kept as long as the program runs; another number
            means other files, which are read anew.
    """

    roots: tuple[Path, ...]
    generation: int = 0

    @classmethod
    def of_workspace(cls, workspace: Path | None) -> Resources:
        """Return the shipped data, overridden by the files of a workspace."""
        shipped = _shipped()
        if workspace is None or workspace.resolve() == shipped.resolve():
            return cls((shipped,))
        return cls((workspace, shipped))

    def renewed(self) -> Resources:
        """Return the same files, to be read anew."""
        return replace(self, generation=self.generation + 1)

    def find(self, name: str) -> Path | None:
        """Return the file of a name, or nothing; a link that leads out of its root is no file."""
        return next((path for root in self.roots if (path := _file_in(root, name))), None)

    def original(self, name: str) -> Path | None:
        """Return the shipped file whose place a file of the workspace takes, if one does."""
        workspace, *shipped = self.roots
        if not shipped or _file_in(workspace, name) is None:
            return None
        return _file_in(shipped[0], name)

    def ships(self, name: str) -> bool:
        """Tell whether the compiler brings a file of a name."""
        return _file_in(self.roots[-1], name) is not None

    def names(self, folder: str, *, own: bool = False) -> Iterator[str]:
        """Yield the names of all files under a folder, sorted.

        Args:
            folder: such as `templates`.
            own: only those of the workspace; none where there is no workspace.
        """
        roots = (self.roots[:-1] if own else self.roots) if _is_data(folder) else ()
        found = {
            path.relative_to(root).as_posix()
            for root in roots
            for path in (root / folder).rglob("*")
        }
        for name in sorted(found):
            if any(_file_in(root, name) for root in roots):
                yield name

    def text(self, name: str) -> str:
        """Return the text of a file that ships with the compiler.

        Raises:
            FileNotFoundError: there is no such file.
        """
        path = self.find(name)
        if path is None:
            raise FileNotFoundError(name)
        return path.read_text(encoding="utf-8")

    def parsed(self, name: str, parse: Callable[[str], T]) -> T:
        """Return what a data file says.

        Raises:
            DataFaultError: there is no such file, or it cannot be understood.
        """
        path = self.find(name)
        if path is None:
            raise DataFaultError(name, "there is no such file")
        try:
            return parse(path.read_text(encoding="utf-8-sig"))
        except _UNREADABLE as error:
            raise DataFaultError(name, f"{type(error).__name__}: {error}") from error

    def parsed_as_shipped(self, name: str, parse: Callable[[str], T]) -> T:
        """Return what a data file says that rules run patterns of, or take at its word.

        A workspace may come from a stranger, and a pattern can be made to run for years.

        A copy of the shipped file may stand there.

        Raises:
            DataFaultError: the workspace has another such file, or it cannot be understood.
        """
        shipped, found = self.original(name), self.find(name)
        if shipped is not None and found is not None and found.read_bytes() != shipped.read_bytes():
            raise DataFaultError(name, "a workspace cannot replace this file")
        return self.parsed(name, parse)

    def folders(self, name: str) -> Iterator[str]:
        """Yield the names of the folders inside a folder, over all roots, sorted."""
        found = {
            child.name
            for root in self.roots
            if (root / name).is_dir()
            for child in (root / name).iterdir()
            if child.is_dir()
        }
        yield from sorted(found)
