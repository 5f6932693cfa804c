"""The data that travels with the compiler, and the workspace that may override it file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

OVERRIDABLE = ("schema", "templates")
"""The folders of data; a workspace may hold either, with only the files it changes."""


def _shipped() -> Path:
    """Return the folder that holds `schema/` and `templates/`: in the wheel, or in a checkout."""
    package = Path(__file__).parent
    in_wheel = package / "data"
    return in_wheel if in_wheel.is_dir() else package.parent.parent


@dataclass(frozen=True, slots=True)
class Resources:
    """Data files by their name, such as `templates/xinjiang/layout.yaml`.

    Attributes:
        roots: where a file is looked for, first root first.
    """

    roots: tuple[Path, ...]

    @classmethod
    def of_workspace(cls, workspace: Path | None) -> Resources:
        """Return the shipped data, overridden by the files of a workspace."""
        shipped = _shipped()
        if workspace is None or workspace.resolve() == shipped.resolve():
            return cls((shipped,))
        return cls((workspace, shipped))

    def find(self, name: str) -> Path | None:
        """Return the file of a name, or nothing; a link that leads out of its root is no file."""
        parts = PurePosixPath(name).parts
        if not parts or parts[0] not in OVERRIDABLE or ".." in parts:
            return None
        for root in self.roots:
            path = root.joinpath(*parts)
            if path.is_file() and path.resolve().is_relative_to(root.resolve()):
                return path
        return None

    def text(self, name: str) -> str:
        """Return the text of a file that ships with the compiler.

        Raises:
            FileNotFoundError: there is no such file.
        """
        path = self.find(name)
        if path is None:
            raise FileNotFoundError(name)
        return path.read_text(encoding="utf-8")

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
