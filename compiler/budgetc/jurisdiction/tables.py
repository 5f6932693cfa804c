"""What a table looks like, as a layout says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property

from budgetc.frozen import frozen
from budgetc.ledger import Dimensions
from budgetc.numbers.style import NumberOptions
from budgetc.numbers.values import Code
from budgetc.source.origin import Origin

ALL = "all"
"""In a layout's `always`: every code of the levels."""

PRINTED = "printed"
"""In a layout's `zero`: rows of nothing but zeros are printed too."""


@frozen(eq=False, kw_only=True)
class Asked(Dimensions):
    """Amounts that meet a condition, and of which periods.

    Attributes:
        of: keys of `amounts`, which are added up; what the documents report, if it names none.
    """

    of: tuple[str, ...] = ()


@frozen(eq=False, kw_only=True)
class ColumnSpec(Asked):
    """A column, or a head over several.

    Attributes:
        head: as printed.
        id: names the column; columns under a head have their own.
        show: a text of the row (`code`, `name`, …) instead of an amount.
        part: which part of a code, by level (类, 款, 项).
        over: the columns under this head.
        width: relative; a default follows from what is shown.
        merged: equal cells below one another are one in print.
        optional: left out where no amount belongs to it; not for heads over several.
        when: the choices of wording by which it is printed, with their values; always, if none.
        figure: a declared figure that every row shows, instead of the amounts of the panel.
        compute: what is made of two other columns: change, growth, completion or share.
        columns: the ids of both, of the same panel: this year's first, the part of a share first.
        numbers: what is different from its table's numbers, in it and the columns under it.
        made_from: `printed` where it is made of them as they are printed, else `exact`.
    """

    head: str
    id: str | None = None
    show: str | None = None
    part: str | None = None
    over: tuple[ColumnSpec, ...] = ()
    width: int | None = None
    merged: bool = False
    optional: bool = False
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figure: str | None = None
    compute: str | None = None
    columns: tuple[str, ...] = ()
    made_from: str = "exact"
    numbers: NumberOptions | None = None

    @property
    def is_amount(self) -> bool:
        """Whether it shows the amounts of its panel; a head over several columns does not."""
        return not self.over and self.show is None and self.compute is None and self.figure is None


@frozen(eq=False, kw_only=True)
class LineSpec(Dimensions):
    """A row that is printed whatever the amounts are; an optional one, only if it has any.

    Attributes:
        less: amounts that are taken off.
    """

    id: str
    label: str
    role: str = "leaf"
    indent: int = 0
    optional: bool = False
    less: Dimensions | None = None


@frozen(eq=False)
class TotalSpec:
    """The total row."""

    label: str
    at: str = "bottom"


@frozen(eq=False)
class RowsSpec:
    """Which rows a panel has.

    Attributes:
        label: how the name of a code is printed, a template that knows `name`, `code` and `index`.
        by: `function`, `economic`, `project`, `entry` (a row a source line), `lines`, `indicators`,
            `items` (a row an item of a list of the source).
        levels: of a code tree, those that get a row.
        always: codes that get a row even when empty; `all` for every code of the levels.
        zero: `left_out` where a row of which every amount is 0 is not printed, unless `always`
            has its code.
        lines: for `lines`.
        framework: for `indicators`, which one.
        list: for `items`, the keys that lead to the list, from the entry that the table is of.
    """

    by: str
    levels: tuple[str, ...] = ()
    always: tuple[Code, ...] = ()
    lines: tuple[LineSpec, ...] = ()
    framework: str | None = None
    list: str = ""
    label: str | None = None
    zero: str = PRINTED
    total: TotalSpec | None = None


@frozen(eq=False, kw_only=True)
class PanelSpec(Asked):
    """Rows and columns over some facts."""

    rows: RowsSpec
    columns: tuple[ColumnSpec, ...]

    @cached_property
    def all_columns(self) -> tuple[ColumnSpec, ...]:
        """The columns, and those that have others under them."""
        found, rest = list[ColumnSpec](), list(self.columns)
        while rest:
            column = rest.pop()
            found.append(column)
            rest += column.over
        return tuple(found)

    def chosen(self, wording: Mapping[str, str]) -> PanelSpec:
        """Return the panel with the columns that are printed by the choices of a source."""
        if not any(column.when for column in self.all_columns):
            return self
        return replace(self, columns=tuple(_chosen(self.columns, wording)))

    @cached_property
    def asked(self) -> tuple[tuple[str, ...], ...]:
        """The keys of the amounts that its columns show."""
        return tuple(dict.fromkeys(_asked(self.columns, self.of)))


def _chosen(columns: tuple[ColumnSpec, ...], wording: Mapping[str, str]) -> Iterator[ColumnSpec]:
    for column in columns:
        if all(wording[name] in values for name, values in column.when.items()):
            over = tuple(_chosen(column.over, wording))
            if over or not column.over:
                yield replace(column, over=over)


def _asked(columns: tuple[ColumnSpec, ...], of: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for column in columns:
        if column.over:
            yield from _asked(column.over, column.of or of)
        elif column.is_amount:
            yield column.of or of


@frozen(eq=False)
class FormCellSpec:
    """A cell of a form: its text (a template), its width in twelfths, whether it is a head."""

    text: str
    width: int
    head: bool = False


@frozen(eq=False)
class TableSpec:
    """A table. Its title, form and notes are templates of one line.

    Attributes:
        kinds: the document kinds that have it; all if it names none.
        numbers: what is different from the jurisdiction's tables in its numbers.
        note: printed under the table when it has amounts.
        empty_note: printed under the table when all its amounts are nothing.
    """

    id: str
    title: str
    panels: tuple[PanelSpec, ...]
    origin: Origin
    number: str = ""
    kinds: tuple[str, ...] = ()
    numbers: NumberOptions | None = None
    wide: bool = False
    form: tuple[tuple[FormCellSpec, ...], ...] = ()
    note: str | None = None
    empty_note: str | None = None
    above_left: str | None = None
    above_right: str | None = None

    def is_for(self, kind: str) -> bool:
        """Tell whether documents of a kind have it."""
        return not self.kinds or kind in self.kinds
