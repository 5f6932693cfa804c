"""What a comparison of two states of budgets says."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from enum import StrEnum

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Bilingual
from budgetc.diagnostics.spans import Address
from budgetc.diff.amounts import AmountForm
from budgetc.diff.bridge import Bridge
from budgetc.diff.typed import TypedValue
from budgetc.frozen import NamedTuple, frozen
from budgetc.numbers.money import Unit


class Operation(StrEnum):
    """What was done to something typed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # to another code or fund
    RENAMED = "renamed"
    REORDERED = "reordered"


@frozen(eq=False)
class TypedChange:
    """One change of what was typed: a cause.

    Attributes:
        number: by which consequences name it, from 1.
        address: what the place is called; it does not move when lines do.
        before: what stood there; nothing if it is new.
        after: what stands there now; nothing if it is gone.
    """

    number: int
    operation: Operation
    address: Address
    before: TypedValue | None
    after: TypedValue | None

    @property
    def there(self) -> TypedValue:
        """What stands there now, or what stood there."""
        there = self.after or self.before
        if there is None:  # a change has one of them
            raise ValueError(self.address)
        return there

    @property
    def difference(self) -> int | None:
        """By how much money it is more, in 分; `None` where no money changed.

        Of money that moved, nothing: what the amount itself became is a change of its own.
        """
        if self.operation is Operation.MOVED:
            return None
        before, after = (0 if one is None else one.fen for one in (self.before, self.after))
        return None if before is None or after is None else after - before

    @property
    def likeness(self) -> Hashable:
        """What it has in common with the same change in another file."""
        written = (one and (one.unit, one.texts) for one in (self.before, self.after))
        return (self.operation, self.address.path, *written)


@frozen()
class FileChange:
    """A data file of the workspace that changed: a template, a layout, a code list.

    Attributes:
        number: by which consequences name it.
    """

    number: int
    operation: Operation
    name: str

    @property
    def likeness(self) -> Hashable:
        """What tells it from every other change."""
        return self.name


@frozen()
class FigureChange:
    """A figure that is printed otherwise.

    Attributes:
        before: as printed; `None` if it was not there.
        after: as printed; `None` if it is there no more.
        difference: of the exact values: of amounts in 分, of what is measured in the smallest
            part that is typed, of counts plain; `None` where a side has none, and for percentages.
        unit: 万元 or 元, %, or nothing.
        counted_in: the unit, of money or of a measure; `None` of what is counted one by one.
        point: what stands between the whole number and its decimals in print.
    """

    id: str
    before: str | None
    after: str | None
    difference: int | None
    unit: str
    counted_in: Unit | None
    point: str = "."


class Part(StrEnum):
    """What of a document changed."""

    CELL = "cell"
    SENTENCE = "sentence"
    HEADING = "heading"


@frozen()
class Consequence:
    """Something that is printed otherwise.

    Attributes:
        id: of a cell, `T3!301.total`; else nothing.
        label: of a cell, what its row is about, and the heads of its column; else nothing.
        before: as printed; `None` if it was not there.
        after: as printed; `None` if it is there no more.
        figures: those in it that changed.
        causes: numbers of the changes that it follows from, ascending.
    """

    part: Part
    id: str
    label: tuple[str, str]
    before: str | None
    after: str | None
    figures: tuple[FigureChange, ...]
    causes: tuple[int, ...]


@frozen()
class Group:
    """Consequences in one table, or under one heading.

    Attributes:
        table: id of the table; nothing for prose.
    """

    title: str
    table: str
    consequences: tuple[Consequence, ...]


@frozen()
class FindingsChange:
    """Findings of two states beside each other; those that a source waives are left out.

    Attributes:
        unjudged: of the first state, which nothing could tell of the second: it is not compiled.
        revealed: of the second state, which nothing could tell of the first: it was not compiled.
    """

    new: tuple[Diagnostic, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()
    still: tuple[Diagnostic, ...] = ()
    unjudged: tuple[Diagnostic, ...] = ()
    revealed: tuple[Diagnostic, ...] = ()


class Budgeted(NamedTuple):
    """Which budget of a department expenditure is of; kind and stage in words."""

    year: int
    kind: Bilingual
    stage: Bilingual


@frozen()
class Expenditure:
    """What a department spends this year, in 分, and the unit that its source is written in.

    Attributes:
        form: how its document prints money.
    """

    fen: int
    unit: Unit
    of: Budgeted
    form: AmountForm


class State(StrEnum):
    """What can be said of one state of a source."""

    COMPILED = "compiled"
    FAULTY = "faulty"  # laid out, and not to be published: rules find errors
    BROKEN = "broken"  # can be read, and not laid out
    UNREADABLE = "unreadable"
    ABSENT = "absent"


@frozen(eq=False)
class SourceDiff:
    """What changed in one source and in its document.

    Attributes:
        before: its name in the first state; nothing if it was not there.
        after: its name in the second state; nothing if it is there no more.
        title: of the document, or the name of the department, or that of the file.
        states: whether each state could be compiled.
        totals: of each state; nothing where it cannot be compiled or is not there.
        figures: those of the document whose values changed, by id, printed or not.
        is_in_another: its money is in that of another of the compared sources: it is a unit of
            the department whose document that is.
        bridges: from the first state to the second, of two files that are compared.
    """

    before: str | None
    after: str | None
    title: str
    states: tuple[State, State]
    totals: tuple[Expenditure | None, Expenditure | None]
    groups: tuple[Group, ...]
    figures: tuple[FigureChange, ...]
    findings: FindingsChange
    is_in_another: bool
    bridges: tuple[Bridge, ...] = ()

    @property
    def name(self) -> str:
        """What it is called now, or was called."""
        return self.after or self.before or ""

    @property
    def consequences(self) -> Iterator[Consequence]:
        """What is printed otherwise, in the order of the document."""
        return (found for group in self.groups for found in group.consequences)


@frozen(eq=False)
class Diff:
    """Two states of budgets compared.

    Attributes:
        before: what the first state is called.
        after: what the second state is called.
        changes: of what was typed, numbered in this order.
        files: data files that changed, numbered after them.
        sources: those that changed, or whose documents could have changed.
        compared: how many sources both states have together.
        compiled: how many times a source was compiled for this.
    """

    before: str
    after: str
    changes: tuple[TypedChange, ...]
    files: tuple[FileChange, ...]
    sources: tuple[SourceDiff, ...]
    compared: int
    compiled: int

    @property
    def differs(self) -> bool:
        """Whether anything changed."""
        return bool(
            self.changes
            or self.files
            or any(
                one.groups or one.findings.new or one.findings.fixed or one.before != one.after
                for one in self.sources
            )
        )
