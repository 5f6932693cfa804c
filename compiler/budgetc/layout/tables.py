"""From a declared table to a table of cells, each with its exact value and its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgetc.budget.model import Budget, Project
from budgetc.classification import Catalogue
from budgetc.document.figures import CellNames
from budgetc.document.model import (
    Column,
    Figure,
    FormCell,
    Formula,
    Line,
    Panel,
    Role,
    Row,
    Table,
    line_text,
)
from budgetc.jurisdiction.spec import ColumnSpec, Layout, PanelSpec, TableSpec
from budgetc.layout.rows import RowContext, RowSketch, sketch_rows
from budgetc.layout.style import Style
from budgetc.layout.wording import Wording
from budgetc.ledger import Cube, Dimensions
from budgetc.templating.sandbox import exposed

_WIDTHS = {Role.CODE: 2, Role.LABEL: 8, Role.TEXT: 5, Role.AMOUNT: 4}
"""How wide a column is unless the layout says so, relative to the others."""

_LABELS = frozenset({"name"})


@dataclass(frozen=True, slots=True, eq=False)
class TableContext:
    """What tables are made from."""

    budget: Budget
    catalogue: Catalogue
    layout: Layout
    cube: Cube
    style_of: Callable[[TableSpec], Style]
    wording: Wording

    def functions(self) -> Mapping[str, object]:
        """Return the functions by which templates place tables."""
        kind = self.budget.kind
        specs = {
            spec.id: spec for spec in self.layout.tables if not spec.kinds or kind in spec.kinds
        }
        functions = TableFunctions(self, specs)
        return {"table": functions.table, "tables": functions.tables}


@dataclass(frozen=True, slots=True, eq=False)
class TableFunctions:
    """The functions that place tables; their docstrings are their entries in the reference."""

    _context: TableContext
    _specs: Mapping[str, TableSpec]

    @exposed
    def table(self, id: str) -> Table:  # noqa: A002  # its name in templates
        """Place a declared table; it stands alone on its line.

        `{{ table("1") }}`
        """
        return build_table(_declared(self._specs, id), self._context)

    @exposed
    def tables(self, id: str) -> tuple[Table, ...]:  # noqa: A002
        """Make a declared table once for each project; go through them with `for`.

        `{% for target in tables("project_targets") %}`, and `{{ target }}` alone on its line.
        """
        spec = _declared(self._specs, id)
        expenditure = self._context.budget.project_expenditure
        projects = expenditure.projects if expenditure else ()
        return tuple(build_table(spec, self._context, project) for project in projects)


def _declared(specs: Mapping[str, TableSpec], table_id: str) -> TableSpec:
    if table_id not in specs:
        raise LookupError(f"the layout declares no table {table_id}")
    return specs[table_id]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A column of the finished table, with what its cells are made by.

    Attributes:
        show: the text of the row that it shows; `None` for an amount.
        narrowed: the conditions of the column and of the heads above it.
        optional: left out where no amount meets them.
    """

    column: Column
    show: str | None
    narrowed: tuple[Dimensions, ...]
    optional: bool


def build_table(spec: TableSpec, context: TableContext, project: Project | None = None) -> Table:
    """Return a table of the layout; `project` for one that is printed once a project."""
    table_id = f"{spec.id}.{project.id}" if project else spec.id
    style = context.style_of(spec)
    panels: tuple[Panel, ...] = ()
    for panel in spec.panels:
        panels += (_panel(table_id, panel, context, style, project, panels),)
    wording = context.wording
    title = line_text(wording.line(spec.title, spec.title, project))
    form = tuple(
        tuple(
            FormCell(wording.line(cell.text, title, project), cell.width, cell.head) for cell in row
        )
        for row in spec.form
    )
    layout = context.layout
    left = layout.above_left if spec.above_left is None else spec.above_left
    right = layout.above_right if spec.above_right is None else spec.above_right
    return Table(
        id=table_id,
        number=spec.number,
        title=title,
        unit=style.unit.name,
        wide=spec.wide,
        above=(_above(left, title, style, wording), _above(right, title, style, wording)),
        form=form,
        panels=panels,
        notes=_notes(spec, context, title),
    )


def _above(text: str, title: str, style: Style, wording: Wording) -> str:
    return line_text(wording.line(text, title, values={"unit": style.unit.name}))


def _notes(spec: TableSpec, context: TableContext, title: str) -> tuple[Line, ...]:
    if spec.empty_note is None or any(_has_money(panel, context.cube) for panel in spec.panels):
        return ()
    note = context.wording.line(spec.empty_note, title)
    return (note,) if note else ()


def _has_money(panel: PanelSpec, cube: Cube) -> bool:
    """Tell whether any amount is more than nothing, were it too little to be printed."""
    mask = cube.mask(panel.margin, panel) if panel.margin else 0
    return any(fact.fen for fact in cube.facts(mask))


def _panel(
    table_id: str,
    spec: PanelSpec,
    context: TableContext,
    style: Style,
    project: Project | None,
    before: tuple[Panel, ...],
) -> Panel:
    cube = context.cube
    base = cube.mask(spec.margin, spec) if spec.margin else 0
    rows = sketch_rows(
        spec.rows,
        RowContext(
            context.budget, context.catalogue, context.layout, cube, base, project, context.wording
        ),
    )
    declared = tuple(_leaves(spec.columns, (), (), "c"))
    places = tuple((leaf, _column_mask(leaf, base, cube)) for leaf in declared)
    shown = tuple((leaf, mask) for leaf, mask in places if mask or not leaf.optional)
    leaves = tuple(leaf for leaf, _ in shown)
    masks = tuple(mask for _, mask in shown)
    print_row = _RowPrinter(
        CellNames(table_id, before), spec.margin or "", leaves, masks, cube, style
    )
    return Panel(tuple(leaf.column for leaf in leaves), tuple(print_row(row) for row in rows))


def _leaves(
    specs: Sequence[ColumnSpec],
    heads: tuple[str, ...],
    narrowed: tuple[Dimensions, ...],
    path: str,
) -> Iterator[_Leaf]:
    for position, spec in enumerate(specs):
        here = (*heads, spec.head)
        conditions = narrowed if spec.narrows_nothing() else (*narrowed, spec)
        name = spec.id or f"{path}{position + 1}"
        if spec.over:
            yield from _leaves(spec.over, here, conditions, f"{name}.")
        else:
            role = _role(spec)
            width = spec.width or _WIDTHS[role]
            column = Column(name, here, role, width, spec.merged)
            show = f"{spec.show}:{spec.part}" if spec.part else spec.show
            yield _Leaf(column, show, conditions, spec.optional)


def _role(spec: ColumnSpec) -> Role:
    if spec.show is None:
        return Role.AMOUNT
    if spec.show == "code":
        return Role.CODE
    return Role.LABEL if spec.show in _LABELS else Role.TEXT


def _column_mask(leaf: _Leaf, base: int, cube: Cube) -> int:
    mask = base
    for condition in leaf.narrowed:
        mask = cube.narrowed(mask, condition)
    return mask


@dataclass(frozen=True, slots=True, eq=False)
class _RowPrinter:
    """Fills the cells of the rows of one panel."""

    names: CellNames
    margin: str
    leaves: Sequence[_Leaf]
    masks: Sequence[int]
    cube: Cube
    style: Style

    def __call__(self, sketch: RowSketch) -> Row:
        unprinted: list[Figure] = []
        cells = tuple(
            self._cell(sketch, leaf, mask, unprinted)
            for leaf, mask in zip(self.leaves, self.masks, strict=True)
        )
        return Row(
            sketch.id,
            sketch.kind,
            sketch.code,
            sketch.label,
            sketch.indent,
            cells,
            tuple(unprinted),
        )

    def _cell(self, sketch: RowSketch, leaf: _Leaf, mask: int, unprinted: list[Figure]) -> Line:
        if leaf.show is not None:
            text = sketch.texts.get(leaf.show, "")
            return (text,) if text else ()
        facts_mask = sketch.mask & mask
        if not facts_mask and not self.style.prints_zero:
            return ()
        total = self.cube.total(facts_mask)
        value = total.fen or 0
        text, exact = self.style.amount(value)
        figure = Figure(
            self.names.of(sketch.id, leaf.column.id),
            text,
            exact,
            Formula.SUM,
            total.facts,
            value=value,
            unit=self.style.unit.name,
            margin=self.margin,
        )
        if text:
            return (figure,)
        unprinted.append(figure)
        return ()
