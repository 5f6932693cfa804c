"""What a region keeps of a department: sums by what its book asks, as plain and small data.

Nothing here leads back to a source, so that 10,000 departments fit into memory, and each of them
into a message to another process or into a file.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache, partial
from sys import intern
from types import MappingProxyType

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.lines import Project
from budgetc.diagnostics import Counts, has_errors
from budgetc.diagnostics.gaps import is_gap
from budgetc.files.data import DataFaultError, Resources
from budgetc.frozen import NamedTuple, frozen
from budgetc.layout.codes import TypedNames
from budgetc.ledger import Fact, Flow, Ledger, Period
from budgetc.numbers.values import Amount, Code
from budgetc.pipeline import Compilation
from budgetc.region.asked import NOTHING_ASKED, Asked, Key, load_asked
from budgetc.source.identity import names_of_files, no_code_names
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Path, Scalar, SourceTree
from budgetc.source.origin import Origin

_END = b"\n"
"""What ends the plain part of a submission."""


@frozen(eq=False)
class Submission:
    """What a region keeps of one source.

    Attributes:
        file: the source, as reports call it.
        folder: of its documents, which names the department.
        stem: of its file.
        year: as its file is called, else as typed; nothing where nobody can tell.
        name: what the department is called: as typed, else as its folder.
        jurisdiction: as typed; empty where nobody can tell.
        stage: as typed; empty where nobody can tell.
        found: how many findings there are of each severity; what is empty is none.
        errors: how many errors of it stand in each file, which need not be its own.
        left: how many places of each file are empty.
        packed: reads what it adds to the region; nothing where there are errors.
        predecessors: the folders whose last year it took over.
    """

    file: str
    folder: str
    stem: str
    year: int | None
    name: str
    jurisdiction: str
    stage: str
    found: Counts
    errors: Mapping[str, int]
    left: Mapping[str, int]
    packed: Callable[[], bytes] | None
    predecessors: Sequence[str] = ()

    @property
    def failed(self) -> bool:
        """Whether it has errors, so that it adds nothing."""
        return self.packed is None

    def to_bytes(self) -> bytes:
        """Return it as bytes, for another process or a file."""
        found = [getattr(self.found, one.name) for one in fields(Counts)]
        told = [
            self.folder,
            self.stem,
            self.year,
            self.name,
            self.jurisdiction,
            self.stage,
            found,
            dict(self.errors),
            dict(self.left),
            self.failed,
            list(self.predecessors),
        ]
        return json.dumps(told).encode() + _END + (self.packed() if self.packed else b"")

    @classmethod
    def kept(cls, name: str, read: Callable[[str], bytes]) -> Submission:
        """Return what became bytes; what it adds is left where it is kept, and read when asked for.

        Args:
            name: of the source, as reports call it.
            read: returns these bytes for a name, however often.
        """
        told = read(name).partition(_END)[0]
        folder, stem, year, called, place, stage, found, errors, left, failed, before = json.loads(
            told
        )
        packed = None if failed else partial(_packed, name, read)
        return cls(
            name,
            folder,
            intern(stem),
            year,
            called,
            intern(place),
            intern(stage),
            _counts(*found),
            errors,
            left,
            packed,
            before,
        )

    def counted(self) -> Counted:
        """Return what it adds to the region.

        Raises:
            ValueError: it has errors.
        """
        if self.packed is None:
            raise ValueError(self.file)
        return Counted.unpacked(self.packed())


@lru_cache
def _counts(*found: int) -> Counts:
    """Return counts, which most departments share."""
    return Counts(*found)


def _packed(name: str, read: Callable[[str], bytes]) -> bytes:
    return read(name).partition(_END)[2]


class At(NamedTuple):
    """Where an amount stands; of what may be missed, where the entry begins; from 1.

    Attributes:
        file: the place of the file among those of the department.
        key: of what may be missed, the key under which it is typed.
        path: of its entry, as it is printed.
    """

    file: int
    line: int
    column: int
    key: str = ""
    path: str = ""


class NamedProject(NamedTuple):
    """What a region knows of a project."""

    id: str
    name: str
    function: Code
    economic: Code
    fund: str
    function_name: str | None
    at: At


@frozen(eq=False)
class Counted:
    """What a department without errors adds to its region; its sums stand in lists side by side.

    Attributes:
        name: as printed.
        type: of its own office.
        stage: of its budget.
        without_source: the names of its units that have no source of their own.
        units: the folders of those that have one.
        without_prior: of how many amounts of expenditure last year's is not known.
        kinds: of expenditure, that it has.
        codes: of each dimension whose codes a section has, these with their names.
        names: of codes that no list has, the names that lines type.
        files: those that its amounts stand in.
        keys: what amounts that are added up have in common.
        key: of each sum, the place of its key.
        project: of each sum, the place of its project; -1 of none.
        fen: each sum; nothing for one amount that is missing.
        at: where the first amount of each sum stands.
        projects: its projects.
    """

    name: str
    type: str
    stage: str
    without_source: Sequence[str]
    units: Sequence[str]
    without_prior: int
    kinds: Sequence[str]
    codes: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    files: Sequence[str]
    keys: Sequence[Key]
    key: Sequence[int]
    project: Sequence[int]
    fen: Sequence[int | None]
    at: Sequence[At]
    projects: Sequence[NamedProject]

    def packed(self) -> bytes:
        """Return it as a few kilobytes."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode(), _FAST)

    @classmethod
    def unpacked(cls, packed: bytes) -> Counted:
        """Return what was packed; the elements of its lists are plain lists, until one asks."""
        return cls(**json.loads(zlib.decompress(packed)))

    def key_at(self, place: int) -> Key:
        """Return a key."""
        *told, codes = self.keys[place]
        return Key._make((*told, tuple([(dimension, code) for dimension, code in codes])))

    def fact(self, place: int, folder: str) -> Fact:
        """Return a sum as a fact, which stands where the first of its amounts does."""
        key, at, fen = self.key_at(self.key[place]), At(*self.at[place]), self.fen[place]
        project = self.project[place]
        origin = self._origin(at, key)
        return Fact(
            None if fen is None else Amount(fen), origin, at.key, Flow(key.flow), key.fund,
            key.period, key.kind, key.group, key.function, key.economic,
            "" if project < 0 else _within(folder, self.projects[project][0]),
            origin, key.margin, MappingProxyType(dict(key.codes)),
        )  # fmt: skip

    def projects_in(self, folder: str) -> tuple[Project, ...]:
        """Return the projects, each under an id that no other of its region has."""
        return tuple(
            Project(
                self._origin(At(*at)),
                id=_within(folder, name),
                name=printed,
                function=function,
                economic=economic,
                allocation=(),
                fund=fund,
                function_name=function_name,
            )
            for name, printed, function, economic, fund, function_name, at in self.projects
        )

    def _origin(self, at: At, key: Key | None = None) -> Origin:
        """Return the entry that something stands in, of which nothing else is known.

        Args:
            at: where it stands.
            key: of an amount, for the name of a code that its line types.
        """
        typed = dict[str, tuple[Scalar, Node]]()
        for code, name in self.names.items() if key is not None else ():
            if key is not None and code in key.all_codes:
                typed |= {"code": (_NOTHING, _text(code)), "name": (_NOTHING, _text(name))}
        line, column = at.line - 1, at.column - 1
        node = MappingNode(typed, line, column, line, column)
        path = tuple(at.path.split(".")) if at.path else ()
        return Origin(self._trees[at.file], node, path)

    @cached_property
    def _trees(self) -> Sequence[SourceTree]:
        return [SourceTree(file, "", _NOWHERE) for file in self.files]


_FAST = 1
"""The level of compression: a higher one takes longer, and finds little more."""

_NOWHERE = MappingNode({}, 0, 0, 0, 0)
"""What stands in a file that does not exist or is not at hand: nothing."""


def nowhere(file: str, path: Path = ()) -> Origin:
    """Return the place of what stands in no file, but may be about one."""
    return Origin(SourceTree(file, "", _NOWHERE), _NOWHERE, path)


def _text(text: str) -> Scalar:
    return Scalar(text, text, 0, 0, 0, 0)


_NOTHING = _text("")


def _within(folder: str, project: str) -> str:
    """Return the id of a department's project in its region."""
    return f"{folder}/{project}"


def submission_of(compilation: Compilation, book: str, resources: Resources) -> Submission:
    """Return what a region keeps of a compiled source.

    Args:
        compilation: of the source.
        book: that it is kept for, as the settings of its region name it.
        resources: the data files that declare it.
    """
    source, draft = compilation.source, compilation.draft
    year, packed = _year_of(compilation), None
    if draft is not None and not compilation.failed:
        asked = _asked(resources, book, draft.budget)
        content = counted_of(draft.budget, draft.ledger, asked, source.department).packed()
        packed = partial(bytes, content)
    name, rest = _name_of(compilation), [one for one in compilation.findings if not is_gap(one)]
    errors = Counter(one.span.file for one in rest if has_errors((one,)))
    left = Counter(one.span.file for one in compilation.findings if is_gap(one))
    tree = compilation.tree
    place, stage = (tree.said("jurisdiction"), tree.said("stage")) if tree is not None else ("", "")
    return Submission(
        source.name, source.department, source.stem, year, name, place, stage, Counts.of(rest),
        errors, left, packed, _predecessors_of(compilation),
    )  # fmt: skip


def _predecessors_of(one: Compilation) -> tuple[str, ...]:
    """Return the folders that a source names as its predecessors, as far as it can be read."""
    budget = one.inputs.budget
    return budget.department.predecessors if budget is not None else ()


def _year_of(one: Compilation) -> int | None:
    if one.source.stem.isdecimal():
        return int(one.source.stem)  # or it has an error, and is in no sum of the other year
    return one.tree.year if one.tree is not None else None


def _name_of(one: Compilation) -> str:
    name = one.tree.said("department", "name") if one.tree is not None else ""
    return name or one.source.department


def _asked(resources: Resources, book: str, budget: ConsolidatedBudget) -> Asked:
    """Return what a book asks for; one that cannot be used, which the region reports, nothing."""
    try:
        return load_asked(resources, book, budget.year, budget.stage)
    except DataFaultError:
        return NOTHING_ASKED


def counted_of(
    budget: ConsolidatedBudget, ledger: Ledger, asked: Asked, folder: str = ""
) -> Counted:
    """Return what a department adds to a region whose book asks for some amounts.

    Args:
        budget: of the department.
        ledger: its amounts.
        asked: by the book.
        folder: of its documents, which tells its own codes from those of other departments.
    """
    places = {project.id: place for place, project in enumerate(budget.projects)}
    sums = _Adding(asked, places, folder)
    for fact in ledger.facts:
        sums.add(fact)
    units = budget.department.subordinate_units
    spent = (fact for fact in ledger.facts if fact.flow is Flow.EXPENDITURE)
    return Counted(
        name=budget.department.name,
        type=budget.department.type,
        stage=budget.stage,
        without_source=[unit.name for unit in units if unit.name and not unit.id],
        units=[unit.id for unit in units if unit.id],
        without_prior=sum(map(_is_unknown, ledger.facts)),
        kinds=sorted({fact.kind for fact in spent if fact.kind}),
        codes={
            name: {
                asked.code_in(folder, name, one.code): one.name
                for one in dimension.members(budget.sections).entries.values()
            }
            for name, dimension in asked.declared.dimensions.items()
            if dimension.section and budget.sections is not None
        },
        names=sums.names,
        files=[*sums.files],
        keys=[*sums.keys],
        key=sums.key,
        project=sums.project,
        fen=sums.fen,
        at=sums.at,
        projects=[
            NamedProject(
                one.id,
                one.name,
                one.function,
                one.economic,
                one.fund,
                one.function_name,
                sums.place(one.origin),
            )
            for one in budget.projects
        ],
    )


def _is_unknown(fact: Fact) -> bool:
    return fact.period == Period.PRIOR and bool(fact.function) and fact.fen is None


class _Adding:
    """The amounts of a department, added up as a book asks for them."""

    def __init__(self, asked: Asked, projects: Mapping[str, int], folder: str) -> None:
        """Begin with nothing.

        Args:
            asked: by the book.
            projects: the places of the projects, by their ids.
            folder: of the department.
        """
        self.names: dict[str, str] = {}
        self.files: dict[str, int] = {}
        self.keys: dict[Key, int] = {}
        self.key: list[int] = []
        self.project: list[int] = []
        self.fen: list[int | None] = []
        self.at: list[At] = []
        self._unlisted: list[list[tuple[str, str]]] = []
        self._asked = asked
        self._projects = projects
        self._folder = folder
        self._sums: dict[tuple[int, int, bool, bool], int] = {}
        self._names_of = names_of_files(no_code_names)

    def add(self, fact: Fact) -> None:
        """Add an amount to the sum that it is a part of; one that is missing stands alone."""
        key = self._asked.key_of(fact)
        if key is None:
            return
        if key.codes:
            named = self._asked.code_in
            codes = tuple((name, named(self._folder, name, code)) for name, code in key.codes)
            key = key._replace(codes=codes)
        if key not in self.keys:
            self._unlisted.append([*self._asked.unlisted(key)])
        place = self.keys.setdefault(key, len(self.keys))
        project = self._projects.get(fact.project, -1)
        # What is below zero is kept apart: a sum of nothing says that all of it comes to nothing.
        known = (place, project, (fact.fen or 0) < 0, fact.is_passed_on)
        if fact.fen is not None and known in self._sums:
            before = self.fen[self._sums[known]]
            self.fen[self._sums[known]] = (before or 0) + fact.fen
            return
        if fact.fen is not None:
            self._sums[known] = len(self.fen)
        self.key.append(place)
        self.project.append(project)
        self.fen.append(fact.fen)
        self.at.append(self._at(fact))
        for dimension, code in self._unlisted[place]:
            entry = TypedNames(lambda: (fact,)).entry(code, self._asked.lists[dimension])
            self.names[code] = self.names.get(code) or entry.name

    def place(self, origin: Origin, key: str | None = None) -> At:
        """Return where the value of a key stands, or where the entry begins."""
        file = self.files.setdefault(origin.tree.file, len(self.files))
        span = origin.span(key)
        return At(file, span.line, span.column)

    def _at(self, fact: Fact) -> At:
        if not self._asked.may_lack(fact):
            place = self.place(fact.origin, fact.key)
            return place._replace(path=str(fact.origin.path[0])) if fact.is_passed_on else place
        path = self._names_of(fact.origin.tree).text(fact.origin.path)
        return self.place(fact.origin)._replace(key=fact.key, path=path)
