"""The repository that holds budgets: where its sources are, and what its documents are called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from budgetc.files.data import Resources

BUDGETS = "budgets"
SUFFIXES = (".yaml", ".yml")
REGION = "region"
CONTROL_TOTALS = f"{BUDGETS}/control-totals.yaml"
"""The file of approved figures, as reports call it."""
BASELINE = f"{BUDGETS}/baseline.json"
"""The file of findings that are known, as reports call it."""


class NoWorkspaceError(Exception):
    """There is no folder `budgets` here or above."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source file.

    Attributes:
        path: of the file.
        name: what reports call it.
        department: the folder of its outputs.
        edition: the name of its outputs, without suffix; usually the year.
    """

    path: Path
    name: str
    department: str
    edition: str

    def unit_file(self, unit: str) -> str:
        """Return the name that the source of a unit of this department has."""
        folder = self.name.removesuffix(self.path.name)
        return f"{folder}{unit}/{self.edition}{self.path.suffix}"

    def of_unit(self, unit: str) -> Source | None:
        """Return the source of a unit of this department of the same edition, if there is one."""
        path = self.path.parent / unit / self.path.name
        if not path.is_file() or path.is_symlink() or path.parent.is_symlink():
            return None
        return Source(path, self.unit_file(unit), f"{self.department}/{unit}", self.edition)

    def unit_ids(self) -> tuple[str, ...]:
        """Return the folders beside this source that hold a source of the same edition."""
        return tuple(sorted(p.parent.name for p in self.path.parent.glob(f"*/{self.path.name}")))

    def control_totals(self) -> Path | None:
        """Return the file of approved figures beside the departments' folders, if there is one."""
        budgets = next((folder for folder in self.path.parents if folder.name == BUDGETS), None)
        path = budgets / Path(CONTROL_TOTALS).name if budgets else None
        return path if path is not None and os.path.lexists(path) else None

    def of_year(self, year: int) -> Source | None:
        """Return the same department's source of another year, if there is one beside this."""
        for suffix in SUFFIXES:
            path = self.path.with_name(f"{year}{suffix}")
            if path != self.path and path.is_file() and not path.is_symlink():
                name = self.name.removesuffix(self.path.name) + path.name
                return Source(path, name, self.department, path.stem)
        return None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with `budgets/`, and perhaps `templates/` and `schema/` of its own."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """Return the workspace that a folder is in.

        Raises:
            NoWorkspaceError: neither it nor a folder above it has `budgets/`.
        """
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / BUDGETS).is_dir():
                return cls(folder)
        raise NoWorkspaceError(str(start))

    def resources(self) -> Resources:
        """Return the data files that this workspace sees."""
        return Resources.of_workspace(self.root)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, sorted by name; links that lead out of the workspace are none."""
        return tuple(self.source(path) for path in sorted(self._files()))

    def source(self, path: Path) -> Source:
        """Return one file as a source."""
        absolute = path.absolute()
        try:
            name = absolute.relative_to(self.root).as_posix()
        except ValueError:
            name = path.as_posix()
        return Source(absolute, name, self._department_of(absolute), absolute.stem)

    def region(self, edition: str = "") -> Source:
        """Return the file that says what the region is called; there may be none.

        Args:
            edition: the name of its output, usually the year.
        """
        name = f"{BUDGETS}/{REGION}.yaml"
        return Source(self.root / name, name, REGION, edition)

    def _department_of(self, path: Path) -> str:
        """Return the folder of a source's outputs: that of the source, under `budgets`."""
        budgets = self.root / BUDGETS
        if path.is_relative_to(budgets) and path.parent != budgets:
            return path.parent.relative_to(budgets).as_posix()
        return path.parent.name

    def _files(self) -> Iterator[Path]:
        budgets = self.root / BUDGETS
        for path in (*budgets.glob("*/*"), *budgets.glob("*/*/*")):
            inside = path.resolve().is_relative_to(self.root)
            if path.suffix in SUFFIXES and path.is_file() and inside:
                yield path
