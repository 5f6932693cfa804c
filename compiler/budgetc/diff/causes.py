"""Which change of what was typed is behind something that is printed otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgetc.diff.figures import Changed, changed, figure_change
from budgetc.diff.leaves import MOVING
from budgetc.diff.model import Consequence, FileChange, Operation, Part, TypedChange
from budgetc.diff.typed import TypedValue
from budgetc.document.model import Figure, Line, line_text
from budgetc.ledger import Fact
from budgetc.numbers.money import Unit
from budgetc.source.nodes import Path, scalars
from budgetc.source.origin import Place

_OF_ALL = frozenset({"options", "unit", "year", "jurisdiction", "stage", "kind"})
"""Keys at the top of a file that bear on everything that is printed."""

_FOR_WHAT = MOVING | {"kind"}
"""Keys of an entry that say what its money is for."""

_TELLING = 2
"""From so many characters on, a text in a sentence is taken for the one that was typed."""

_MOST_TEXTS = 2_000
"""How many changed texts are looked for in what is printed; with more, only figures tell."""

_FEW = 20
"""How many changes may all be named as causes of a passage whose own are not known."""

_MARKS = " 　\n。；;，,.、"


class Causes:
    """Finds the changes behind a passage that two documents print differently."""

    def __init__(
        self,
        changes: Sequence[TypedChange],
        files: Sequence[FileChange],
        money: Mapping[str, Unit],
    ) -> None:
        """Index the changes by the places where they are, in each of the two states.

        Args:
            changes: of what was typed.
            files: data files that changed.
            money: units of money by name.
        """
        self._changes = changes
        self._files = tuple(change.number for change in files)
        self._money = money
        self._olds = _Places((change, change.before) for change in changes)
        self._news = _Places((change, change.after) for change in changes)
        self._texts = [(change.number, *pair) for change in changes for pair in _texts(change)]
        self._of_all = self._bearing_on_all()

    def consequence(
        self,
        part: Part,
        before: Line | None,
        after: Line | None,
        cell: str = "",
        label: tuple[str, str] = ("", ""),
    ) -> Consequence:
        """Return a passage that differs, with its figures that changed, and its causes.

        Args:
            part: what of a document it is.
            before: as the first document has it; `None` if it has none.
            after: as the second has it; `None` if it has none.
            cell: the id of a cell.
            label: of a cell, what its row is about, and the heads of its column.
        """
        pairs = tuple(changed(_figures(before), _figures(after)))
        return Consequence(
            part,
            cell,
            label,
            None if before is None else line_text(before),
            None if after is None else line_text(after),
            tuple(figure_change(old, new, self._money) for old, new in pairs),
            self._of(before, after, pairs),
        )

    def _of(
        self, before: Line | None, after: Line | None, pairs: Iterable[Changed]
    ) -> tuple[int, ...]:
        found: set[int] = set()
        for old, new in pairs:
            for figure, changes in ((old, self._olds), (new, self._news)):
                if figure is not None:
                    self._add(figure, changes, found, set())
        found.update(self._by_text(before, after, among_figures=bool(found)))
        return tuple(sorted(found)) or self._of_all

    def _add(self, figure: Figure, changes: _Places, found: set[int], seen: set[str]) -> None:
        if figure.id in seen:
            return
        seen.add(figure.id)
        for fact in figure.facts:
            found.update(changes.of(fact))
        for place in figure.places:
            found.update(changes.around(place))
        for operand in figure.operands:
            self._add(operand, changes, found, seen)

    def _by_text(
        self, before: Line | None, after: Line | None, *, among_figures: bool
    ) -> Iterator[int]:
        """Yield the changes whose old text is in the old passage, and the new in the new."""
        if len(self._texts) > _MOST_TEXTS:
            return
        old, new = line_text(before or ()), line_text(after or ())
        least = _TELLING * (2 if among_figures else 1)
        for number, mine, theirs in self._texts:
            if among_figures and (mine or theirs).replace(".", "", 1).isdecimal():
                continue  # two amounts of one size are not each other's cause
            told = mine in old and theirs in new
            if told and len(mine + theirs) >= least and (mine not in new or theirs not in old):
                yield number

    def _bearing_on_all(self) -> tuple[int, ...]:
        """Return what bears on everything; else all changes there are, if they are few."""
        of_all = [c.number for c in self._changes if not _OF_ALL.isdisjoint(c.there.path[:1])]
        if of_all or self._files:
            return (*of_all, *self._files)
        few = len(self._changes) <= _FEW
        return tuple(change.number for change in self._changes) if few else ()


def _figures(line: Line | None) -> Mapping[str, Figure]:
    return {part.id: part for part in line or () if isinstance(part, Figure)}


class _Places:
    """The changes of one state by the places where they are."""

    def __init__(self, values: Iterable[tuple[TypedChange, TypedValue | None]]) -> None:
        self._at: dict[tuple[str, Path], list[int]] = defaultdict(list)
        self._inside: dict[tuple[str, Path], list[int]] = defaultdict(list)
        self._of: dict[Fact, tuple[int, ...]] = {}
        for change, typed in values:
            if typed is None or change.operation is Operation.REORDERED:
                continue
            file = typed.tree.file
            self._at[file, typed.path].append(change.number)
            for depth in range(len(typed.path)):
                self._inside[file, typed.path[:depth]].append(change.number)

    def of(self, fact: Fact) -> tuple[int, ...]:
        """Return the changes of an amount, and of the line it belongs to."""
        known = self._of.get(fact)
        if known is None:
            path = (*fact.origin.path, fact.key)
            known = tuple(self.above(fact.origin.tree.file, path))
            if fact.entry is not None:
                known += tuple(self.above(fact.entry.tree.file, (*fact.entry.path, "")))
            self._of[fact] = known
        return known

    def above(self, file: str, path: Path) -> Iterator[int]:
        """Yield the changes of a value, of an entry that holds it, and of what that is for."""
        if (file, ()) not in self._inside and (file, ()) not in self._at:
            return
        for depth in range(len(path) + 1):
            yield from self._at.get((file, path[:depth]), ())
            for key in _FOR_WHAT if depth < len(path) else ():
                yield from self._at.get((file, (*path[:depth], key)), ())

    def around(self, place: Place) -> Iterator[int]:
        """Yield the changes of a typed value, and those inside it if it is a list."""
        file = place.origin.tree.file
        yield from self.above(file, place.path)
        yield from self._inside.get((file, place.path), ())


def _texts(change: TypedChange) -> Iterator[tuple[str, str]]:
    """Yield the texts of a change, old and new, of which one may be empty."""
    before, after = change.before, change.after
    if change.operation is Operation.REORDERED:
        return
    if before is not None and after is not None:
        if before.text is not None and after.text is not None:
            yield _bare(before.text), _bare(after.text)
        return
    for typed in (before, after):
        for scalar in scalars(typed.node) if typed is not None else ():
            text = _bare(scalar.text)
            yield (text, "") if typed is before else ("", text)


def _bare(text: str) -> str:
    return text.strip(_MARKS)
