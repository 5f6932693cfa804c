"""The way of a comparison: two states, pairs of sources, compiled pairs, changes, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgetc.classification import Catalogue, load_catalogue
from budgetc.diff.causes import Causes
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
from budgetc.diff.pairs import Pair, changed_names, may_concern, pair_sources
from budgetc.diff.printed import Section, printed_differences
from budgetc.diff.sides import Side, data_of
from budgetc.diff.typed import Typed
from budgetc.diff.versions import Version, Versions, compiled_source
from budgetc.document.model import line_text
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import CONTROL_TOTALS, Source
from budgetc.ledger import Flow, Ledger, Period
from budgetc.lists import money_units
from budgetc.numbers.money import Unit
from budgetc.source.nodes import Mapping as Node_
from budgetc.source.nodes import Scalar

Chooses = Callable[[str], bool]
"""Tells by its name whether a source is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class _Two:
    """One source in two states."""

    before: Version | None
    after: Version | None


def diff_sides(before: Side, after: Side, chooses: Chooses) -> Diff:
    """Compare two states of a workspace.

    Only what can differ is compiled: sources of which a file was read that is not the same.

    Args:
        before: the first state.
        after: the second state.
        chooses: which sources are asked for.

    Raises:
        GitError: git fails.
    """
    # Equal data files are read once.
    shared = data_of(before) == data_of(after)
    olds = Versions(before, after.resources if shared else before.resources)
    news = Versions(after, after.resources)
    pairs = pair_sources(before, after)
    asked = [pair for pair in pairs if chooses(pair.name)]
    names = changed_names(before, after)
    changed = [pair for pair in asked if _differs(pair, names, olds, news)]
    read = frozenset(
        name
        for pair in changed
        for one, versions in ((pair.before, olds), (pair.after, news))
        if one is not None
        for name in versions.inputs(one).record.files
    )
    beside = [p for p in pairs if p not in changed and p.name in names and p.name in read]
    compiled = [_Two(olds.compiled(pair.before), news.compiled(pair.after)) for pair in changed]
    others = [_Two(olds.read(pair.before), news.read(pair.after)) for pair in beside]
    if CONTROL_TOTALS in names:  # findings may follow from that
        others.append(_Two(olds.read(CONTROL_TOTALS), news.read(CONTROL_TOTALS)))
    files = tuple(_file_changes(data_of(before), data_of(after)))
    runs = sum((two.before is not None) + (two.after is not None) for two in compiled)
    labels = (before.label, after.label)
    return _diff(labels, compiled, others, files, after.resources, (len(asked), runs))


def diff_sources(before: Source, after: Source, resources: tuple[Resources, Resources]) -> Diff:
    """Compare two sources: two years of one department, or two stages.

    Args:
        before: the first source.
        after: the second source.
        resources: the data files of each.
    """
    olds, news = resources
    two = _Two(compiled_source(before, olds), compiled_source(after, news))
    return _diff((before.name, after.name), (two,), (), (), news, (1, 2))


def _differs(pair: Pair, names: frozenset[str], olds: Versions, news: Versions) -> bool:
    """Tell whether the documents of a source can differ."""
    if pair.before is None or pair.after is None or pair.before != pair.after:
        return True
    return may_concern(pair.name, names) and (
        pair.name in names
        or olds.inputs(pair.before).record.mentions(names)
        or news.inputs(pair.after).record.mentions(names)
    )


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
        two.before.name: two.after.name
        for two in compiled
        if two.before and two.after and two.before.name != two.after.name
    }
    causes = Causes(changes, numbered)
    sources = tuple(_source_diff(two, causes, money, renamed) for two in compiled)
    compared, runs = counted
    return Diff(*names, changes, numbered, sources, compared, runs)


def _money(resources: Resources) -> Mapping[str, Unit]:
    try:
        return money_units(resources)
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


def _typed(version: Version | None, money: Mapping[str, Unit]) -> Typed | None:
    return Typed(version.tree, money) if version and version.tree else None


def _hides(version: Version | None, typed: Typed | None) -> bool:
    return version is not None and typed is None


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
        before.name if before else None,
        after.name if after else None,
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


def _title(version: Version | None) -> str:
    """Return what a source is about: its document's title, or the name it says."""
    if version is None:
        return ""
    if version.draft is not None:
        return version.draft.document.title
    root = version.tree.root if version.tree else None
    department = root.get("department") if isinstance(root, Node_) else None
    name = department.get("name") if isinstance(department, Node_) else None
    return name.text if isinstance(name, Scalar) else ""


def _state(version: Version | None) -> State:
    if version is None:
        return State.ABSENT
    if version.document is not None:
        return State.COMPILED
    if version.draft is not None:
        return State.FAULTY
    return State.BROKEN if version.tree else State.UNREADABLE


def _total(version: Version | None, money: Mapping[str, Unit]) -> Total:
    draft = version.draft if version else None
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
