"""Many published documents, each compared with the source that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache, partial
from pathlib import Path

from budgetc.compare.belonging import Belonging, Candidate, belonging
from budgetc.compare.compare import compare
from budgetc.compare.data import comparison_data
from budgetc.compare.model import Sort
from budgetc.compare.text import ComparisonReport
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.text import Palette
from budgetc.files.data import Resources
from budgetc.files.workspace import Source, Workspace
from budgetc.frozen import frozen
from budgetc.lists import shipped_lists
from budgetc.pipeline import Draft, compile_source
from budgetc.publish.processes import in_processes
from budgetc.published.model import PublishedDocument, Unreadable
from budgetc.published.read import read_published

_TWO = 2


@frozen(eq=False)
class Wanted:
    """How documents are compared, and told of.

    Attributes:
        workspace: of the sources.
        known: the sources that a document may be of.
        least: how sure a finding has to be to be told.
        sorts: those that are told.
        language: of the words.
        palette: marks them.
        form: `text` or `json`.
    """

    workspace: Workspace
    known: Sequence[Candidate]
    least: float
    sorts: tuple[Sort, ...]
    language: str
    palette: Palette
    form: str


@frozen(eq=False)
class Compared:
    """What became of one document.

    Attributes:
        document: the file, as the user named it or its folder.
        source: the name of that which it is of; empty where that cannot be told.
        reason: why it was not compared, if it was not.
        volume: the year that it names, 0 if none, and whether it is accounts.
        compared: how many figures were.
        findings: how many are told.
        is_strange: whether hardly anything agrees.
        lines: of a report for people.
        data: for programs.
    """

    document: str
    source: str = ""
    reason: Message | None = None
    volume: tuple[int, bool] = (0, False)
    compared: int = 0
    findings: int = 0
    is_strange: bool = False
    lines: tuple[str, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether it was compared, and nothing is told of it."""
        return self.reason is None and not self.findings and not self.is_strange


def compare_many(paths: Sequence[Path], wanted: Wanted, jobs: int) -> Iterator[Compared]:
    """Yield what becomes of documents, in their order; one is no matter of another.

    Args:
        paths: of published documents.
        wanted: how they are compared.
        jobs: how many processes may work.
    """
    make = partial(_compare_each, wanted=wanted)
    if jobs < _TWO or len(paths) < _TWO:
        return make(paths)
    return in_processes(paths, make, make, jobs, 1)


def without_document(found: Sequence[Compared], known: Sequence[Candidate]) -> Sequence[str]:
    """Return the departments' sources, of the years that documents are of, that none was found of.

    A unit's numbers are in the document of its department, and of several stages one is published.
    """
    there = {one.source for one in found}
    mine = [one for one in known if one.source.name in there]
    volumes = {one.volume for one in mine} | {one.volume for one in found if one.volume[0]}
    told = {(one.source.department, one.volume) for one in mine}
    homes = {one.source.department for one in known}
    alone = {
        (one.source.department, one.volume): one.source.name
        for one in reversed(known)
        if one.volume in volumes and one.source.department.rpartition("/")[0] not in homes
    }
    return sorted(name for volume, name in alone.items() if volume not in told)


def _compare_each(paths: Sequence[Path], wanted: Wanted) -> Iterator[Compared]:
    resources = _resources(wanted.workspace)
    for path in paths:
        yield _compared(path, wanted, resources)


@lru_cache(1)
def _resources(workspace: Workspace) -> Resources:
    """Return the data files of a workspace, read once in a process."""
    return workspace.resources()


def _compared(path: Path, wanted: Wanted, resources: Resources) -> Compared:
    name, lists = str(path), shipped_lists(resources)
    document = read_published(path, lists.printed)
    if isinstance(document, Unreadable):
        return Compared(name, reason=document.reason)
    its = belonging(document, wanted.known, lists)
    if its.source is None:
        return Compared(name, reason=its.reason, volume=its.volume)
    draft = compile_source(its.source, resources).draft
    if draft is None:
        reason = msg(
            "{source} has errors; budgetc check tells them", source=printable(its.source.name)
        )
        return Compared(name, its.source.name, reason, its.volume)
    return _told(name, its.source, its, document, draft, wanted)


def _told(
    name: str,
    source: Source,
    its: Belonging,
    document: PublishedDocument,
    draft: Draft,
    wanted: Wanted,
) -> Compared:
    comparison = compare(draft.document, document, draft.conventions.lists)
    told = comparison.told(wanted.least, *wanted.sorts)
    say = Translator(wanted.language)
    lines: tuple[str, ...] = ()
    data: Mapping[str, object] = {}
    if wanted.form == "json":
        data = comparison_data(comparison, told, draft, say)
    else:
        report = ComparisonReport(say, draft, wanted.palette)
        lines = tuple(report.lines(comparison, told, wanted.least))
    return Compared(
        name,
        source.name,
        None,
        its.volume,
        comparison.tally.compared,
        len(told),
        comparison.tally.strange,
        lines,
        data,
    )
