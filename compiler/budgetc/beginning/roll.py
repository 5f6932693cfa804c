"""From last year's source to the new year's: change the tree of its text, read it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import field, replace
from itertools import takewhile

from budgetc.beginning.plan import Action, Priors, action_of, changes_below
from budgetc.budget.model import Budget
from budgetc.budget.paths import keys_of
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.jurisdiction.sources import schema_of
from budgetc.numbers.values import by_fund_key, note_key
from budgetc.source import nodes
from budgetc.source import text_edit as edit
from budgetc.source.keys import saying_of, text_with_known_keys
from budgetc.source.marks import without_marks
from budgetc.source.nodes import Path, SourceTree, scalars
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.text_parse import ended, parse, parse_entries
from budgetc.source.text_tree import TextCollection, TextEntry, TextNode, TextScalar, text_of

_FIRST, _LAST = "-01-01", "-12-31"
_PRIOR = "prior"
_BEFORE_PRIOR = ("amount", "economic", "current", "reason")
"""Behind the first of these that a line has, its `prior` is written."""


@frozen(kw_only=True)
class RollingOptions:
    """How a source is rolled.

    Attributes:
        year: the new year.
        mark: what the comment says behind a value that is to be filled in.
        priors: what becomes of last year's amounts.
        amounts: those amounts by the path of their line, where they are written.
        becomes: of each key of amounts, the keys beside it that told a year before what this one
            tells now: of the outturn of the year before last, that of last year; none where
            nobody knows it yet.
    """

    year: int
    mark: str
    priors: Priors
    amounts: MappingOf[Path, str] = field(default_factory=dict)
    becomes: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)


@frozen(eq=False)
class Rolled:
    """The new source.

    Attributes:
        tree: the new text as read again; there is none if it could not be made.
        to_fill: what is found in it because a value was emptied.
        lines_of_old_year: lines with a text or a comment that still names the old year.
        findings: what else is wrong with it, or why it was not made.
    """

    tree: SourceTree | None
    to_fill: tuple[Diagnostic, ...]
    lines_of_old_year: tuple[int, ...]
    findings: tuple[Diagnostic, ...]


def roll(tree: SourceTree, name: str, options: RollingOptions, resources: Resources) -> Rolled:
    """Return the source of a new year.

    Args:
        tree: of last year's source, which has no errors.
        name: what reports call the new one.
        options: how it is rolled.
        resources: data files of the workspace.
    """
    run = _Rolling(tree, options)
    try:
        text = run.text()
    except _SharedValueError as error:
        return Rolled(None, (), (), (_shared(tree, error.path),))
    new, findings = read_bytes(name, text.encode())
    if new is None or findings:
        return Rolled(new, (), (), findings)
    new, findings = read_bytes(name, without_marks(new, (options.mark,)).encode())
    if new is None or findings:
        return Rolled(new, (), (), findings)
    schema = schema_of(resources, new)
    new = schema.shaped(new)
    found = schema.check(new)
    places = {new.span(new.at(path)[0]) for path in run.emptied}
    to_fill = tuple(one for one in found if one.span in places)
    others = tuple(one for one in found if one.span not in places)
    old = str(run.old_year)
    naming = {one.line + 1 for one in scalars(new.root) if old in one.text}
    naming |= {number for number, words in _comments(new.text) if old in words}
    return Rolled(new, to_fill, tuple(sorted(naming)), others)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words behind the first sign of a comment on each line, with its number from 1."""
    for number, line in enumerate(text.split("\n"), start=1):
        if (sign := _COMMENT.search(line)) is not None:
            yield number, line[sign.end() :]


_COMMENT = re.compile(r"(?:^|\s)#")
_IS_HEAD = re.compile(r"#|\s*$")
_NUMBER = re.compile(r"[0-9]+")


class _SharedValueError(Exception):
    """A value to be changed is used in several places, by an anchor and aliases."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class _Rolling:
    """One walk over one text."""

    def __init__(self, tree: SourceTree, options: RollingOptions) -> None:
        year, _ = tree.at(("year",))
        typed = year.value if isinstance(year, nodes.Scalar) else None
        self.old_year = typed if isinstance(typed, int) else 0
        self.emptied: list[Path] = []
        self._tree = tree
        self._options = options
        self._usual = keys_of(Budget)
        self._mark_waits = False

    def text(self) -> str:
        """Return the new text.

        Raises:
            _SharedValueError: a value that changes is shared.
        """
        old = self._tree.text
        tree = text_with_known_keys(parse(ended(old)), self._tree.shape)
        new = self._headed(text_of(replace(tree, root=self._rolled(tree.root, ()))))
        return new if old.endswith("\n") else new.removesuffix("\n")

    def _headed(self, text: str) -> str:
        """Return a text whose comment at the head says whose budget it is of the new year."""
        name, _ = self._tree.at(("department", "name"))
        whose = name.text if isinstance(name, nodes.Scalar) and name.text else text
        lines = text.splitlines(keepends=True)
        for at in range(len(list(takewhile(_IS_HEAD.match, lines)))):
            before, named, behind = lines[at].partition(whose)
            if named and {*_NUMBER.findall(behind)} == {str(self.old_year)}:
                lines[at] = f"{before}{named}{_NUMBER.sub(str(self._options.year), behind)}"
        return "".join(lines)

    def _rolled(self, node: TextNode, path: Path) -> TextNode:
        """Return a value with all changed that is to be changed in it."""
        if not isinstance(node, TextCollection):
            if node.alias and changes_below(path):
                raise _SharedValueError(path)
            return node
        entries = (
            self._marked(self._entry(entry, (*path, step), in_brackets=node.is_flow))
            for step, entry in (
                enumerate(node.entries) if node.is_list else ((e.name, e) for e in node.entries)
            )
        )
        return replace(node, entries=tuple(entries))

    def _entry(self, entry: TextEntry, path: Path, *, in_brackets: bool) -> TextEntry:
        action = self._action(path)
        if action is None or _stays(action, entry.value):
            return self._kept(entry, path)
        self._claim(entry.value, path)
        value = entry.value
        match action:
            case Action.FILL | Action.ASK:
                return self._later(entry, path, in_brackets=in_brackets)
            case Action.YEAR:
                return edit.with_value(entry, _scalar(str(self._options.year)))
            case Action.PERIOD if isinstance(value, TextCollection):
                return replace(entry, value=self._moved(value, path))
            case Action.CLEAR if isinstance(value, TextCollection) and value.entries:
                return edit.with_value(entry, edit.empty(is_list=value.is_list))
        return entry

    def _kept(self, entry: TextEntry, path: Path) -> TextEntry:
        """Change what is under an entry; last year's amount goes, or is written."""
        entry = edit.without(entry, lambda child: self._goes(child, (*path, child.name)))
        entry = replace(entry, value=self._with_moved(self._rolled(entry.value, path), path))
        amount = self._options.amounts.get(path)
        if self._options.priors is not Priors.WRITTEN or amount is None:
            return entry
        return self._with_prior(entry, amount, path)

    def _action(self, path: Path) -> Action | None:
        action = action_of(self._in_roles(path))
        if action is None and path[-1] in self._options.becomes and self._shape(path).is_counted:
            return Action.FILL
        if self._shape(path).is_evidence:  # of an amount that is typed anew
            return Action.DROP
        if action is None and self._is_of_its_year(path):
            return Action.FILL
        if action is None and path[0] not in self._usual and self._shape(path).is_of_a_day:
            return Action.FILL  # what a departmental budget has of these, the plan knows
        spoken_of = self._options.becomes
        if path[-1] in {of(key) for key in spoken_of for of in (by_fund_key, note_key)}:
            return Action.DROP
        is_open = action is Action.PRIOR and self._options.priors is Priors.OPEN
        return Action.FILL if is_open else action

    def _later(self, entry: TextEntry, path: Path, *, in_brackets: bool) -> TextEntry:
        """Return an entry with what the line says already of its next period; else emptied."""
        *line, key = path
        if told := self._told_before(tuple(line), str(key)):
            return edit.with_value(entry, _scalar(told[1]))
        return self._emptied(entry, path, in_brackets=in_brackets)

    def _told_before(self, path: Path, key: str) -> tuple[str, str] | None:
        """Return the key of a line that told a year before what a key tells now, and its amount."""
        line, _ = self._tree.at(path)
        for before in self._options.becomes.get(key, ()):
            told = line.get(before) if isinstance(line, nodes.Mapping) else None
            if isinstance(told, nodes.Scalar) and told.value is not None:
                return before, told.text
        return None

    def _with_moved(self, line: TextNode, path: Path) -> TextNode:
        """Return a line with the keys that it had no need of while it was new.

        Not with `prior` of the sections that every department has: `Priors` decides about that.
        """
        if not isinstance(line, TextCollection) or line.is_list:
            return line
        shape = self._shape(path)
        for key in self._options.becomes:
            place = (*path, key)
            if line.entry(key) or not (shape.has(key) and shape.under(key).is_counted):
                continue
            if action_of(self._in_roles(place)) is None and (told := self._told_before(path, key)):
                names = [entry.name for entry in line.entries]
                line = _with_amount(line, names.index(told[0]), key, told[1], shape)
        return line

    def _is_of_its_year(self, path: Path) -> bool:
        """Tell whether the schema says so of a value, or of a list or an entry that it is in."""
        return any(self._shape(path[:depth]).is_of_its_year for depth in range(len(path), 0, -1))

    def _shape(self, path: Path) -> Shape:
        return self._tree.shape.at(path)

    def _in_roles(self, path: Path) -> Path:
        """Return a path whose last key is called by its role: of accounts, outturn is amount."""
        *above, key = path
        roles = self._shape(tuple(above)).roles
        return (*above, roles.get(key, key)) if isinstance(key, str) else path

    def _goes(self, entry: TextEntry, path: Path) -> bool:
        """Tell whether an entry goes with its key."""
        action = self._action(path) if entry.key else None
        goes = action is Action.DROP or (
            action is Action.PRIOR and self._options.priors is Priors.FOUND
        )
        if goes:
            self._claim(entry.value, path)
        return goes

    def _claim(self, value: TextNode, path: Path) -> None:
        """Make sure that a value to be changed stands in one place alone."""
        if value.anchor or (isinstance(value, TextScalar) and value.alias):
            raise _SharedValueError(path)

    def _emptied(self, entry: TextEntry, path: Path, *, in_brackets: bool) -> TextEntry:
        self.emptied.append(path)
        self._mark_waits = True
        return edit.emptied_in_brackets(entry) if in_brackets else edit.emptied(entry)

    def _marked(self, entry: TextEntry) -> TextEntry:
        """Return an entry with the mark that waits for the end of a line, if this is one."""
        if not (self._mark_waits and entry.trailing.endswith("\n")):
            return entry
        self._mark_waits = False
        return edit.with_comment(entry, f"# {self._options.mark}")

    def _moved(self, period: TextCollection, path: Path) -> TextCollection:
        texts = {e.name: e.value.words for e in period.entries if isinstance(e.value, TextScalar)}
        new = moved_period(
            texts.get("start", ""), texts.get("end", ""), self.old_year, self._options.year
        )
        entries = []
        for entry in period.entries:
            self._claim(entry.value, (*path, entry.name))
            if new is None:
                day = self._emptied(entry, (*path, entry.name), in_brackets=period.is_flow)
            elif new.get(entry.name, texts.get(entry.name)) != texts.get(entry.name):
                day = edit.with_value(entry, _scalar(new[entry.name]))
            else:
                day = entry
            entries.append(self._marked(day))
        return replace(period, entries=tuple(entries))

    def _with_prior(self, line: TextEntry, amount: str, path: Path) -> TextEntry:
        collection = line.value
        if not isinstance(collection, TextCollection):
            raise _SharedValueError(path)
        prior = self._shape(path).written(_PRIOR)
        if amount.startswith("{"):
            line = edit.without(line, lambda child: child.name == prior)
            prior = self._shape(path).written(by_fund_key(_PRIOR))
            collection = line.value if isinstance(line.value, TextCollection) else collection
        names = [entry.name for entry in collection.entries]
        if prior in names:
            place = names.index(prior)
            typed = edit.with_value(collection.entries[place], _scalar(amount))
            entries = (*collection.entries[:place], typed, *collection.entries[place + 1 :])
            return replace(line, value=replace(collection, entries=entries))
        before = map(self._shape(path).written, _BEFORE_PRIOR)
        place = next((names.index(key) + 1 for key in before if key in names), 0)
        value = _with_amount(collection, place, prior, amount, self._shape(path))
        return replace(line, value=value)


def _with_amount(
    line: TextCollection, place: int, key: str, amount: str, shape: Shape
) -> TextCollection:
    """Return a line with one amount more, its key in the words of the others."""
    word = saying_of(line)(shape, key)
    (entry,) = parse_entries(f"{word}: {amount}\n")
    return edit.inserted(line, place, entry)


def _scalar(text: str) -> TextScalar:
    return TextScalar(text, words=text)


def _stays(action: Action, value: TextNode) -> bool:
    """Tell whether a value stays what an action would empty."""
    holds = _holds_something(value)
    return holds if action is Action.FILL else action is Action.ASK and not holds


def _holds_something(value: TextNode) -> bool:
    return isinstance(value, TextCollection) and bool(value.entries)


def _shared(tree: SourceTree, path: Path) -> Diagnostic:
    return finding(
        "SYN004",
        msg("this value is changed for the new year, but an anchor or alias shares it"),
        tree.span(tree.at(path)[0]),
        hint=msg("write the values out, without & and *, and roll the source again"),
    )


def moved_period(start: str, end: str, old: int, new: int) -> MappingOf[str, str] | None:
    """Return the period of the new year's budget; `None` where a person must say.

    A whole year moves by as many years as the budget does. A period of several whole years stays
    where the new year lies within it.

    Args:
        start: first day, as YYYY-MM-DD.
        end: last day.
        old: the year of the source.
        new: the year it is rolled to.
    """
    if not start.endswith(_FIRST) or not end.endswith(_LAST):
        return None
    first, last = int(start[:4]), int(end[:4])
    if first == last:
        year = first + new - old
        return {"start": f"{year}{_FIRST}", "end": f"{year}{_LAST}"}
    if first <= new <= last:
        return {"start": start, "end": end}
    return None
