"""The columns of a panel: which facts each of them shows, under which heads, in which style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from budgetc.document.model import Column, Role, line_text
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.tables import ColumnSpec, RowsSpec
from budgetc.layout.rows import TableContext
from budgetc.layout.style import Style
from budgetc.ledger import Mask
from budgetc.numbers.style import NumberOptions

_WIDTHS = {Role.CODE: 2, Role.LABEL: 8, Role.TEXT: 5, Role.AMOUNT: 4}
"""How wide a column is unless the layout says so, relative to the others."""

_ROLES = {None: Role.AMOUNT, "code": Role.CODE, "name": Role.LABEL}
"""The role of a column by what it shows of the texts of a row; another shows a text."""


class Shown(NamedTuple):
    """A column that is printed.

    Attributes:
        show: what of a row's texts it shows, or `None` for amounts.
        mask: the facts of its amounts.
        style: prints its amounts.
        figure: the figure that it shows, by the keys of `amounts` of which it shows one.
        computed: the declaration, of a column that is made of two others.
    """

    column: Column
    show: str | None
    mask: Mask
    style: Style
    figure: tuple[str, str] | None = None
    computed: ColumnSpec | None = None


class Above(NamedTuple):
    """What the heads above a column say of it.

    Attributes:
        heads: as printed.
        mask: the facts that they let through, of every period.
        of: the keys of the amounts under them, unless a column says others.
        numbers: what is different in the numbers under them.
    """

    heads: tuple[str, ...]
    mask: Mask
    of: tuple[str, ...]
    numbers: tuple[NumberOptions | None, ...] = ()


@frozen()
class Columns:
    """The columns of one panel.

    Attributes:
        style: that of the table.
        style_of: returns the same with what is different in a column.
        of_several: whether they are of several periods, so that each has to be told apart.
    """

    context: TableContext
    style: Style
    style_of: Callable[..., Style]
    of_several: bool

    def under(self, above: Above, specs: Sequence[ColumnSpec], path: str) -> Iterator[Shown]:
        """Yield the columns under some heads.

        Args:
            above: what the heads say.
            specs: the columns, and further heads.
            path: before the number of a column that has no id.
        """
        cube, layout = self.context.cube, self.context.layout
        for position, spec in enumerate(specs):
            keys = spec.of or above.of
            here = (*above.heads, self._head(spec, keys))
            narrowed = cube.narrowed(above.mask, spec)
            numbers = (layout.counted(keys), *above.numbers, spec.numbers)
            name = spec.id or f"{path}{position + 1}"
            if spec.over:
                below = Above(here, narrowed, keys, numbers)
                yield from self.under(below, spec.over, f"{name}.")
                continue
            if self.of_several:
                narrowed = cube.periods(narrowed, layout.periods(keys))
            if not spec.optional or cube.has_amounts(narrowed):
                role = _ROLES.get(spec.show, Role.TEXT)
                column = Column(name, here, role, spec.width or _WIDTHS[role], spec.merged)
                show = f"{spec.show}:{spec.part}" if spec.part else spec.show
                computed = spec if spec.compute else None
                figure = (spec.figure, (*keys, layout.reports)[0]) if spec.figure else None
                yield Shown(column, show, narrowed, self._style(numbers), figure, computed)

    def _style(self, numbers: tuple[NumberOptions | None, ...]) -> Style:
        """Return the style of a column: that of its table, as mostly, or one of its own."""
        return self.style_of(*numbers) if any(numbers) else self.style

    def _head(self, spec: ColumnSpec, keys: tuple[str, ...]) -> str:
        """Return a head in print; it may speak of the years of the amounts under it."""
        if "{" not in spec.head:
            return spec.head
        context, layout = self.context, self.context.layout
        years = [
            context.budget.year + year
            for told in (layout.amounts[key] for key in keys or (layout.reports,))
            for year in (told.year, told.to)
            if year is not None
        ]
        values = {"first_year": min(years), "last_year": max(years)}
        return line_text(context.wording.line(spec.head, context.title, values=values))


def depths(rows: RowsSpec, shown: Sequence[Shown]) -> Mapping[str, int]:
    """Return how far in the rows of each level of codes are.

    Where a column shows the codes, these tell a subtotal from what is under it.
    """
    if any((one.show or "").startswith("code") for one in shown):
        return {}
    return {level: depth for depth, level in enumerate(rows.levels)}


def naming(shown: Sequence[Shown]) -> str:
    """Return what the column shows that has the label of a total: the name, else the first text."""
    shows = [one.show for one in shown if one.show is not None]
    return "name" if "name" in shows else next(iter(shows), "name")
