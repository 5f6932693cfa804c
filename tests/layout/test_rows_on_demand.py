"""Rows are made when they are looked at, and what a check tells of them is told before."""

from __future__ import annotations

from itertools import chain

import pytest

from budgetc.document.model import PERCENT, Figure, OnDemand, PrintedRow, Row, RowKind
from budgetc.layout import tables
from tests.layout.shanghai import SOURCE
from tests.support import EXAMPLES, KORLA, compile_text, document_of

HALVES = (EXAMPLES / "BAL011/halves_rounded_up.yaml").read_text(encoding="utf-8")


def _row(number: int) -> Row:
    return Row(str(number), RowKind.LEAF, None, "", 0, ())


def test_a_row_is_made_when_it_is_looked_at_and_no_other() -> None:
    made = []

    def fill(number: int) -> Row:
        made.append(number)
        return _row(number)

    rows = OnDemand(range(5), fill)
    assert len(rows) == 5
    assert made == []
    assert rows[-1].id == "4"
    assert [row.id for row in rows[1:3]] == ["1", "2"]
    assert made == [4, 1, 2]
    assert [row.id for row in rows] == ["0", "1", "2", "3", "4"]


def test_a_check_makes_no_row_of_amounts_that_are_printed_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    monkeypatch.setattr(tables._Filling, "row", lambda _, sketch: made.append(sketch))
    assert not compile_text(KORLA).failed
    assert made == []


@pytest.mark.parametrize("source", [KORLA, SOURCE, HALVES])
def test_amounts_of_an_exact_panel_are_printed_as_they_are(source: str) -> None:
    panels = [panel for table in document_of(source).tables() for panel in table.panels]
    for panel in panels:
        cells = chain.from_iterable((*row.cells, row.unprinted) for row in panel.rows)
        figures = [part for cell in cells for part in cell if isinstance(part, Figure)]
        amounts = [figure for figure in figures if figure.unit != PERCENT]
        if panel.is_exact:
            assert all(figure.printed == figure.value for figure in amounts)
    assert all(panel.is_exact for panel in panels) == (source is KORLA)


@pytest.mark.parametrize("source", [KORLA, SOURCE, HALVES])
def test_rows_are_read_as_their_figures_are_printed(source: str) -> None:
    for table in document_of(source).tables():
        for panel in table.panels:
            assert [*panel.printed] == [PrintedRow.of(row) for row in panel.rows]
