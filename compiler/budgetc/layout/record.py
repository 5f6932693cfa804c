"""The source as templates see it: names lead to what was typed, or to what is absent."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, cast

from budgetc.budget.declarations import Typed
from budgetc.budget.paths import keys_of
from budgetc.budget.sections import Entry
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Figure, Formula, OnDemand
from budgetc.layout.absent import Absent, NoItems
from budgetc.layout.reads import Reads
from budgetc.layout.style import Style, count
from budgetc.numbers.values import Amount, FurtherAmounts
from budgetc.source.nodes import Path
from budgetc.source.origin import Origin, Place
from budgetc.templating.exposed import Exposed


class Record(Exposed):
    """A typed mapping of the source. Templates look its keys up; numbers come as figures."""

    called = msg("this entry of the source")
    __slots__ = ("_counted", "_home", "_style", "declared", "reads", "value")

    def __init__(
        self,
        value: Any,
        style: Style,
        reads: Reads,
        declared: Collection[str] = frozenset(),
        home: str = "",
        counted: Mapping[str, Style] = MappingProxyType({}),
    ) -> None:
        """Wrap a dataclass of the budget.

        Args:
            value: an instance with an `origin`.
            style: how amounts in it are printed.
            reads: where it is recorded what is looked up.
            declared: the keys of further amounts.
            counted: how numbers of other measures are printed.
            home: the file that the document is of; that of the value if none is given.
        """
        self.value = value
        self._style = style
        self.reads = reads
        self.declared = declared
        self._counted = counted
        self._home = home or value.origin.tree.file

    @property
    def path(self) -> str:
        """Where it stands in its file, entries counted from 1: `projects[2]`."""
        return _path(self.value.origin.path)

    def beside(self, value: Any) -> Record:
        """Return another mapping of the same document, of this file or that of a unit."""
        return Record(value, self._style, self.reads, self.declared, self._home, self._counted)

    def lookup(self, name: str) -> object:
        """Return what stands under a key.

        Raises:
            LookupError: a source has no such key at all.
        """
        if isinstance(self.value, Entry):
            return self._declared(self.value, name)
        hints = keys_of(cast("Hashable", type(self.value)))
        if name not in hints:
            sections = getattr(self.value, "sections", None)
            return self._further(name) if sections is None else self._declared(sections, name)
        value = getattr(self.value, name)
        origin: Origin = self.value.origin
        if isinstance(value, str):  # as mostly
            self.reads.value(origin, name)
            return value
        if value is None or (value == () and name not in origin.node.entries):
            missed = next((place.origin for place in origin.places(name)), origin)
            return Absent(missed, (name,))
        if not _has_entries(value):
            self.reads.value(origin, name)
        if value == ():
            return NoItems.at(origin, name)
        return self._wrap(value, hints[name], origin, name)

    def names(self) -> Iterable[str]:
        """Return the keys that may stand here."""
        if isinstance(self.value, Entry):
            return self.value.shape.keys
        sections = getattr(self.value, "sections", None)
        own = keys_of(cast("Hashable", type(self.value)))
        further = self.declared if hasattr(self.value, "amounts") else ()
        return (*own, *further, *(sections.shape.keys if sections is not None else ()))

    def _declared(self, entry: Entry, name: str) -> object:
        """Return what stands under a key of a declared section.

        Raises:
            LookupError: its schema has no such key.
        """
        below = entry.shape.under(name)
        if name not in entry.shape.keys and not below.here:
            raise LookupError(name)
        if name not in entry.values:
            return Absent(entry.origin, (name,))
        value = entry.values[name]
        if not _has_entries(value):
            self.reads.value(entry.origin, name)
        if value == ():
            return NoItems.at(entry.origin, name)
        if below.measure:
            style = self._counted.get(below.measure, self._style)
            where = Place(entry.origin, name)
            return style.amount(self._id(entry.origin, name), value, Formula.GIVEN, (), (where,))
        return self._wrap(value, Amount if below.is_amount else str, entry.origin, name)

    def _id(self, origin: Origin, name: str) -> str:
        return _prefix(origin.tree.file, self._home) + _path((*origin.path, name))

    def _further(self, name: str) -> object:
        """Return an amount under a key that the jurisdiction declares.

        Raises:
            LookupError: nothing of this kind has further amounts, or it declares no such key.
        """
        if name not in self.declared or not hasattr(self.value, "amounts"):
            raise LookupError(name)
        amounts: FurtherAmounts = self.value.amounts
        origin: Origin = self.value.origin
        self.reads.value(origin, name)
        if name not in amounts:
            return Absent(origin, (name,))
        return self._wrap(amounts[name], Amount, origin, name)

    def _wrap(self, value: Any, hint: Any, origin: Origin, name: str) -> object:
        if isinstance(value, (str, bool)):  # as mostly
            return value
        if isinstance(value, Typed):
            return self.beside(value)
        if isinstance(value, tuple):
            return tuple(self._wrap(item, str, origin, name) for item in value)
        if isinstance(value, int):
            return self._number(value, hint, origin, name)
        if isinstance(value, OnDemand):
            return OnDemand(value, lambda item: self._wrap(item, str, origin, name))
        return value

    def _number(self, value: int, hint: Any, origin: Origin, name: str) -> Figure:
        figure_id, places = self._id(origin, name), origin.places(name)
        if hint is Amount:
            return self._style.amount(figure_id, Amount(value), Formula.GIVEN, places=places)
        return count(figure_id, value, Formula.GIVEN, places)


def _has_entries(value: Any) -> bool:
    """Tell whether a value has keys of its own, or items that have."""
    if isinstance(value, (str, int)):  # as mostly; what is made on demand is asked for last
        return False
    first = value[0] if isinstance(value, (tuple, OnDemand)) and value else value
    return isinstance(first, Typed)


def _prefix(file: str, home: str) -> str:
    """Return what tells the figures of a unit's file from those of the department's own."""
    if file == home:
        return ""
    folder, base = PurePosixPath(file).parent, PurePosixPath(home).parent
    inside = folder.relative_to(base) if folder.is_relative_to(base) else folder
    return f"{inside}/"


def _path(path: Path) -> str:
    """Return a path as ids of figures have it, which count entries from 1: `projects[2].prior`."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def follow(record: Record, path: str) -> object:
    """Return what a dotted path leads to, absent where any step of it is.

    Raises:
        LookupError: a source has no such path at all.
    """
    value: object = record
    for name in path.split("."):
        if isinstance(value, Absent):
            return Absent(value.origin, (*value.keys, name))
        if not isinstance(value, Record):
            raise LookupError(path)  # noqa: TRY004  # the template names what is not there
        value = value.lookup(name)
    return value
