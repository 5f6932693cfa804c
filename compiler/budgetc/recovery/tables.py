"""Printed tables read by the layout that declares them: which is which, and what each says.

Nothing is written a second time: which table is which, which column and which row stand for what,
is what `layout.yaml` says for printing. A mapping only says which other words a workbook has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.tables import TableSpec
from budgetc.published.likeness import heads_alike, letters_of, most_alike_first, titles_alike
from budgetc.published.model import PrintedPanel, PrintedTable
from budgetc.recovery.panels import PanelPair, PanelReading, Scope, Unplaced
from budgetc.recovery.said import Said
from budgetc.recovery.wording import Wording

_LEAST_TITLE = 0.55


@frozen(eq=False)
class TablesRead:
    """What tables say.

    Attributes:
        said: each amount that has a place in the layout.
        printed: the tables that were read, by the ids of those of the layout.
        unplaced: amounts that have none.
        missing: tables of the layout that are not in print.
        scopes: what panels say of codes that have no row.
        likeness: how much of the layout is found in print, and how surely.
    """

    said: tuple[Said, ...]
    printed: Mapping[str, PrintedTable]
    unplaced: tuple[Unplaced, ...]
    missing: tuple[TableSpec, ...]
    scopes: tuple[Scope, ...]
    likeness: float


class TableReader:
    """Reads the printed tables of one document."""

    def __init__(self, layout: Layout, wording: Wording) -> None:
        """Prepare for one document.

        Args:
            layout: of its jurisdiction.
            wording: the layout, as the document prints it.
        """
        self._layout = layout
        self._wording = wording

    def read(self, printed: Sequence[PrintedTable], kind: str) -> TablesRead:
        """Return what the tables of a document of a kind say."""
        declared = [t for t in self._layout.tables if t.is_for(kind) and t.panels and not t.form]
        pairs = self._paired(declared, printed)
        said: list[Said] = []
        unplaced: list[Unplaced] = []
        scopes: list[Scope] = []
        for spec, table in pairs:
            for pair in self._panels(spec, table):
                reading = PanelReading(pair, self._wording)
                said += reading.said()
                unplaced += reading.unplaced
                scopes += reading.scopes()
        found = {spec.id: table for spec, table in pairs}
        return TablesRead(
            tuple(said),
            found,
            tuple(unplaced),
            tuple(spec for spec in declared if spec.id not in found),
            tuple(scopes),
            sum(self._alike(*pair) for pair in pairs),
        )

    def _paired(
        self, declared: Sequence[TableSpec], printed: Sequence[PrintedTable]
    ) -> list[tuple[TableSpec, PrintedTable]]:
        """Return which printed table is which declared one; the most alike are paired first."""
        taken = most_alike_first(
            ((score,), i, j)
            for i, spec in enumerate(declared)
            for j, table in enumerate(printed)
            if (score := self._alike(spec, table)) >= _LEAST_TITLE
        )
        in_print = sorted(taken.items(), key=lambda pair: pair[1])
        return [(declared[i], printed[j]) for i, j in in_print]

    def _alike(self, spec: TableSpec, table: PrintedTable) -> float:
        wording = self._wording
        theirs = wording.without_name(table.title)
        titles = map(wording.without_name, wording.titles(spec))
        title = max((titles_alike(one, theirs) for one in titles), default=0.0)
        columns = (column for panel in spec.panels for column in wording.columns(panel))
        mine = {head for column in columns for head in map(letters_of, column.heads)}
        printed = (head for line in table.heads for head in line if head.strip())
        there = {letters_of(wording.head(head)) for head in printed}
        heads = len(mine & there) / max(1, min(len(mine), len(there)))
        return 0.75 * title + 0.25 * heads

    def _panels(self, spec: TableSpec, table: PrintedTable) -> Iterator[PanelPair]:
        """Yield the declared panels with the printed ones that they are, the most alike first."""
        free = list(table.panels)
        for number, panel in enumerate(spec.panels):
            if not free:
                return
            heads = (head for column in self._wording.columns(panel) for head in column.heads)
            chosen = max(free, key=partial(self._heads_alike, tuple(dict.fromkeys(heads))))
            if len(free) >= len(spec.panels) - number and len(spec.panels) > 1:
                free.remove(chosen)
            yield PanelPair(table.name, spec.id, spec.panels[:number], panel, chosen)

    def _heads_alike(self, mine: Sequence[str], other: PrintedPanel) -> float:
        """Return how alike heads are to those of a printed panel, added up."""
        theirs = [h for c in other.columns for h in self._wording.heads(c) if h.strip()]
        return sum(max((heads_alike(h, t) for t in theirs), default=0.0) for h in mine)
