"""Two panels of a table printed side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.document.model import Panel, Row, RowKind


def side_by_side(panels: Sequence[Panel]) -> Iterator[tuple[Row | None, ...]]:
    """Yield the rows that share a printed line, one of each panel, or nothing of a shorter one.

    Where every panel ends in its total, the totals stand together in the last line.
    """
    totals = all(panel.rows and panel.rows[-1].kind is RowKind.TOTAL for panel in panels)
    bodies = [panel.rows[:-1] if totals else panel.rows for panel in panels]
    for line in range(max(len(body) for body in bodies)):
        yield tuple(body[line] if line < len(body) else None for body in bodies)
    if totals:
        yield tuple(panel.rows[-1] for panel in panels)
