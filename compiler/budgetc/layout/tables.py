"""From a declared table to a table of cells, each with its exact value and its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from itertools import chain, count

from budgetc.budget.lines import Project
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.document.figures import CellNames
from budgetc.document.model import (
    Figure,
    FormCell,
    Line,
    Panel,
    PrintedRow,
    Row,
    RowKind,
    Rows,
    Table,
    line_text,
)
from budgetc.frozen import frozen
from budgetc.jurisdiction.tables import PRINTED, ColumnSpec, PanelSpec, TableSpec
from budgetc.layout.absent import Absent
from budgetc.layout.agreement import differences
from budgetc.layout.choices import chosen_wording
from budgetc.layout.columns import Above, Columns, Shown, depths, naming
from budgetc.layout.figures import BY_ECONOMIC
from budgetc.layout.kinds import unshown_in_table
from budgetc.layout.quantities import Member
from budgetc.layout.record import Record
from budgetc.layout.rows import (
    RowSketch,
    TableContext,
    always_shown,
    masks_of,
    picked,
    sketch_rows,
    telling,
)
from budgetc.layout.style import Style
from budgetc.ledger import NO_FACTS, Amounts, Mask
from budgetc.templating.exposed import exposed
from budgetc.templating.faults import MisuseError

StyleOf = Callable[..., Style]
"""Returns the style of a table, by its id and what is different in it and in a column of it."""


@frozen(eq=False)
class Tables:
    """The functions that place tables; their docstrings are their entries in the reference."""

    _context: TableContext
    _style_of: StyleOf
    _plans: dict[int, _Plan] = field(default_factory=dict, init=False)
    _numbers: Iterator[int] = field(default_factory=partial(count, 1), init=False)

    @exposed
    def table(
        self,
        id: str,  # noqa: A002  # its name in templates
        of: Record | Member | None = None,
    ) -> Table:
        """Place a declared table; it stands alone on its line.

        `{{ table("1") }}`; `{{ table("profile", project) }}` of what one entry of the source holds,
        or of one member of a breakdown. Its title and form know these as `entry`.
        """
        spec = self._declared(id)
        if of is None:
            return self._build(spec, id)
        if isinstance(of, Member):
            return self._build(spec, f"{id}.{of.code}", entry=of)
        if isinstance(of, Record):
            return self._build(spec, f"{id}.{of.path}", entry=of)
        raise MisuseError(
            msg("a table is of an entry of the source, or a member: table(id, entry)"), "table"
        )

    @exposed
    def tables(self, id: str) -> tuple[Table, ...]:  # noqa: A002
        """Make a declared table once for each project; go through them with `for`.

        A table of targets is made of no project that is exempt from them, and of none that spends
        nothing any more.

        `{% for target in tables("project_targets") %}`, and `{{ target }}` alone on its line.
        """
        spec = self._declared(id)
        of_targets = any(panel.rows.by == "indicators" for panel in spec.panels)
        return tuple(
            self._build(spec, f"{id}.{project.id}", project)
            for project in self._context.budget.projects
            if not (of_targets and self._has_no_targets(project))
        )

    def _has_no_targets(self, project: Project) -> bool:
        """Tell whether nothing is aimed at by a project: it is exempt, ended, or units spend it."""
        cube = self._context.cube
        spent = cube.within(cube.mask("function"), "project", project.id)
        return cube.is_nothing(spent) or (bool(project.targets_exempt) and project.targets is None)

    def index(self) -> Table | None:
        """Return the table that leads to other documents, if one of this kind has it."""
        context = self._context
        named = (spec for spec in context.layout.tables if spec.id == context.layout.index)
        spec = next((one for one in named if one.is_for(context.budget.kind)), None)
        return None if spec is None else self._build(spec, spec.id)

    def _declared(self, table_id: str) -> TableSpec:
        kind = self._context.budget.kind
        for spec in self._context.layout.tables:
            if spec.id == table_id and spec.is_for(kind):
                return spec
        known = (spec.id for spec in self._context.layout.tables if spec.is_for(kind))
        problem = msg("the layout declares no table {id}", id=table_id)
        raise MisuseError(problem, table_id, choices(table_id, tuple(dict.fromkeys(known))))

    def _build(
        self,
        spec: TableSpec,
        table_id: str,
        project: Project | None = None,
        entry: Record | Member | None = None,
    ) -> Table:
        style_of = partial(self._style_of, spec.id, spec.numbers)
        style = style_of()
        layout, print_line = self._context.layout, self._context.wording.line
        about = {} if entry is None else {"entry": entry}
        title = line_text(print_line(spec.title, spec.title, project, about))
        context = replace(self._context, title=title, project=project, entry=entry)
        panels: tuple[Panel, ...] = ()
        for panel in spec.panels:
            plan = self._plan(panel, context, style_of)
            panels += (_panel(plan, context, CellNames(table_id, panels), style),)
        form = tuple(
            tuple(
                FormCell(print_line(cell.text, title, project, about), cell.width, cell.head)
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
            number=self._number(spec, title),
            title=title,
            unit=style.unit.name,
            wide=spec.wide,
            above=(left, right),
            form=form,
            panels=panels,
            notes=_notes(spec, context, title),
        )

    def _number(self, spec: TableSpec, title: str) -> str:
        """Return what is printed as its number: as declared, or its place among the others."""
        if "{" not in spec.number:
            return spec.number
        values = {"number": str(next(self._numbers))}
        return line_text(self._context.wording.line(spec.number, title, values=values))

    def _plan(
        self, spec: PanelSpec, context: TableContext, style_of: Callable[..., Style]
    ) -> _Plan:
        """Return what a panel shows: of texts alone, it is the same for every project."""
        at = id(spec)  # panels that ask for the same amounts are equal
        if at in self._plans:
            return self._plans[at]
        lacking = len(context.wording.omissions)
        plan = _planned(spec, context, style_of)
        if not spec.margin and len(context.wording.omissions) == lacking:
            self._plans[at] = plan  # what is missing is told under each heading
        return plan


def _notes(spec: TableSpec, context: TableContext, title: str) -> tuple[Line, ...]:
    if spec.note is None and spec.empty_note is None:
        return ()
    cube = context.cube
    facts = (fact for panel in spec.panels for fact in cube.facts(_reported(panel, context)))
    # Any amount is more than nothing, were it too little to be printed.
    text = spec.note if any(fact.fen for fact in facts) else spec.empty_note
    note = context.wording.line(text, title) if text is not None else ()
    return (note,) if note else ()


def _reported(panel: PanelSpec, context: TableContext) -> Mask:
    """Return the facts that a panel is about: what it shows unless a column says another."""
    if not panel.margin:
        return NO_FACTS
    cube, every = context.cube, _every(panel, context)
    if panel.rows.lines:  # of the others, its rows show nothing
        lines = (one for line in panel.rows.lines for one in (line, line.less) if one is not None)
        every = cube.either(*(cube.narrowed(every, line) for line in lines))
    return cube.periods(every, context.layout.periods(panel.of))


def _every(panel: PanelSpec, context: TableContext) -> Mask:
    """Return the facts of a panel, of every period: of one entry or member, only its own."""
    every = context.cube.every_period(panel)
    if context.entry is None:
        return every
    if isinstance(context.entry, Member):
        return context.cube.within(every, context.entry.by, context.entry.code)
    return context.cube.typed_in(every, context.entry.value.origin)


def _periods(spec: PanelSpec, context: TableContext) -> tuple[str, ...]:
    """Return the periods whose amounts a panel shows."""
    layout, asked = context.layout, spec.asked or (spec.of,)
    for key in chain.from_iterable(asked):
        if key not in layout.amounts:  # of a layout below this one, whose documents have others
            raise MisuseError(
                msg("amounts: has no {key}, which “{asking}” asks for", key=key,
                    asking=context.title)
            )  # fmt: skip
        if key != layout.reports and BY_ECONOMIC in spec.margin:
            raise MisuseError(
                msg("nothing tells {key} by economic item: “{asking}” asks for it", key=key,
                    asking=context.title)
            )  # fmt: skip
    return tuple(dict.fromkeys(chain.from_iterable(map(layout.periods, asked))))


def _check_computed(spec: PanelSpec, context: TableContext) -> None:
    """Refuse columns that are made of others which the choices of the source leave out."""
    columns = spec.all_columns
    printed = {column.id for column in columns}
    for column in columns:
        for one in column.columns:
            if one not in printed:
                raise MisuseError(
                    msg("“{title}”: {column} is made of {other}, which is not printed here",
                        title=context.title, column=column.head, other=one)
                )  # fmt: skip


@frozen(eq=False)
class _Plan:
    """What a panel shows, before it is known in which rows.

    Attributes:
        spec: its declaration, as chosen by the source.
        base: its facts: a row is there for what any column shows.
        shown: its columns; which of the facts of a row a cell has, its column says.
        summing: those of them that add up, or show a declared figure.
    """

    spec: PanelSpec
    base: Mask
    shown: tuple[Shown, ...]
    summing: tuple[Shown, ...]


def _planned(spec: PanelSpec, context: TableContext, style_of: Callable[..., Style]) -> _Plan:
    spec = spec.chosen(chosen_wording(context.budget, context.layout))
    periods = _periods(spec, context)
    base = context.cube.periods(_every(spec, context), periods) if spec.margin else NO_FACTS
    columns = Columns(context, style_of(), style_of, len(periods) > 1)
    shown = tuple(columns.under(Above((), base, spec.of), spec.columns, "c"))
    _check_computed(spec, context)
    summing = tuple(one for one in shown if one.show is None and one.computed is None)
    return _Plan(spec, base, shown, summing)


def _panel(plan: _Plan, context: TableContext, names: CellNames, style: Style) -> Panel:
    cube, spec, shown, summing = context.cube, plan.spec, plan.shown, plan.summing
    context = replace(
        context,
        base=plan.base or context.base,
        naming=naming(shown),
        depths=depths(spec.rows, shown),
    )
    sketches = sketch_rows(spec.rows, context)
    shows = [one.show.partition(":")[0] for one in shown if one.show is not None]
    context.reads.texts((one.origin for one in sketches), shows)
    if "entity" in (spec.rows.by, *shows):
        context.reads.bodies(context.budget.department.origin)
    masks = {one.column.id: one.mask for one in shown if one.computed is None}
    for one in differences(spec, sketches, masks, cube, context.catalogue):
        context.differences.append(one.finding(context.title, style.unit))
    lines = {one.id: one.mask for one in sketches} if spec.rows.lines else {}
    told = unshown_in_table(spec.rows, spec.columns, (lines, masks), cube, context.catalogue)
    context.differences.extend(
        one.finding(context.title, style.unit, context.catalogue) for one in told
    )
    if spec.rows.zero != PRINTED:
        codes = context.catalogue.lists().get(spec.rows.by)
        always = always_shown(spec.rows, codes) if codes is not None else frozenset[str]()
        sketches = picked(sketches, lambda one: one.code in always or _has_any(one, summing, cube))
    figures = {
        one.column.id: context.figure(one.figure[0]).of(one.figure[1])
        for one in summing
        if one.figure is not None and sketches
    }
    filling = _Filling(cube, names, shown, summing, figures, spec.margin)
    filling.look(sketches, telling(spec.rows, sketches, context), context)
    rows = Rows(sketches, filling.row, filling.printed)
    return Panel(tuple([one.column for one in shown]), rows, filling.is_exact)


@frozen()
class _Filling:
    """Fills the rows of one panel, of which nothing is to be found any more that a check tells.

    Attributes:
        shown: its columns.
        summing: those of them that add up, or show a declared figure.
        declared: these figures, by their columns.
        margin: what the panel counts.
    """

    cube: Amounts
    names: CellNames
    shown: tuple[Shown, ...]
    summing: tuple[Shown, ...]
    declared: Mapping[str, Figure | Absent]
    margin: tuple[str, ...]

    def look(
        self, sketches: Sequence[RowSketch], telling: Sequence[Mask], context: TableContext
    ) -> None:
        """Record what all rows read, and report their gaps; no cell is made where there is none.

        Args:
            sketches: the rows.
            telling: masks that tell whether any of them has a gap.
            context: of the table.
        """
        columns = [one.mask for one in self.summing if one.figure is None]
        context.reads.sums(masks_of(sketches), columns)
        declared = self.declared.values()
        if self.cube.all_told(telling, columns) and not any(
            isinstance(one, Absent) for one in declared
        ):
            return  # as nearly always
        for sketch in sketches:
            for one in self.summing:
                if isinstance(figure := self._sum(sketch, one), Absent):
                    lacking = f"{sketch.label} / {'·'.join(one.column.header)}"
                    context.wording.lack(figure, context.title, lacking)

    @property
    def is_exact(self) -> bool:
        """Whether every amount that may stand in a cell is printed to its last digit."""
        grain = self.cube.grain
        return not self.declared and all(
            style.is_exact(grain)
            for style in (
                one.style if one.computed is None else self._style(one, one.computed)
                for one in self.shown
                if one.show is None
            )
        )

    def row(self, sketch: RowSketch) -> Row:
        """Return a row with its cells."""
        texts, figures = sketch.texts(), self._figures(sketch)
        cells: list[Line] = []
        unprinted: list[Figure] = []
        for one in self.shown:
            if one.show is not None:
                text = texts.get(one.show)  # nothing in a total, or where a text is not typed
                cells.append((text,) if text else ())
            elif (figure := figures[one.column.id]) is None:  # as mostly
                cells.append(())
            elif figure.text:
                cells.append((figure,))
            else:
                cells.append(())
                unprinted.append(figure)
        filled = (tuple(cells), tuple(unprinted))
        return Row(sketch.id, sketch.kind, sketch.code, sketch.label, sketch.indent, *filled)

    def printed(self, sketch: RowSketch) -> PrintedRow:
        """Return what is read of a row, of plain sums without a figure of each."""
        if self.declared or self._computed or sketch.less:
            return PrintedRow.of(self.row(sketch))
        texts = sketch.texts()
        cells = [
            self._printed_sum(sketch.mask, one) if one.show is None else texts.get(one.show, "")
            for one in self.shown
        ]
        return PrintedRow(sketch.kind, sketch.code, sketch.indent, cells)

    def _printed_sum(self, row: Mask, one: Shown) -> str:
        """Return the text of the figure that `_sum` makes of the facts of a row."""
        mask = self.cube.both(row, one.mask)
        if not mask and one.style.numbers.zero == "":
            return ""
        amount = self.cube.total(mask).fen
        return "" if amount is None else one.style.text(amount)

    def _figures(self, sketch: RowSketch) -> Mapping[str, Figure | None]:
        """Return the figures of a row by the ids of its columns, sums before what is made of them.

        No facts leave nothing on the paper where zero is blank: so it is with most cells.
        """
        figures = dict[str, Figure | None]()
        for one in self.summing:
            figure = self._sum(sketch, one)
            figures[one.column.id] = None if isinstance(figure, Absent) else figure
        for one, computed in self._computed:
            first, second = (figures.get(column) for column in computed.columns)
            name = self.names.of(sketch.id, one.column.id)
            style = self._style(one, computed)
            figures[one.column.id] = style.computed(name, computed, first, second)
        return figures

    @cached_property
    def _computed(self) -> Sequence[tuple[Shown, ColumnSpec]]:
        """The columns that are made of others, each with its declaration; few tables have any."""
        return [(one, one.computed) for one in self.shown if one.computed is not None]

    def _style(self, one: Shown, computed: ColumnSpec) -> Style:
        """Return how a computed column is printed: like the column that it is made of."""
        if computed.numbers:
            return one.style
        made_of = (other for other in self.summing if other.column.id == computed.columns[0])
        return next((other.style for other in made_of), one.style)

    def _sum(self, sketch: RowSketch, one: Shown) -> Figure | Absent | None:
        cube, column = self.cube, one.column.id
        mask = cube.both(sketch.mask, one.mask)
        less = cube.both(sketch.less, one.mask) if sketch.less else NO_FACTS
        if not (mask or less) and one.figure is None and one.style.numbers.zero == "":
            return None
        name = self.names.of(sketch.id, column)
        if one.figure is not None:
            return one.style.named(name, self.declared[column])
        if not sketch.less:
            return one.style.sum(name, cube.total(mask), self.margin)
        return one.style.left(
            name,
            one.style.sum(f"{name}.whole", cube.total(mask), self.margin),
            one.style.sum(f"{name}.less", cube.total(less), self.margin),
        )


def _has_any(row: RowSketch, columns: Sequence[Shown], cube: Amounts) -> bool:
    """Tell whether a row has an amount that is not 0; a total is there for the others."""
    return row.kind is RowKind.TOTAL or any(
        not cube.is_nothing(cube.both(part, column.mask))
        for column in columns
        for part in (row.mask, row.less)
        if part
    )
