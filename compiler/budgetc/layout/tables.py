"""From a declared table to a table of cells, each with its exact value and its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from budgetc.document.figures import CellNames
from budgetc.document.model import (
    Column,
    Figure,
    FormCell,
    Line,
    Panel,
    Role,
    Row,
    Table,
    line_text,
)
from budgetc.jurisdiction.spec import ColumnSpec, PanelSpec, TableSpec
from budgetc.layout.absent import Absent
from budgetc.layout.agreement import differences
from budgetc.layout.rows import RowSketch, TableContext, sketch_rows
from budgetc.layout.style import Style
from budgetc.ledger import NO_FACTS, Cube, Mask
from budgetc.templating.exposed import exposed
from budgetc.templating.faults import MisuseError

_WIDTHS = {Role.CODE: 2, Role.LABEL: 8, Role.TEXT: 5, Role.AMOUNT: 4}
"""How wide a column is unless the layout says so, relative to the others."""

_ROLES = {None: Role.AMOUNT, "code": Role.CODE, "name": Role.LABEL}
"""The role of a column by what it shows of the texts of a row; another shows a text."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The functions that place tables; their docstrings are their entries in the reference."""

    _context: TableContext
    _style_of: Callable[[TableSpec], Style]

    @exposed
    def table(self, id: str) -> Table:  # noqa: A002  # its name in templates
        """Place a declared table; it stands alone on its line.

        `{{ table("1") }}`
        """
        return self._build(self._declared(id), id, self._context)

    @exposed
    def tables(self, id: str) -> tuple[Table, ...]:  # noqa: A002
        """Make a declared table once for each project; go through them with `for`.

        `{% for target in tables("project_targets") %}`, and `{{ target }}` alone on its line.
        """
        spec, context = self._declared(id), self._context
        expenditure = context.budget.project_expenditure
        return tuple(
            self._build(spec, f"{id}.{project.id}", replace(context, project=project))
            for project in (expenditure.projects if expenditure else ())
        )

    def _declared(self, table_id: str) -> TableSpec:
        kind = self._context.budget.kind
        for spec in self._context.layout.tables:
            if spec.id == table_id and (not spec.kinds or kind in spec.kinds):
                return spec
        raise MisuseError(f"the layout declares no table {table_id}")

    def _build(self, spec: TableSpec, table_id: str, context: TableContext) -> Table:
        style = self._style_of(spec)
        layout, print_line = context.layout, context.wording.line
        title = line_text(print_line(spec.title, spec.title, context.project))
        context = replace(context, title=title)
        panels: tuple[Panel, ...] = ()
        for panel in spec.panels:
            panels += (_panel(panel, context, CellNames(table_id, panels), style),)
        form = tuple(
            tuple(
                FormCell(print_line(cell.text, title, context.project), cell.width, cell.head)
                for cell in row
            )
            for row in spec.form
        )
        left, right = (
            line_text(print_line(text, title, values={"unit": style.unit.name}))
            for text in (
                layout.above_left if spec.above_left is None else spec.above_left,
                layout.above_right if spec.above_right is None else spec.above_right,
            )
        )
        return Table(
            id=table_id,
            number=spec.number,
            title=title,
            unit=style.unit.name,
            wide=spec.wide,
            above=(left, right),
            form=form,
            panels=panels,
            notes=_notes(spec, context, title),
        )


def _notes(spec: TableSpec, context: TableContext, title: str) -> tuple[Line, ...]:
    cube = context.cube
    facts = (fact for panel in spec.panels for fact in cube.facts(_base(panel, cube)))
    # Any amount is more than nothing, were it too little to be printed.
    if spec.empty_note is None or any(fact.fen for fact in facts):
        return ()
    note = context.wording.line(spec.empty_note, title)
    return (note,) if note else ()


def _base(panel: PanelSpec, cube: Cube) -> Mask:
    """Return the facts that a panel is about."""
    return cube.mask(panel.margin, panel) if panel.margin else NO_FACTS


class _Shown(NamedTuple):
    """A column that is printed: what of a row's texts it shows, or the facts of its amounts."""

    column: Column
    show: str | None
    mask: Mask


def _panel(spec: PanelSpec, context: TableContext, names: CellNames, style: Style) -> Panel:
    cube = context.cube
    context = replace(context, base=_base(spec, cube))
    shown = tuple(_columns(spec.columns, (), context.base, "c", cube))

    margin, blank = spec.margin or "", style.numbers.zero == ""

    def fill(sketch: RowSketch) -> Row:
        row = sketch.row
        cells: list[Line] = []
        unprinted: list[Figure] = []
        for column, show, of_column in shown:
            if show is not None:
                text = sketch.texts.get(show)  # nothing in a total, or where a text is not typed
                cells.append((text,) if text else ())
                continue
            mask = cube.both(sketch.mask, of_column)
            if blank and not mask:  # which leaves nothing on the paper
                cells.append(())
                continue
            context.reads.sum(mask)
            figure = style.sum(names.of(row.id, column.id), cube.total(mask), margin)
            if isinstance(figure, Absent):
                context.wording.lack(
                    figure, context.title, f"{row.label} / {'·'.join(column.header)}"
                )
                cells.append(())
                continue
            cells.append((figure,) if figure.text else ())
            if not figure.text:
                unprinted.append(figure)
        filled = (tuple(cells), tuple(unprinted))
        return Row(row.id, row.kind, row.code, row.label, row.indent, *filled)

    sketches = sketch_rows(spec.rows, context)
    shows = tuple(show.partition(":")[0] for _, show, _ in shown if show is not None)
    for origin in (one.origin for one in sketches if one.origin is not None):
        for key in shows:
            context.reads.value(origin, key)
    masks = {one.column.id: one.mask for one in shown}
    for one in differences(spec, sketches, masks, cube, context.catalogue):
        context.differences.append(one.finding(context.title, style.unit))
    rows = tuple(map(fill, sketches))
    return Panel(tuple(one.column for one in shown), rows)


def _columns(
    specs: Sequence[ColumnSpec], heads: tuple[str, ...], mask: Mask, path: str, cube: Cube
) -> Iterator[_Shown]:
    """Yield the columns under some heads, each with the facts that it and its heads let through."""
    for position, spec in enumerate(specs):
        here = (*heads, spec.head)
        narrowed = cube.narrowed(mask, spec)
        name = spec.id or f"{path}{position + 1}"
        if spec.over:
            yield from _columns(spec.over, here, narrowed, f"{name}.", cube)
        elif narrowed or not spec.optional:
            role = _ROLES.get(spec.show, Role.TEXT)
            column = Column(name, here, role, spec.width or _WIDTHS[role], spec.merged)
            yield _Shown(column, f"{spec.show}:{spec.part}" if spec.part else spec.show, narrowed)
