"""Which change of what was typed is behind something that is printed otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.diff.figures import changed, figure_change
from budgetc.diff.leaves import MOVING
from budgetc.diff.model import Consequence, FileChange, Operation, Part, TypedChange
from budgetc.diff.typed import TypedValue
from budgetc.document.model import Figure, Line, line_text
from budgetc.frozen import NamedTuple, frozen
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
"""How many changes that nothing is laid to may all be named for a passage that has no cause."""

_PARTS = frozenset({Operation.ADDED, Operation.REMOVED, Operation.REORDERED})
"""What moves and numbers the text around it."""


@frozen()
class Found:
    """A passage that differs, with what by itself tells its causes.

    Attributes:
        consequence: the passage; its causes are still to come.
        own: changes that are behind it for certain.
        maybe: changes that each may be: they typed the same text.
    """

    consequence: Consequence
    own: frozenset[int]
    maybe: frozenset[int]

    @property
    def came_or_went(self) -> bool:
        """Whether one of the documents does not have it."""
        return self.consequence.before is None or self.consequence.after is None


_NEAR = 200
"""From so many passages on, one is no neighbour of another."""

_MARKS = " 　\n。；;，,.、"


class Causes:
    """Finds the changes behind a passage that two documents print differently."""

    def __init__(
        self,
        changes: Sequence[TypedChange],
        files: Sequence[FileChange],
    ) -> None:
        """Index the changes by the places where they are, in each of the two states.

        Args:
            changes: of what was typed.
            files: data files that changed.
        """
        self._changes = changes
        self._files = tuple(change.number for change in files)
        self._olds = _Places((change, change.before) for change in changes)
        self._news = _Places((change, change.after) for change in changes)
        self._texts = [(change.number, *pair) for change in changes for pair in _texts(change)]
        self._dates = [(change.number, *pair) for change in changes for pair in _dates(change)]
        years = [change for change in changes if change.there.path == ("year",)]
        self._year = _Year.of(years[0]) if len(years) == 1 else None

    def consequence(
        self,
        part: Part,
        before: Line | None,
        after: Line | None,
        units: Mapping[str, Unit],
        cell: str = "",
        label: tuple[str, str] = ("", ""),
    ) -> Found:
        """Return a passage that differs, with its figures that changed, and what tells its causes.

        Args:
            part: what of a document it is.
            before: as the first document has it; `None` if it has none.
            after: as the second has it; `None` if it has none.
            units: of what the documents count, by name.
            cell: the id of a cell.
            label: of a cell, what its row is about, and the heads of its column.
        """
        pairs = tuple(changed(*_paired(part, _figures(before), _figures(after))))
        own: set[int] = set()
        for old, new in pairs:
            for figure, changes in ((old, self._olds), (new, self._news)):
                if figure is not None:
                    self._add(figure, changes, own, set())
        told = self._by_text(before, after, among_figures=bool(own))
        own.update(number for numbers in told if len(numbers) == 1 for number in numbers)
        own.update(self._by_date(before, after))
        if not own and self._year is not None and self._year.tells(before, after):
            own.add(self._year.number)
        maybe = frozenset(number for numbers in told for number in numbers)
        consequence = Consequence(
            part,
            cell,
            label,
            None if before is None else line_text(before),
            None if after is None else line_text(after),
            tuple(figure_change(old, new, units) for old, new in pairs),
            (),
        )
        return Found(consequence, frozenset(own), maybe)

    def settled(
        self, groups: Sequence[Sequence[Found]], files: Collection[str]
    ) -> Iterator[tuple[Consequence, ...]]:
        """Yield the passages of a document with their causes, group by group.

        A passage that does not tell its own is laid to what its neighbours are laid to: a heading
        of a column, a number in front of a title. What is left is laid to what bears on everything,
        else to the changes that nothing else is laid to; there may be none. Where data files
        changed, wording may have changed anywhere, and only what came or went has neighbours.

        Args:
            groups: passages that differ, as they stand together, in the order of the document.
            files: those that the document is made of.
        """
        mine = [change for change in self._changes if change.there.tree.file in files]
        parts = frozenset(
            change.number for change in mine if change.operation in _PARTS and not self._files
        )
        known = [[self._known(group, at, parts) for at in range(len(group))] for group in groups]
        left = self._left(mine, frozenset(n for group in known for one in group for n in one))
        last = [next(filter(None, (one & parts for one in reversed(k))), _NONE) for k in known]
        for at, (group, causes) in enumerate(zip(groups, known, strict=True)):
            places = (at, *_outward(at, len(last)))
            beside = next((last[place] for place in places if last[place]), _NONE)
            yield tuple(
                replace(
                    found.consequence,
                    causes=tuple(sorted(own or self._taken(found, causes, beside) or left)),
                )
                for found, own in zip(group, causes, strict=True)
            )

    def _known(self, group: Sequence[Found], at: int, parts: Numbers) -> Numbers:
        """Return what a passage is laid to for itself, or as it stands beside others that are."""
        found = group[at]
        if found.own:
            return found.own
        if found.maybe:
            return _nearest(group, at, found.maybe) or found.maybe
        if found.came_or_went:
            return _nearest(group, at)
        return _NONE if found.consequence.figures else _nearest(group, at, parts)

    def _taken(self, found: Found, causes: Sequence[Numbers], beside: Numbers) -> Numbers:
        """Return what a passage of text alone is laid to where other groups tell, or its own."""
        if (found.consequence.figures or self._files) and not found.came_or_went:
            return _NONE
        return beside or next(filter(None, causes), _NONE)

    def _left(self, mine: Sequence[TypedChange], taken: Numbers) -> Numbers:
        """Return what passages are laid to that nothing else tells the causes of."""
        of_all = [c.number for c in mine if not _OF_ALL.isdisjoint(c.there.path[:1])]
        if of_all or self._files:
            return frozenset((*of_all, *self._files))
        rest = frozenset(change.number for change in mine) - taken
        if len(mine) == 1:
            return frozenset(change.number for change in mine)
        return rest if len(rest) <= _FEW else _NONE

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

    def _by_date(self, before: Line | None, after: Line | None) -> Iterator[int]:
        """Yield the changes whose old day is in the old passage, and the new in the new."""
        if self._dates:
            old, new = line_text(before or ()), line_text(after or ())
            yield from (
                number
                for number, mine, theirs in self._dates
                if mine.search(old) and theirs.search(new) and not theirs.search(old)
            )

    def _by_text(
        self, before: Line | None, after: Line | None, *, among_figures: bool
    ) -> Collection[Numbers]:
        """Return the changes whose old text is in the old passage, and the new in the new.

        Those that typed the same texts are together: they cannot be told apart.
        """
        if len(self._texts) > _MOST_TEXTS:
            return ()
        old, new = line_text(before or ()), line_text(after or ())
        least = _TELLING * (2 if among_figures else 1)
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, mine, theirs in self._texts:
            if among_figures and (mine or theirs).replace(".", "", 1).isdecimal():
                continue  # two amounts of one size are not each other's cause
            told = mine in old and theirs in new
            if told and len(mine + theirs) >= least and (mine not in new or theirs not in old):
                found[mine, theirs].add(number)
        return [frozenset(numbers) for numbers in found.values()]


Numbers = frozenset[int]
"""Numbers of changes."""

_NONE: Numbers = frozenset()


def _nearest(group: Sequence[Found], at: int, among: Numbers | None = None) -> Numbers:
    """Return what the nearest passage is laid to for certain, of two as near the one before.

    Args:
        group: passages that stand together.
        at: the place among them.
        among: changes that come into question; `None` for all.
    """
    for place in _outward(at, len(group)):
        own = group[place].own
        if found := own if among is None else own & among:
            return found
    return _NONE


def _outward(at: int, end: int) -> Iterator[int]:
    """Yield the places around one, the nearest first; not those that are far."""
    for distance in range(1, _NEAR):
        yield from (place for place in (at - distance, at + distance) if 0 <= place < end)


def _figures(line: Line | None) -> Mapping[str, Figure]:
    return {part.id: part for part in line or () if isinstance(part, Figure)}


def _paired(
    part: Part, olds: Mapping[str, Figure], news: Mapping[str, Figure]
) -> tuple[Mapping[str, Figure], Mapping[str, Figure]]:
    """Return the figures of a passage under one id where they are the one figure of a cell."""
    if part is Part.CELL and len(olds) == len(news) == 1:
        return dict(zip(news, olds.values(), strict=True)), news
    return olds, news


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


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def _dates(change: TypedChange) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Yield the days of a change, old and new, as any language prints them: year, month, day."""
    if change.operation is Operation.CHANGED and change.before and change.after:
        days = [_DAY.fullmatch(typed.text or "") for typed in (change.before, change.after)]
        numbers = [[int(part) for part in day.groups()] for day in days if day is not None]
        if len(numbers) == len(days):
            old, new = (
                re.compile(rf"(?<!\d){y}\D{{1,3}}0?{m}\D{{1,3}}0?{d}(?!\d)") for y, m, d in numbers
            )
            yield old, new


_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class _Year(NamedTuple):
    """A source of one year beside one of another: what is printed of years moves with it."""

    number: int
    before: int
    after: int

    @classmethod
    def of(cls, change: TypedChange) -> _Year | None:
        """Return it of the change of a year, if both are one."""
        texts = [typed.text or "" for typed in (change.before, change.after) if typed is not None]
        if change.operation is not Operation.CHANGED or not all(map(_FOUR.fullmatch, texts)):
            return None
        before, after = map(int, texts)
        return cls(change.number, before, after)

    def tells(self, before: Line | None, after: Line | None) -> bool:
        """Tell whether a passage differs in nothing but in such years, by as much."""
        old, new = line_text(before or ()), line_text(after or ())
        return old != new and _FOUR.sub(self._moved, old) == new

    def _moved(self, year: re.Match[str]) -> str:
        known = abs(int(year[0]) - self.before) <= _YEARS_TOLD
        return str(int(year[0]) + self.after - self.before) if known else year[0]


_YEARS_TOLD = 5
"""How far from its own the years are that a document speaks of."""


def _bare(text: str) -> str:
    return text.strip(_MARKS)
