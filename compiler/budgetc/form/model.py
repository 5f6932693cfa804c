"""What a form asks for: grids of cells, each of them a leaf of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum, auto
from itertools import combinations
from typing import TypeGuard

from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.source.nodes import Path, ScalarValue

CellValue = ScalarValue | Decimal | tuple[str, ...]
"""What a cell holds: one value, or of a list of words its items."""

ANY = "*"
"""Stands in the place of a grid for the item of a list, or the key of a mapping."""


BETWEEN = " › "
"""Stands between a name and the one it is inside of."""

BESIDE_ONE_ANOTHER = " · "
"""Stands between the columns that name a row together."""

YES, NO = msg("yes"), msg("no")
"""What people choose where a source has true or false."""


class Kind(Enum):
    """What may stand in a cell.

    Attributes:
        AMOUNT: money, in the unit of the file.
        WHOLE: a whole number.
        NUMBER: any number.
        CODE: a code of a list, with or without its name behind it.
        DAY: a day, YYYY-MM-DD.
        CHOICE: one of a few words.
        FLAG: yes or no.
        NUMBER_OR_WORDS: a number where it reads as one, else words.
        WORDS: words.
        ITEMS: words, one item a line of the cell.
    """

    AMOUNT = auto()
    WHOLE = auto()
    NUMBER = auto()
    CODE = auto()
    DAY = auto()
    CHOICE = auto()
    FLAG = auto()
    NUMBER_OR_WORDS = auto()
    WORDS = auto()
    ITEMS = auto()


NUMBERS = (Kind.AMOUNT, Kind.WHOLE, Kind.NUMBER)


@frozen()
class Choice:
    """One value that a cell offers.

    Attributes:
        shown: in the cell.
        value: typed in the source for it.
        also: what is taken for it, too.
    """

    shown: str
    value: str
    also: tuple[str, ...] = ()


@frozen()
class Field:
    """What one column, or one cell of a fixed row, asks for.

    Attributes:
        below: the keys from the row's place to the leaf; of a row that is itself the leaf none.
        name: what people call it.
        about: what the schema says of it.
        kind: of its values.
        is_required: whether no row goes without it.
        choices: what is offered; a code or a word beside them is left to the checks.
        is_key: whether it is the row's own key in a mapping.
        is_reason: whether why an amount changed is asked for.
    """

    below: tuple[str, ...]
    name: str
    about: str
    kind: Kind
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    is_key: bool = False
    is_reason: bool = False


@frozen()
class Row:
    """One row of a grid.

    Attributes:
        path: of what it stands for in the source.
        label: what it is called, among its neighbours and in the grids below it.
        values: of the grid's fields, in their order; nothing where nothing is typed.
        typed: the fields whose key stands in the source, with or without a value.
        fields: in place of the grid's, where a row asks for something of its own.
        parent: the label of the row of the grid above that it belongs to.
        before: the amount of the same row in last year's source, in this year's unit.
    """

    path: Path
    label: str
    values: tuple[CellValue, ...]
    typed: frozenset[int]
    fields: tuple[Field | None, ...] = ()
    parent: str = ""
    before: Decimal | None = None


@frozen()
class Grid:
    """Rows that ask for the same.

    Attributes:
        place: the way to its rows, with `ANY` for an item of a list or a key of a mapping.
        section: what people call the section that it is in; nothing of leaves outside of any.
        name: what people call the grid; the same as the section's, of a section that is one grid.
        fields: its columns.
        rows: what stands in the source.
        is_open: whether rows may come and go; else each stands for a place of the schema.
        above: the place of the grid whose rows its rows belong to; empty where there is none.
        labelled_by: the columns that name a row together, for the grids below; the first of them is
            never empty in a row that is whole.
        is_named_alone: whether these columns tell all rows apart; else the name of the row above
            that a row belongs to stands before them.
        margin: along what its amounts state the whole, as the schema says.
        is_wanted: whether something of it stands in the source, or has to.
    """

    place: tuple[str, ...]
    section: str
    name: str
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    is_open: bool
    above: tuple[str, ...] = ()
    labelled_by: tuple[int, ...] = ()
    is_named_alone: bool = True
    margin: str = ""
    is_wanted: bool = True

    @property
    def knows_before(self) -> bool:
        """Whether last year's source has amounts of it."""
        return any(row.before is not None for row in self.rows)

    def label(self, texts: Iterable[str], owner: str) -> str:
        """Return what a row is called, by the texts that name it and the row that it belongs to."""
        name = BESIDE_ONE_ANOTHER.join(filter(None, texts))
        return name if self.is_named_alone or not owner else f"{owner}{BETWEEN}{name}"

    @property
    def naming_column(self) -> int | None:
        """The column that holds what its rows are called, if one alone does."""
        is_one = self.is_named_alone and len(self.labelled_by) == 1
        return self.labelled_by[0] if is_one else None

    @property
    def is_leaves(self) -> bool:
        """Whether its rows are leaves, each of its own kind."""
        return not self.is_open and not any(field.below for field in self.fields)

    @property
    def amount_column(self) -> int | None:
        """The column of the amounts that it is about."""
        own = (
            number
            for number, field in enumerate(self.fields)
            if field.kind is Kind.AMOUNT and field.is_required
        )
        return next(own, None)

    @property
    def total(self) -> Decimal:
        """What the amounts that it is about add up to."""
        return Decimal() if self.amount_column is None else self.added(self.amount_column)

    def added(self, column: int, parent: str | None = None) -> Decimal:
        """Return what a column adds up to, or the rows of it that belong to one above."""
        values = (row.values[column] for row in self.rows if parent in (None, row.parent))
        return sum((Decimal(one) for one in values if is_number(one)), Decimal())


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Tell whether a value is a number, and no yes or no."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def is_exact_number(value: CellValue) -> TypeGuard[int | Decimal]:
    """Tell whether a value is a number that a workbook keeps to its last digit."""
    return is_number(value) and Decimal(repr(float(value))) == value


def margins_of_one_sum(grids: Iterable[Grid]) -> Iterator[tuple[Grid, Grid]]:
    """Yield lists beside one another that state one sum along two margins."""
    asked = [
        grid for grid in grids if grid.margin and grid.is_wanted and grid.amount_column is not None
    ]
    for one, other in combinations(asked, 2):
        beside = one.place[:-2] == other.place[:-2] and len(one.place) > 2  # noqa: PLR2004
        if beside and one.margin != other.margin:
            yield one, other
