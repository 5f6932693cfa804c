"""The way of a comparison: two states, pairs of sources, compiled pairs, changes, what follows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetc.classification import Catalogue, load_catalogue
from budgetc.diff.causes import Causes
from budgetc.diff.compiling import Place, approved, stand_up
from budgetc.diff.figures import changed_in, changes_in, figure_changes
from budgetc.diff.findings import findings_change
from budgetc.diff.leaves import changes_between
from budgetc.diff.model import (
    Act,
    Change,
    Consequence,
    Diff,
    FigureChange,
    FileChange,
    Group,
    SourceDiff,
    State,
    Total,
)
from budgetc.diff.pairs import Pair, affected, needed, pair_sources
from budgetc.diff.printed import Section, printed_differences
from budgetc.diff.sides import Side, data_of
from budgetc.diff.typed import Typed
from budgetc.document.model import line_text
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Source
from budgetc.jurisdiction.load import units
from budgetc.ledger import Flow, Ledger, Period
from budgetc.numbers.money import Unit
from budgetc.pipeline import Compiled, compile_source
from budgetc.source.nodes import Mapping as Node_
from budgetc.source.nodes import Scalar

Chooses = Callable[[str], bool]
"""Tells by its name whether a source is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class _Two:
    """A source in two states, compiled or only read."""

    before: Compiled | None
    after: Compiled | None


def diff_sides(before: Side, after: Side, root: Path, chooses: Chooses) -> Diff:
    """Compare two states of a workspace.

    Only what can differ is compiled: sources whose files changed, or files around them.

    Args:
        before: the first state.
        after: the second state.
        root: of the workspace.
        chooses: which sources are asked for.

    Raises:
        GitError: git fails.
    """
    pairs = pair_sources(before, after)
    asked = [pair for pair in pairs if chooses(pair.name)]
    changed = affected(asked, before, after)
    beside = _beside(pairs, changed, before, after)
    with tempfile.TemporaryDirectory(prefix="budgetc-diff-") as home:
        olds, news = _places(before, after, (*changed, *beside), root, Path(home))
        compiled = _compiled(changed, olds, news)
        read = [*_read(beside, olds, news), *_read_approved(before, after, olds, news)]
        files = tuple(_file_changes(data_of(before), data_of(after)))
        runs = sum((two.before is not None) + (two.after is not None) for two in compiled)
        names = (before.label, after.label)
        return _diff(names, compiled, read, files, news.resources, (len(asked), runs))


def diff_sources(before: Source, after: Source, resources: tuple[Resources, Resources]) -> Diff:
    """Compare two sources: two years of one department, or two stages.

    Args:
        before: the first source.
        after: the second source.
        resources: the data files of each.
    """
    olds, news = resources
    two = _Two(compile_source(before, olds), compile_source(after, news))
    return _diff((before.name, after.name), (two,), (), (), news, (1, 2))


def _beside(
    pairs: Sequence[Pair], changed: Sequence[Pair], before: Side, after: Side
) -> tuple[Pair, ...]:
    """Return the pairs that are not compiled and whose changes bear on what is."""
    around = needed([pair.after for pair in changed if pair.after], after)
    around |= needed([pair.before for pair in changed if pair.before], before)
    return tuple(
        pair
        for pair in pairs
        if pair not in changed
        and pair.name in around
        and before.files.get(pair.before or "") != after.files.get(pair.after or "")
    )


def _places(
    before: Side, after: Side, pairs: Sequence[Pair], root: Path, home: Path
) -> tuple[Place, Place]:
    """Return where both states stand; equal data files are read once."""
    folders = (home / "before", home / "after")
    for folder in folders:
        folder.mkdir()
    news = stand_up(after, [pair.after for pair in pairs if pair.after], root, folders[1])
    olds = stand_up(before, [pair.before for pair in pairs if pair.before], root, folders[0])
    if data_of(before) == data_of(after):
        olds = Place(olds.workspace, news.resources)
    return olds, news


def _compiled(pairs: Sequence[Pair], olds: Place, news: Place) -> tuple[_Two, ...]:
    return _two(
        pairs,
        olds.compile(pair.before for pair in pairs if pair.before),
        news.compile(pair.after for pair in pairs if pair.after),
    )


def _read(pairs: Sequence[Pair], olds: Place, news: Place) -> tuple[_Two, ...]:
    return _two(
        pairs,
        olds.read(pair.before for pair in pairs if pair.before),
        news.read(pair.after for pair in pairs if pair.after),
    )


def _two(
    pairs: Sequence[Pair], olds: Mapping[str, Compiled], news: Mapping[str, Compiled]
) -> tuple[_Two, ...]:
    return tuple(_Two(olds.get(p.before or ""), news.get(p.after or "")) for p in pairs)


def _read_approved(before: Side, after: Side, olds: Place, news: Place) -> Iterator[_Two]:
    """Yield the approved figures if they changed; findings may follow from that."""
    one, other = olds.read(approved(before)), news.read(approved(after))
    for name in {*one, *other}:
        if before.files.get(name) != after.files.get(name):
            yield _Two(one.get(name), other.get(name))


def _file_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FileChange]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            act = Act.ADDED if name not in before else Act.CHANGED if name in after else Act.REMOVED
            yield FileChange(0, act, name)


def _diff(
    names: tuple[str, str],
    compiled: Sequence[_Two],
    read: Sequence[_Two],
    files: Sequence[FileChange],
    resources: Resources,
    counted: tuple[int, int],
) -> Diff:
    money = _money(resources)
    changes = tuple(_changes((*compiled, *read), money, resources))
    first = len(changes) + 1
    numbered = tuple(FileChange(n, f.act, f.name) for n, f in enumerate(files, start=first))
    renamed = {
        two.before.source.name: two.after.source.name
        for two in compiled
        if two.before and two.after and two.before.source.name != two.after.source.name
    }
    causes = Causes(changes, numbered)
    sources = tuple(_source_diff(two, causes, money, renamed) for two in compiled)
    compared, runs = counted
    return Diff(*names, changes, numbered, sources, compared, runs)


def _money(resources: Resources) -> Mapping[str, Unit]:
    try:
        return units(resources)
    except DataFaultError:
        return {}


def _changes(
    twos: Sequence[_Two], money: Mapping[str, Unit], resources: Resources
) -> Iterator[Change]:
    first = 1
    for two in twos:
        old, new = (_typed(one, money) for one in (two.before, two.after))
        if _hides(two.before, old) or _hides(two.after, new):
            continue  # of a file that cannot be read, nothing can be said
        names = _catalogue(new or old, resources)
        found = changes_between(old, new, names, first) if old or new else ()
        first += len(found)
        yield from found


def _typed(compiled: Compiled | None, money: Mapping[str, Unit]) -> Typed | None:
    return Typed(compiled.tree, money) if compiled and compiled.tree else None


def _hides(compiled: Compiled | None, typed: Typed | None) -> bool:
    return compiled is not None and typed is None


def _catalogue(typed: Typed | None, resources: Resources) -> Catalogue | None:
    root = typed.tree.root if typed else None
    year = root.get("year") if isinstance(root, Node_) else None
    if not isinstance(year, Scalar) or not isinstance(year.value, int):
        return None
    try:
        return load_catalogue(resources, year.value)
    except DataFaultError:
        return None


def _source_diff(
    two: _Two, causes: Causes, money: Mapping[str, Unit], renamed: Mapping[str, str]
) -> SourceDiff:
    before, after = two.before, two.after
    groups: tuple[Group, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    if before and after and before.draft and after.draft:
        old, new = before.draft.document, after.draft.document
        groups = tuple(_group(one, causes, money) for one in printed_differences(old, new))
        figures = tuple(figure_changes(old, new, money))
    return SourceDiff(
        before.source.name if before else None,
        after.source.name if after else None,
        _title(after) or _title(before),
        (_state(before), _state(after)),
        (_total(before, money), _total(after, money)),
        groups,
        figures,
        findings_change(before, after, renamed),
    )


def _group(section: Section, causes: Causes, money: Mapping[str, Unit]) -> Group:
    return Group(
        section.title,
        section.table,
        tuple(
            Consequence(
                one.part,
                one.id,
                one.label,
                None if one.before is None else line_text(one.before),
                None if one.after is None else line_text(one.after),
                tuple(changes_in(one.before, one.after, money)),
                causes.of(one.before, one.after, changed_in(one.before, one.after)),
            )
            for one in section.passages
        ),
    )


def _title(compiled: Compiled | None) -> str:
    """Return what a source is about: its document's title, or the name it says."""
    if compiled is None:
        return ""
    if compiled.draft is not None:
        return compiled.draft.document.title
    root = compiled.tree.root if compiled.tree else None
    department = root.get("department") if isinstance(root, Node_) else None
    name = department.get("name") if isinstance(department, Node_) else None
    return name.text if isinstance(name, Scalar) else ""


def _state(compiled: Compiled | None) -> State:
    if compiled is None:
        return State.ABSENT
    if compiled.document is not None:
        return State.COMPILED
    if compiled.draft is not None:
        return State.FAULTY
    return State.BROKEN if compiled.tree else State.UNREADABLE


def _total(compiled: Compiled | None, money: Mapping[str, Unit]) -> Total:
    draft = compiled.draft if compiled else None
    if draft is None:
        return Total(None, None)
    return Total(_spent(draft.ledger), money.get(draft.budget.unit))


def _spent(ledger: Ledger) -> int:
    """Return the expenditure of this year in 分, along the functions."""
    return sum(
        fact.fen or 0
        for fact in ledger.facts
        if fact.flow is Flow.EXPENDITURE and fact.period is Period.CURRENT and fact.function
    )
