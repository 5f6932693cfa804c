"""What a printed amount is of: the condition on leaves that its cell stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budgetc.classification import Catalogue, CodeList
from budgetc.frozen import frozen
from budgetc.ledger import Dimensions
from budgetc.published.model import PrintPlace


@frozen()
class Condition:
    """Which leaves an amount adds up; nothing where a dimension does not matter.

    Attributes:
        margin: along which it is made: `revenue`, `function`, `economic`.
        fund: lowest funds.
        kind: of expenditure.
        group: 人员经费 or 公用经费.
        codes: the code of the row, by its list.
        classes: economic codes that a column is of.
        project: the name of one.
        item: of what was carried over, the name of one.
    """

    margin: str = ""
    fund: frozenset[str] | None = None
    kind: frozenset[str] | None = None
    group: frozenset[str] | None = None
    codes: tuple[tuple[str, str], ...] = ()
    classes: frozenset[str] | None = None
    project: str = ""
    item: str = ""

    def narrowed(self, by: Dimensions, catalogue: Catalogue) -> Condition:
        """Return the condition with what a panel, a column or a line of a layout asks besides."""
        return replace(
            self,
            margin=by.margin[0] if by.margin else self.margin,
            fund=_both(self.fund, _lowest(by.fund, catalogue.fund) if by.fund else None),
            kind=_both(self.kind, frozenset(by.kind) if by.kind else None),
            group=_both(self.group, frozenset(by.group) if by.group else None),
            classes=_both(self.classes, frozenset(map(str, by.economic)) if by.economic else None),
        )

    def joined(self, other: Condition) -> Condition:
        """Return the condition that both make."""
        return Condition(
            self.margin or other.margin,
            _both(self.fund, other.fund),
            _both(self.kind, other.kind),
            _both(self.group, other.group),
            (*self.codes, *other.codes),
            _both(self.classes, other.classes),
            self.project or other.project,
            self.item or other.item,
        )


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _lowest(codes: Iterable[str], tree: CodeList) -> frozenset[str]:
    """Return the codes that have none below them, of some codes and of all below these."""
    wanted = frozenset(codes)
    return frozenset(e.code for e in tree.lowest if wanted.intersection(tree.lineage(e.code)))


@frozen()
class Place:
    """Where an amount stands in print.

    Attributes:
        table: its number and title.
        row: its label.
        column: its heads.
        at: the page, or the cell of a sheet.
    """

    table: str
    row: str
    column: str
    at: PrintPlace


@frozen()
class Said:
    """An amount in print, and what it is of.

    Attributes:
        condition: which leaves it adds up.
        key: of `amounts` of the layout, such as `prior`.
        fen: in the smallest unit; 0 where the cell is blank.
        half: how far rounding may have moved it, in the smallest unit.
        figure: the id of the figure of the compiled document.
        is_total: whether it stands in a row of totals or subtotals.
        unit: as it is printed, by name; empty where none is said.
        text: its number as programs write it; empty where the cell is blank.
        name: of the row, where its code stands in no list.
        typed: where the layout says that it is typed in the source.
    """

    condition: Condition
    key: str
    fen: int
    half: int
    figure: str
    is_total: bool
    place: Place
    unit: str = ""
    text: str = ""
    name: str = ""
    typed: tuple[str, ...] = ()
