"""The repository that holds budgets: where its sources are, and what its documents are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.files.data import OVERRIDABLE, Resources
from budgetc.files.disk import Disk
from budgetc.files.names import taken_for_one, unusable
from budgetc.files.port import (
    FileRefusedError,
    Files,
    FolderEntry,
    is_inside,
    no_file,
    no_folder,
)
from budgetc.frozen import frozen

BUDGETS = "budgets"
SUFFIXES = (".yaml", ".yml")
LOCAL_RULES = "rules"
"""The folder of rules that a workspace declares itself."""
FOLDERS = (BUDGETS, LOCAL_RULES, *OVERRIDABLE)
"""The folders that hold what documents are made of."""
REGION = "region"
CONTROL_TOTALS = f"{BUDGETS}/control-totals.yaml"
"""The file of approved figures, as reports call it."""
BASELINE = f"{BUDGETS}/baseline.json"
"""The file of findings that are known, as reports call it."""


class NoWorkspaceError(Exception):
    """There is no folder `budgets` here or above."""


@frozen()
class Source:
    """One source file.

    Attributes:
        files: the files that it is one of.
        home: the folder that these are files of.
        file: its name among them.
        name: what reports call it; the same, but for a file outside the workspace.
        department: the folder of its outputs.
        stem: the name of its outputs, without suffix; usually the year.
    """

    files: Files = field(compare=False, repr=False)
    home: Path = field(hash=False)  # slow to hash, and nearly always the same
    file: str
    name: str
    department: str
    stem: str

    @property
    def path(self) -> Path:
        """Where it is written on the disk."""
        return self.home / self.file

    def read(self) -> bytes | None:
        """Return the bytes of the file; nothing where there is none.

        Raises:
            FileRefusedError: it may not or cannot be read.
        """
        if (wrong := unusable(self.file)) is not None:
            raise FileRefusedError(wrong)
        return self.files.read(self.file)

    def is_there(self) -> bool:
        """Tell whether there is such a file, be it one that can be read or not."""
        try:
            return self.read() is not None
        except FileRefusedError:
            return True

    def of_unit(self, unit: str) -> Source:
        """Return the source of a unit of this department of the same stem; it may be missing."""
        return self._beside(f"{unit}/{self._last}", f"{self.department}/{unit}", self.stem)

    def of_folder(self, folder: str) -> Source:
        """Return the source of the same name of another department or unit; it may be missing.

        Args:
            folder: under that of all budgets.
        """
        name = f"{BUDGETS}/{folder}/{self._last}"
        return replace(self, file=name, name=name, department=folder)

    def folders(self) -> tuple[str, ...]:
        """Return the folders of departments, as far as they can be looked into."""
        try:
            return tuple(one.name for one in self.files.entries(BUDGETS) if one.is_folder)
        except FileRefusedError:  # which the listing reports
            return ()

    def unit_ids(self) -> tuple[str, ...]:
        """Return the folders beside this source that hold a source of the same stem.

        Raises:
            FileRefusedError: a folder cannot be looked into.
        """
        return tuple(
            entry.name
            for entry in self.files.entries(self._folder)
            if entry.is_folder and self._stands_in(entry.name)
        )

    def of_year(self, year: int) -> tuple[Source, ...]:
        """Return what the same department's source of another year may be called."""
        return self._called(str(year))

    def of_stage(self, year: int, stage: str) -> tuple[Source, ...]:
        """Return what the same department's source of a year and a stage may be called.

        That with the stage in its name goes first: `2024-final.yaml`, then `2024.yaml`.
        """
        return (*self._called(f"{year}-{stage}"), *self._called(str(year)))

    def before_it(self, year: int) -> tuple[Source, ...]:
        """Return the sources of the same folder that are taken for the year's before this one.

        That named by the year goes first, then the others by name. Those named by another year are
        left out, and so is everything where the source stands in no folder of budgets.

        Raises:
            FileRefusedError: the folder cannot be looked into.
        """
        is_free = self.name != self.file or not self.is_of_workspace
        if is_free or self._last == f"{year}{SUFFIXES[0]}":
            return ()
        names = {entry.name for entry in self.files.entries(self._folder) if entry.is_file}
        of_year = sorted(names.intersection(f"{year}{suffix}" for suffix in SUFFIXES))
        others = sorted(
            name
            for name in names.difference(of_year)
            if name.endswith(SUFFIXES) and not PurePosixPath(name).stem.isdecimal()
        )
        ordered = (*of_year, *others)
        before = ordered[: ordered.index(self._last)] if self._last in ordered else ()
        return tuple(
            self._beside(name, self.department, PurePosixPath(name).stem) for name in before
        )

    @property
    def is_of_workspace(self) -> bool:
        """Whether it stands in a folder of budgets, beside which the workspace has other files."""
        return self.file.split("/")[0] == BUDGETS

    def control_totals(self) -> Source | None:
        """Return the file of approved figures beside the departments' folders; it may be missing.

        There is nothing where the source stands in no folder of budgets.
        """
        if not self.is_of_workspace:
            return None
        return replace(self, file=CONTROL_TOTALS, name=CONTROL_TOTALS)

    @property
    def _last(self) -> str:
        return PurePosixPath(self.file).name

    @property
    def _folder(self) -> str:
        return self.file.rpartition("/")[0]

    def _stands_in(self, folder: str) -> bool:
        here = f"{self._folder}/{folder}" if self._folder else folder
        return any(entry.name == self._last for entry in self.files.entries(here))

    def _called(self, stem: str) -> tuple[Source, ...]:
        """Return what other files of this folder that have a stem may be called."""
        names = (f"{stem}{suffix}" for suffix in SUFFIXES)
        return tuple(
            self._beside(name, self.department, stem) for name in names if name != self._last
        )

    def _beside(self, name: str, department: str, stem: str) -> Source:
        file, shown = (f"{one.removesuffix(self._last)}{name}" for one in (self.file, self.name))
        return Source(self.files, self.home, file, shown, department, stem)


@frozen()
class Listing:
    """The sources of a workspace, sorted by name, and what could not be taken for one."""

    sources: tuple[Source, ...]
    findings: tuple[Diagnostic, ...]


@frozen()
class Workspace:
    """A folder with `budgets/`, and perhaps `templates/` and `schema/` of its own.

    Attributes:
        root: the folder.
        files: its files, on the disk or in a commit.
    """

    root: Path
    files: Files = field(compare=False, repr=False)

    @classmethod
    def on_disk(cls, root: Path) -> Workspace:
        """Return a folder as a workspace."""
        return cls(root, Disk(root))

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """Return the workspace that a folder is in.

        Raises:
            NoWorkspaceError: neither it nor a folder above it has `budgets/`.
        """
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / BUDGETS).is_dir():
                return cls.on_disk(folder)
        raise NoWorkspaceError(str(start))

    def resources(self) -> Resources:
        """Return the data files that this workspace sees."""
        return Resources.of_workspace(self.root)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, sorted by name."""
        return self.listing().sources

    def listing(self, look: Files | None = None) -> Listing:
        """Return all sources, and a finding for each file or folder that is refused as one.

        Args:
            look: the same files, as they were looked at already.
        """
        findings: list[Diagnostic] = []
        names = sorted(_sources_in(look or self.files, BUDGETS, 0, findings))
        findings.extend(_other_budgets(self.files))
        return Listing(tuple(map(self.named, names)), tuple(findings))

    def named(self, name: str) -> Source:
        """Return a file of the workspace as a source."""
        folder, _, last = name.rpartition("/")
        top, _, department = folder.partition("/")
        inside = top == BUDGETS and bool(department)
        shown = (department if inside else folder.rpartition("/")[2]) or self.root.name
        return Source(self.files, self.root, name, name, shown, PurePosixPath(last).stem)

    def source(self, path: Path) -> Source:
        """Return a file on the disk as a source; one outside the workspace has its own folder."""
        # What a step upward leads to is told by the disk, on which the folder may be a link.
        absolute = path.parent.resolve() / path.name if ".." in path.parts else path.absolute()
        if absolute.is_relative_to(self.root):
            return self.named(absolute.relative_to(self.root).as_posix())
        home = next((f.parent for f in absolute.parents if f.name == BUDGETS), absolute.parent)
        found = Workspace.on_disk(home).named(absolute.relative_to(home).as_posix())
        return replace(found, name=path.as_posix())

    def region(self) -> Source:
        """Return the file that says what the region is called; there may be none."""
        name = f"{BUDGETS}/{REGION}.yaml"
        return Source(self.files, self.root, name, name, REGION, "")


def _sources_in(files: Files, folder: str, depth: int, findings: list[Diagnostic]) -> Iterator[str]:
    """Yield the sources in a folder and in those below: of a department, of its units."""
    try:
        entries = files.entries(folder)
    except FileRefusedError as error:
        findings.append(error.diagnostic)
        return
    seen = (entry for entry in entries if not _is_hidden(entry))
    wanted = [entry for entry in seen if _may_lead_to_a_source(entry, depth)]
    findings.extend(_read_by_nothing(files, folder, entries, depth))
    findings.extend(taken_for_one(folder, (entry.name for entry in wanted)))
    for entry in wanted:
        name = f"{folder}/{entry.name}"
        if (wrong := unusable(name)) is not None:
            findings.append(wrong)
        elif entry.is_folder and not _stands_for_a_source(entry, depth):
            yield from _sources_in(files, name, depth + 1, findings)
        elif entry.is_file:
            yield name
        else:
            refuse = no_file if name.endswith(SUFFIXES) else no_folder
            findings.append(refuse(name).diagnostic)


def nearly_budgets(start: Path) -> Path | None:
    """Return the folder here or above that is called `budgets` but for the size of its letters."""
    for folder in (start, *start.parents):
        with suppress(FileRefusedError):
            for one in Disk(folder).entries(""):
                if one.is_folder and one.name.casefold() == BUDGETS:
                    return folder / one.name
    return None


def _other_budgets(files: Files) -> Iterator[Diagnostic]:
    """Yield the folders beside that of budgets whose names differ from it in the letters' size."""
    try:
        names = {one.name for one in files.entries("") if one.is_folder}
    except FileRefusedError:
        return
    for name in sorted(names - {BUDGETS}) if BUDGETS in names else ():
        if name.casefold() == BUDGETS:
            yield _not_read(name, msg("move what is in it into {folder}", folder=BUDGETS))


def _read_by_nothing(
    files: Files, folder: str, entries: Iterable[FolderEntry], depth: int
) -> Iterator[Diagnostic]:
    """Yield what is called like a source, and stands over or under where sources stand.

    Where they stand, what is called nearly like one.
    """
    taken = {one.name for one in entries}
    for one in (one for one in entries if _is_hidden(one) or (one.is_file and _is_yaml(one.name))):
        name, right = f"{folder}/{one.name}", _as_read(one.name)
        if depth == 0 and name not in BESIDE:
            yield _unread(name)
        elif depth > 0 and right != one.name:
            yield _unread(name, None if right in taken else f"{folder}/{right}")
    for below in (one for one in entries if one.is_folder and depth == _DEEPEST):
        name = f"{folder}/{below.name}"
        with suppress(FileRefusedError):
            there = [f"{name}/{one.name}" for one in files.entries(name) if one.is_file]
            yield from map(_unread, filter(_is_yaml, there))


def _is_hidden(entry: FolderEntry) -> bool:
    return entry.name.startswith(".")


def _is_yaml(name: str) -> bool:
    """Tell whether a file is called as YAML is, in letters of any size; Notepad adds `.txt`."""
    return name.casefold().removesuffix(_OF_NOTEPAD).endswith(SUFFIXES)


def _as_read(name: str) -> str:
    """Return a name of YAML with the suffix that sources have."""
    stem = name[: -len(_OF_NOTEPAD)] if name.casefold().endswith(_OF_NOTEPAD) else name
    path = PurePosixPath(stem.removeprefix("."))
    return str(path.with_suffix(path.suffix.casefold()))


def _unread(name: str, meant: str | None = None) -> Diagnostic:
    plain = _as_read(name).casefold().replace("_", "-")
    meant = meant or next((one for one in BESIDE if one_slip_apart(plain, one) or
                           PurePosixPath(plain).stem == PurePosixPath(one).stem), None)  # fmt: skip
    hint = msg("a source is budgets/<department>/<year>.yaml: move it there, or delete it")
    return _not_read(name, hint if meant is None else msg("call it {name}", name=meant))


def _not_read(name: str, hint: Message) -> Diagnostic:
    problem = msg("{file} is read by nothing", file=printable(name))
    return finding("SYN018", problem, Span.point(name), hint=hint)


BESIDE = (CONTROL_TOTALS, f"{BUDGETS}/{REGION}.yaml")
"""What stands beside the folders of departments."""

_OF_NOTEPAD = ".txt"
_YEAR = 4
"""How many digits a year has."""
_DEEPEST = 2
"""Folders between `budgets` and a source: a department's, and a unit's."""


def is_source_name(name: str) -> bool:
    """Tell whether a file of a workspace would be one of its sources, by its name alone."""
    top, *folders = name.split("/")
    is_deep = 1 < len(folders) <= _DEEPEST + 1
    return top == BUDGETS and is_deep and name.endswith(SUFFIXES) and is_inside(name)


def year_named(file: str) -> int:
    """Return the year that a source's file is called by; 0 where it is called otherwise."""
    year = file.rpartition("/")[2][:_YEAR]
    return int(year) if year.isascii() and year.isdecimal() and len(year) == _YEAR else 0


def _stands_for_a_source(entry: FolderEntry, depth: int) -> bool:
    """Tell whether something is called as a source where one stands; it may be a folder."""
    return depth > 0 and entry.name.endswith(SUFFIXES)


def _may_lead_to_a_source(entry: FolderEntry, depth: int) -> bool:
    """Tell whether something stands where a source or its folder may, be it one or not."""
    if _stands_for_a_source(entry, depth):
        return True
    if entry.is_folder:
        return depth < _DEEPEST
    if entry.name.endswith(SUFFIXES):
        return not entry.is_file  # a link: of a file another finding tells that nothing reads it
    return not entry.is_file and depth < _DEEPEST and "." not in entry.name
