"""The way of a comparison: two states, pairs of sources, compiled pairs, changes, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.messages import Bilingual
from budgetc.diff import model
from budgetc.diff.amounts import amount_form
from budgetc.diff.bridge import bridges
from budgetc.diff.causes import Causes
from budgetc.diff.figures import changed, figure_change
from budgetc.diff.findings import findings_change
from budgetc.diff.leaves import changes_between
from budgetc.diff.pairs import SourcePair, changed_names, may_concern, pair_sources
from budgetc.diff.printed import printed_differences
from budgetc.diff.projects import later_ids, renamed_projects
from budgetc.diff.snapshots import Snapshot, data_of
from budgetc.diff.typed import TypedValue
from budgetc.document.figures import figures_by_id
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import BESIDE, CONTROL_TOTALS, Source
from budgetc.inputs import Inputs, load
from budgetc.jurisdiction.sources import beside_schema, catalogue_of
from budgetc.ledger import Flow, Period
from budgetc.lists import money_units
from budgetc.numbers.money import Unit
from budgetc.pipeline import Compilation, compile_inputs, compile_source
from budgetc.source.identity import no_code_names

Chooses = Callable[[str], bool]
"""Tells by its name whether a source is asked for."""

_Compiled = tuple[Compilation | None, Compilation | None]
"""One source compiled in both states; nothing where a state does not have it."""

_Read = tuple[Inputs | None, Inputs | None]
"""One source read in both states."""


class _Versions:
    """The sources of one state, loaded and compiled; each is loaded once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._today = date.today()
        self._loaded: dict[str, Inputs] = {}

    def inputs(self, name: str) -> Inputs:
        """Return what a source is compiled with."""
        if name not in self._loaded:
            source = self._snapshot.workspace.named(name)
            self._loaded[name] = load(source, self._snapshot.resources, self._today)
        return self._loaded[name]

    def compiled(self, name: str | None) -> Compilation | None:
        """Return a source that is compiled; nothing where this state does not have it."""
        return None if name is None else compile_inputs(self.inputs(name))

    def read(self, name: str | None) -> Inputs | None:
        """Return a source that is only read; nothing where this state does not have it."""
        return None if name is None or name not in self._snapshot.ids else self.inputs(name)

    def beside(self, name: str) -> Inputs | None:
        """Return a file beside the departments' folders, read as what it is."""
        found = self.read(name)
        if found is None or found.tree is None:
            return found
        try:
            schema = beside_schema(self._snapshot.resources, PurePosixPath(name).name)
        except DataFaultError:
            return found
        return replace(found, tree=schema.shaped(found.tree))


def diff_snapshots(before: Snapshot, after: Snapshot, chooses: Chooses) -> model.Diff:
    """Compare two states of a workspace.

    Only what can differ is compiled: sources of which a file was read that is not the same.

    Args:
        before: the first state.
        after: the second state.
        chooses: which sources are asked for.

    Raises:
        GitError: git fails.
    """
    old_data, new_data = data_of(before), data_of(after)
    if old_data == new_data:  # then it is read once
        before = replace(before, resources=after.resources)
    olds, news = _Versions(before), _Versions(after)
    pairs = pair_sources(before, after)
    asked = [pair for pair in pairs if chooses(pair.name)]
    names = changed_names(before, after)
    differ = [pair for pair in asked if _differs(pair, names, olds, news)]
    compiled = [(olds.compiled(pair.before), news.compiled(pair.after)) for pair in differ]
    files = {name for two in compiled for one in two if one for name in one.inputs.record.files}
    beside = [p for p in pairs if p not in differ and p.name in names and p.name in files]
    read = [(olds.read(pair.before), news.read(pair.after)) for pair in beside]
    read += [
        (olds.beside(name), news.beside(name))
        for name in BESIDE  # findings may follow from what is approved, whatever is asked for
        if name in names and (name == CONTROL_TOTALS or chooses(name))
    ]
    data = tuple(_file_changes(old_data, new_data))
    return _diff((before.label, after.label), compiled, read, data, after.resources, len(asked))


def diff_sources(
    before: Source, after: Source, resources: tuple[Resources, Resources]
) -> model.Diff:
    """Compare two sources: two years of one department, or two stages.

    Args:
        before: the first source.
        after: the second source.
        resources: the data files of each.
    """
    olds, news = resources
    compiled = (compile_source(before, olds), compile_source(after, news))
    names = before.name, after.name
    if before.name == after.name:  # of two workspaces: in full
        names = str(before.path), str(after.path)
    found = _diff(names, (compiled,), (), (), news, 1)
    drafts = [one.draft for one in compiled if one.draft is not None]
    if len(drafts) < len(compiled):
        return found
    (source,) = found.sources
    bridged = replace(source, bridges=tuple(bridges(*drafts)))
    return replace(found, sources=(bridged,))


def _differs(pair: SourcePair, names: frozenset[str], olds: _Versions, news: _Versions) -> bool:
    """Tell whether the documents of a source can differ."""
    if pair.before is None or pair.after is None or pair.before != pair.after:
        return True
    return may_concern(pair.name, names) and (
        pair.name in names
        or olds.inputs(pair.before).record.mentions(names)
        or news.inputs(pair.after).record.mentions(names)
    )


def _file_changes(
    before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[tuple[model.Operation, str]]:
    for name in sorted({*before, *after}):
        if name not in before:
            yield model.Operation.ADDED, name
        elif name not in after:
            yield model.Operation.REMOVED, name
        elif before[name] != after[name]:
            yield model.Operation.CHANGED, name


def _diff(
    names: tuple[str, str],
    compiled: Sequence[_Compiled],
    read: Sequence[_Read],
    data: Sequence[tuple[model.Operation, str]],
    resources: Resources,
    compared: int,
) -> model.Diff:
    money = _money(resources)
    inputs: Iterator[_Read] = (
        (old.inputs if old else None, new.inputs if new else None) for old, new in compiled
    )
    changes = tuple(_changes((*inputs, *read), money, resources))
    files = tuple(model.FileChange(n, *one) for n, one in enumerate(data, start=len(changes) + 1))
    renamed = {
        old.source.name: new.source.name
        for old, new in compiled
        if old and new and old.source.name != new.source.name
    }
    causes = Causes(changes, files)
    together = compiled if len(compiled) > 1 else ()
    units = frozenset(_units(one for two in together for one in two if one))
    sources = tuple(_source_diff(*two, causes, renamed, units) for two in compiled)
    runs = sum(one is not None for two in compiled for one in two)
    return model.Diff(*names, changes, files, sources, compared, runs)


def _money(resources: Resources) -> Mapping[str, Unit]:
    try:
        return money_units(resources)
    except DataFaultError:
        return {}


def _changes(
    read: Sequence[_Read], money: Mapping[str, Unit], resources: Resources
) -> Iterator[model.TypedChange]:
    first = 1
    for two in read:
        trees = [one.tree for one in two if one is not None]
        if None in trees:
            continue  # of a file that cannot be read, nothing can be said
        old, new = (
            TypedValue(
                one.tree,
                money.get(one.tree.said("unit")),
                (),
                one.tree.root,
                refused=frozenset(_refused(one)),
            )
            if one is not None and one.tree is not None
            else None
            for one in two
        )
        there = new or old
        catalogue = catalogue_of(there.tree, resources) if there else None
        codes = catalogue.name_of if catalogue is not None else no_code_names
        found = changes_between(old, new, codes, first)
        first += len(found)
        yield from found


def _refused(read: Inputs) -> Iterator[tuple[int, int]]:
    """Yield the line and column of what a file types and nobody can read as a value."""
    if read.budget is None:
        wrong = (one.span for one in read.findings if one.severity is Severity.ERROR)
        yield from ((span.line, span.column) for span in wrong)


def _units(compiled: Iterable[Compilation]) -> Iterator[str]:
    """Yield the sources of units whose money is in some departments' documents."""
    for one in compiled:
        if one.inputs.given is not None:
            yield from (unit.budget.origin.tree.file for unit in one.inputs.given.units)


def _source_diff(
    before: Compilation | None,
    after: Compilation | None,
    causes: Causes,
    renamed: Mapping[str, str],
    units: frozenset[str],
) -> model.SourceDiff:
    groups: tuple[model.Group, ...] = ()
    figures: tuple[model.FigureChange, ...] = ()
    if before and after and before.draft and after.draft:
        old, new = before.draft.document, after.draft.document
        counted_in = {**before.draft.conventions.units, **after.draft.conventions.units}
        were, are = figures_by_id(old), figures_by_id(new)
        later = later_ids(renamed_projects(before.draft, after.draft), are)
        files = _files(before, after)
        groups = tuple(printed_differences(old, new, causes, counted_in, files, later))
        differing = changed({later(key): figure for key, figure in were.items()}, are)
        figures = tuple(figure_change(*pair, counted_in) for pair in differing)
    return model.SourceDiff(
        before.source.name if before else None,
        after.source.name if after else None,
        _title(after) or _title(before),
        (_state(before), _state(after)),
        (_total(before), _total(after)),
        groups,
        figures,
        _findings(before, after, renamed),
        any(one is not None and one.source.name in units for one in (before, after)),
    )


def _findings(
    before: Compilation | None, after: Compilation | None, renamed: Mapping[str, str]
) -> model.FindingsChange:
    """Return what became of findings; of a state that is not compiled, no rule says so."""
    found = findings_change(_named(before), _named(after), renamed)
    if before is None or after is None or (before.draft is None) == (after.draft is None):
        return found
    if after.draft is None:
        return replace(found, fixed=(), unjudged=found.fixed)
    return replace(found, new=(), revealed=found.new)


def _files(*versions: Compilation) -> frozenset[str]:
    """Return the files that two documents are made of."""
    named = {one.source.name for one in versions}
    return frozenset(named.union(*(one.inputs.record.files for one in versions)))


def _named(version: Compilation | None) -> tuple[Diagnostic, ...]:
    return version.named().findings if version else ()


def _title(version: Compilation | None) -> str:
    """Return what a source is about: its document's title, or the name it says."""
    if version is None:
        return ""
    if version.draft is not None:
        return version.draft.document.title
    return version.tree.said("department", "name") if version.tree else ""


def _state(version: Compilation | None) -> model.State:
    if version is None:
        return model.State.ABSENT
    if version.document is not None:
        return model.State.COMPILED
    if version.draft is not None:
        return model.State.FAULTY
    return model.State.BROKEN if version.tree else model.State.UNREADABLE


def _total(version: Compilation | None) -> model.Expenditure | None:
    """Return the expenditure of this year, along the functions."""
    draft = version.draft if version else None
    if draft is None:
        return None
    facts = draft.ledger.facts
    if any(fact.flow is Flow.DECLARED for fact in facts):  # which is expenditure, nothing tells
        return None
    spent = (
        fact.fen or 0
        for fact in facts
        if fact.flow is Flow.EXPENDITURE and fact.period is Period.CURRENT and fact.function
    )
    budget = draft.budget
    form = amount_form(draft.document, draft.conventions.lists.money_units, draft.unit)
    kind, stage = (
        budget.origin.tree.shape.at((key,)).words.get(value, Bilingual(value, value))
        for key, value in (("kind", budget.kind), ("stage", budget.stage))
    )
    of = model.Budgeted(budget.year, kind, stage)
    return model.Expenditure(sum(spent), draft.unit, of, form)
