"""From last year's source to the new year's: walk the tree, change the text, read it again."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.rolling.edits import Editor, SharedValueError
from budgetc.rolling.period import moved
from budgetc.rolling.plan import Action, Priors, action_of
from budgetc.schema import load_schema
from budgetc.source.nodes import Mapping, Node, Path, Scalar, Sequence, SourceTree, scalars
from budgetc.source.read import read_bytes

_PRIOR = "prior"
_BEFORE_PRIOR = ("amount", "economic", "current", "reason")
"""Behind the first of these that a line has, its `prior` is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingOptions:
    """How a source is rolled.

    Attributes:
        year: the new year.
        mark: what the comment says behind a value that is to be filled in.
        priors: what becomes of last year's amounts.
        amounts: those amounts by the path of their line, where they are written.
    """

    year: int
    mark: str
    priors: Priors
    amounts: MappingOf[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Rolled:
    """The new source.

    Attributes:
        tree: the new text as read again; there is none if it could not be made.
        to_fill: what is found in it because a value was emptied.
        lines_of_old_year: lines with a text that still names the old year.
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
        run.visit(tree.root, (), None)
    except SharedValueError as error:
        return Rolled(None, (), (), (_shared(tree, error.node),))
    new, findings = read_bytes(name, run.editor.finish().encode())
    if new is None or findings:
        return Rolled(new, (), (), findings)
    found = load_schema(resources, "budget.schema.json").check(new)
    places = {new.span(new.at(path)[0]) for path in run.emptied}
    to_fill = tuple(one for one in found if one.span in places)
    others = tuple(one for one in found if one.span not in places)
    return Rolled(new, to_fill, _naming(new, str(run.old_year)), others)


class _Rolling:
    """One walk over one tree."""

    def __init__(self, tree: SourceTree, options: RollingOptions) -> None:
        year, _ = tree.at(("year",))
        self.old_year = int(year.text) if isinstance(year, Scalar) else 0
        self.editor = Editor(tree, options.mark)
        self.emptied: list[Path] = []
        self._options = options

    def visit(self, node: Node, path: Path, holder: Scalar | None) -> None:
        """Change what is to be changed under a node."""
        if isinstance(node, Sequence):
            for position, item in enumerate(node.items):
                self.visit(item, (*path, position), None)
        elif isinstance(node, Mapping):
            dropped = [
                name
                for name, (key, value) in node.entries.items()
                if not self._stays(node, key, value, (*path, name))
            ]
            if dropped:
                self.editor.drop(node, dropped, holder)
            if self._options.priors is Priors.WRITTEN and path in self._options.amounts:
                self._write_prior(node, self._options.amounts[path])

    def _stays(self, mapping: Mapping, key: Scalar, value: Node, path: Path) -> bool:
        """Change one entry; tell whether its key stays."""
        action = action_of(path)
        if action is Action.PRIOR and self._options.priors is Priors.OPEN:
            action = Action.FILL
        if action is None or (action is Action.FILL and _holds_something(value)):
            self.visit(value, path, key)
            return True
        self.editor.claim(key, value)
        match action:
            case Action.FILL:
                self._empty(mapping, value, path)
            case Action.YEAR:
                self.editor.replace(value, str(self._options.year))
            case Action.PERIOD if isinstance(value, Mapping):
                self._move(value, path)
            case Action.CLEAR if isinstance(value, Sequence) and value.items:
                self.editor.clear(key, value)
            case Action.DROP:
                return False
            case Action.PRIOR:
                return self._options.priors is not Priors.FOUND
        return True

    def _empty(self, mapping: Mapping, value: Node, path: Path) -> None:
        self.editor.empty(mapping, value)
        self.emptied.append(path)

    def _move(self, period: Mapping, path: Path) -> None:
        days = {name: value for name, (_, value) in period.entries.items()}
        texts = {name: day.text for name, day in days.items() if isinstance(day, Scalar)}
        new = moved(texts.get("start", ""), texts.get("end", ""), self.old_year, self._options.year)
        for name, (key, value) in period.entries.items():
            self.editor.claim(key, value)
            if new is None:
                self._empty(period, value, (*path, name))
            elif new[name] != texts[name]:
                self.editor.replace(value, new[name])

    def _write_prior(self, line: Mapping, amount: str) -> None:
        if (typed := line.get(_PRIOR)) is not None:
            self.editor.replace(typed, amount)
        elif not line.entries:
            self.editor.replace(line, f"{{{_PRIOR}: {amount}}}")
        else:
            after = next(key for key in _BEFORE_PRIOR if key in line.entries)
            self.editor.add(line, after, f"{_PRIOR}: {amount}")


def _holds_something(node: Node) -> bool:
    return bool(
        node.entries if isinstance(node, Mapping) else isinstance(node, Sequence) and node.items
    )


def _naming(tree: SourceTree, year: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(s.line + 1 for s in scalars(tree.root) if year in s.text))


def _shared(tree: SourceTree, node: Node) -> Diagnostic:
    return finding(
        "SYN004",
        msg("this value is changed for the new year, but an anchor or alias shares it"),
        tree.span(node),
        hint=msg("write the values out, without & and *, and roll the source again"),
    )
