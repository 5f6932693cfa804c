"""BAL106: what came in and what went out are one amount in every table that sets them side by side.

BAL001 and BAL005 compare all that the source has, whatever tables print of it. A table may have no
row for some of that: then its own two totals contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.tables import ColumnSpec, PanelSpec, TableSpec
from budgetc.ledger import Dimensions, Fact, Total
from budgetc.rules.bal.bal001 import INCOMING, OUTGOING
from budgetc.rules.rule import (
    Findings,
    NotEvaluated,
    RuleContext,
    Violation,
    document_of,
    rule,
    some,
)

Funds = tuple[str, ...]


class _Sides(NamedTuple):
    """Of a table, its panels of what came in and of what went out or is left.

    Attributes:
        table: as it is called in print.
    """

    table: str
    incoming: PanelSpec
    outgoing: PanelSpec

    @property
    def funds(self) -> Funds:
        """The funds of either side; none where one of them is of all."""
        one, other = self.incoming.fund, self.outgoing.fund
        return tuple(dict.fromkeys((*one, *other))) if one and other else ()


@rule("BAL106")
def sides_of_a_table_end_in_one_total(context: RuleContext) -> Findings:
    document = document_of(context)
    names = {table.id: table.name for table in document.tables()}
    sides = [
        one
        for table in context.layout.tables
        if table.id in names
        for one in _sides(table, names[table.id])
    ]
    for one in some(sides, msg("no table sets what came in against what went out")):
        yield from _compared(context, one)


def _sides(table: TableSpec, name: str) -> Iterator[_Sides]:
    """Yield the sides of a table: two panels, or those of one that has an item's money in a row."""
    if len(table.panels) == _TWO and all(map(_ends_in_a_total, table.panels)):
        halves = [table.panels]
    else:
        halves = [
            tuple(replace(panel, margin=(*of_side,)) for of_side in _split(panel))
            for panel in table.panels
            if all(_split(panel)) and _names_funds_alone(panel)
        ]
    for one, other in halves:
        if {*one.margin} <= {*INCOMING} and {*other.margin} <= {*OUTGOING}:
            yield _Sides(name, one, other)


_TWO = 2


def _split(panel: PanelSpec) -> tuple[list[str], list[str]]:
    """Return what of a panel came in, and what went out or is left."""
    of = panel.margin
    return [one for one in of if one in INCOMING], [one for one in of if one in OUTGOING]


def _ends_in_a_total(panel: PanelSpec) -> bool:
    """Tell whether a total is printed of all money of some funds in a panel."""
    is_total = panel.rows.total is not None and any(map(_is_of_all, panel.columns))
    return is_total and bool(panel.margin) and _names_funds_alone(panel)


def _names_funds_alone(panel: PanelSpec) -> bool:
    return not panel.of and {name for name, _ in panel.narrowing} <= {"margin", "fund"}


def _is_of_all(column: ColumnSpec) -> bool:
    if column.of or column.narrowing:
        return False
    if column.over:
        return any(map(_is_of_all, column.over))
    return column.is_amount


def _compared(context: RuleContext, sides: _Sides) -> Findings:
    incoming, outgoing = context.asked(sides.incoming), context.asked(sides.outgoing)
    if incoming.known == outgoing.known:
        return
    if _is_told(context, sides.funds):
        yield NotEvaluated(msg("what the table is of does not balance as a whole"))
        return
    unprinted = _unprinted(context, sides)
    first, *others = unprinted or (*incoming.facts, *outgoing.facts)
    yield Violation(
        first,
        msg(
            "{table}: what came in adds up to {incoming}, what went out or is left to {outgoing}: "
            "a difference of {difference}",
            table=sides.table,
            **context.compared(incoming=incoming.known, outgoing=outgoing.known),
        ),
        related=context.related(others),
        hint=msg(
            "this is in none of its rows: type it under the key of a row that the table has, or "
            "correct its fund; if the table lacks a row, ask the maintainer of the layout"
        )
        if unprinted
        else msg("one of the lines is mistyped or left out; compare both sides"),
    )


def _is_told(context: RuleContext, funds: Funds) -> bool:
    """Tell whether BAL001 or BAL005 has it: of some funds, or of all, what came in is not spent."""
    every = [_whole(context, margin, ()) for margin in (INCOMING, OUTGOING)]
    if every[0].known != every[1].known:
        return True
    own = [_whole(context, margin, funds) for margin in (INCOMING, OUTGOING)]
    if own[0].known == own[1].known:
        return False
    lineage = context.catalogue.fund.lineage
    return context.budget.stage != FINAL or all(context.fiscal in lineage(one) for one in funds)


def _whole(context: RuleContext, margin: tuple[str, ...], funds: Funds) -> Total:
    return context.asked(Dimensions(margin=margin, fund=funds))


def _unprinted(context: RuleContext, sides: _Sides) -> Sequence[Fact]:
    """Return the amounts of the funds of the table that neither side has."""
    cube = context.cube
    every = cube.asked(Dimensions(margin=(*INCOMING, *OUTGOING), fund=sides.funds))
    shown = (cube.asked(sides.incoming), cube.asked(sides.outgoing))
    return cube.facts(cube.with_amounts(cube.without(every, shown)))
