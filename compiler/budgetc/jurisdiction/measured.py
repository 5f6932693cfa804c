"""A layout against what is typed in its margins, and what that is counted in.

A figure of a key that no entry of its margin has would print nothing as 0; one over another that
is counted in something else, a percentage of neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.budget.declarations import STAGES
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.jurisdiction.declared import Declared
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout
from budgetc.jurisdiction.tables import ColumnSpec, PanelSpec, TableSpec


def check_measures(layout: Layout, declared: Declared) -> Iterator[Diagnostic]:
    """Yield the figures and columns that could only be nothing, or of unlike numbers."""
    for part in ("figures", "breakdowns"):
        for name, spec in getattr(layout, part).items():
            place, of = _place(layout, part, name), spec.of or layout.reports
            yield from _never(layout, declared, spec.margin, (of,), place)
    for name, chart in layout.charts.items():
        figures = (layout.figures.get(one.figure) for one in chart.parts)
        keys = tuple(one.of or layout.reports for one in figures if one is not None)
        yield from _unlike(layout, keys, _place(layout, "charts", name))
    for table in layout.tables:
        for panel in table.panels:
            yield from _in_panel(layout, declared, table, panel)


def _in_panel(
    layout: Layout, declared: Declared, table: TableSpec, panel: PanelSpec
) -> Iterator[Diagnostic]:
    place, keys = table.origin.span("id"), dict[str, tuple[str, ...]]()
    amounts = tuple(_amounts(panel.columns, panel.margin, panel.of)) if panel.margin else ()
    for column, margin, of in amounts:
        asked = of or (layout.reports,)
        if column.id is not None:
            keys[column.id] = asked
        yield from _unlike(layout, asked, place)
        if not column.optional:
            yield from _never(layout, declared, margin, asked, place)
    for column in panel.all_columns:
        if column.compute is not None:
            made_of = (key for one in column.columns for key in keys.get(one, ()))
            yield from _unlike(layout, tuple(made_of), place)


def _amounts(
    columns: Iterable[ColumnSpec], margin: tuple[str, ...], of: tuple[str, ...]
) -> Iterator[tuple[ColumnSpec, tuple[str, ...], tuple[str, ...]]]:
    """Yield the columns of amounts, each with its margins and the keys of its amounts."""
    for column in columns:
        here, asked = column.margin or margin, column.of or of
        if column.over:
            yield from _amounts(column.over, here, asked)
        elif column.is_amount:
            yield column, here, asked


def _never(
    layout: Layout,
    declared: Declared,
    margins: tuple[str, ...],
    keys: tuple[str, ...],
    place: Span,
) -> Iterator[Diagnostic]:
    """Yield that no entry of some margins has any of some keys, and no other source tells them."""
    # In a departmental budget, lines and their keys are called otherwise than the amounts' keys.
    if layout.source == DEPARTMENTAL or not all(one in declared.margins for one in margins):
        return
    typed = {key for one in margins for key in declared.margins[one]}
    if typed.intersection(keys) or not all(_is_typed_here(layout, key) for key in keys):
        return
    problem = msg(
        "the entries of {margins} have no {keys}: this would always be nothing",
        margins=enumerated(margins),
        keys=enumerated(keys),
    )
    there_are = [key for key in layout.amounts if key in typed]
    hint = (
        msg("write of: with what they have: {names}", names=enumerated(there_are))
        if there_are
        else msg("name a margin whose entries have amounts")
    )
    yield finding("LAY001", problem, place, hint=hint)


def _is_typed_here(layout: Layout, key: str) -> bool:
    """Tell whether amounts of a key stand in the source itself, and in no other beside it."""
    spec, reported = layout.amounts.get(key), layout.amounts.get(layout.reports)
    if spec is None or reported is None:
        return False  # which is told otherwise
    is_of_these = (spec.year, spec.stage) == (reported.year, reported.stage)
    return is_of_these or spec.stage not in STAGES


def _unlike(layout: Layout, keys: tuple[str, ...], place: Span) -> Iterator[Diagnostic]:
    """Yield that some numbers are counted in different things."""
    specs = (layout.amounts.get(key) for key in keys)
    counted = tuple(dict.fromkeys(one.measure for one in specs if one is not None))
    if len(counted) > 1:
        one, other = (name or msg("money") for name in counted[:2])
        problem = msg("this is made of {one} and of {other}", one=one, other=other)
        hint = msg("take amounts that are counted in the same")
        yield finding("LAY001", problem, place, hint=hint)


def _place(layout: Layout, part: str, name: str) -> Span:
    """Return where a layout declares something; of a file that holds nothing else, its begin."""
    for tree in reversed(layout.trees):
        node, left = tree.at((part, name))
        if not left:
            return tree.span(node)
        if tree.file.endswith(f"/{part}.{name}.yaml"):
            return tree.span(tree.root)
    return layout.origin.span()
