"""Columns of other amounts: of other years, along another margin, or of a figure."""

from __future__ import annotations

from pathlib import Path

from budgetc.document.model import Table, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction import third
from tests.support import with_change

COLUMNS = """\
          - {head: Basic, id: basic, kind: basic}
          - {head: Projects, id: projects, kind: project}
          - {head: Together, id: total}
"""

PRIOR = ("      prior: 100000.00\n", "      prior_by_fund: {general.own: 100000.00}\n")


def _table(workspace: Path, columns: str, rows: str = "", total: str = "label: Total") -> Table:
    """Return the second table of the harbour with other columns of amounts, and a word on rows."""
    third.write_third(workspace)
    source = workspace / "budgets/harbour-office/2024.yaml"
    source.write_text(with_change(third.SOURCE, *PRIOR), encoding="utf-8")
    layout = workspace / "templates/harbour/layout.yaml"
    text = with_change(third.LAYOUT, COLUMNS, columns)
    text = with_change(text, "[class, item], total", f"[class, item], {rows}total")
    text = with_change(text, "label: Total, at", f"{total}, at")
    layout.write_text(text, encoding="utf-8")
    place = Workspace.find(workspace)
    compiled = compile_source(place.source(source), place.resources())
    assert compiled.document is not None, compiled.findings
    return next(table for table in compiled.document.tables() if table.id == "2")


def _cells(table: Table, column: str) -> list[str]:
    (panel,) = table.panels
    at = [one.id for one in panel.columns].index(column)
    return [line_text(row.cells[at]) for row in panel.rows]


def test_a_column_of_several_amounts_adds_them_up(tmp_path: Path) -> None:
    columns = """\
          - {head: This year, id: now}
          - {head: Last year, id: then, of: prior}
          - {head: In both, id: both, of: [amount, prior]}
"""
    table = _table(tmp_path, columns)
    assert _cells(table, "now")[0] == "1,300.0"
    assert _cells(table, "then")[0] == "1,000.0"
    assert _cells(table, "both") == [
        "2,300.0", "2,100.0", "1,700.0", "400.0", "200.0", "200.0"
    ]  # fmt: skip


def test_a_head_names_the_years_of_its_amounts(tmp_path: Path) -> None:
    columns = """\
          - {head: "Budget {{ first_year }}", id: now}
          - {head: "Budget {{ first_year }}", id: then, of: prior}
          - head: "{{ first_year }} to {{ last_year }}"
            of: [prior, amount]
            over:
              - {head: Basic, id: basic, kind: basic}
"""
    (panel,) = _table(tmp_path, columns).panels
    assert [column.header for column in panel.columns[2:]] == [
        ("Budget 2024",),
        ("Budget 2023",),
        ("2023 to 2024", "Basic"),
    ]


def test_a_column_counts_one_of_the_margins_of_its_panel(tmp_path: Path) -> None:
    third.write_third(tmp_path)
    layout = tmp_path / "templates/harbour/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    columns = """\
          - {head: In, id: in, margin: revenue}
          - {head: Out, id: out, margin: function}
"""
    before, panel = text.split(COLUMNS)
    start = before.rindex("margin: function")
    before = before[:start] + "margin: [revenue, function]" + before[start + 16 :]
    layout.write_text(before + columns + panel, encoding="utf-8")
    source = tmp_path / "budgets/harbour-office/2024.yaml"
    source.write_text(third.SOURCE, encoding="utf-8")
    place = Workspace.find(tmp_path)
    compiled = compile_source(place.source(source), place.resources())
    assert compiled.document is not None, compiled.findings
    table = next(table for table in compiled.document.tables() if table.id == "2")
    assert _cells(table, "out")[0] == "1,300.0"
    assert _cells(table, "in") == ["1,300.0", *["-"] * 5]


def test_a_row_of_zeros_is_left_out_where_the_layout_says_so(tmp_path: Path) -> None:
    columns = """\
          - {head: Housing, id: now, function: 221}
          - {head: Last year, id: then, function: 221, of: prior}
"""
    shown = _table(tmp_path, columns)
    assert _cells(shown, "now") == ["100.0", "-", "-", "-", "100.0", "100.0"]
    short = _table(tmp_path, columns, "zero: left_out, ")
    assert [row.code for row in short.panels[0].rows] == [None, "221", "2210201"]


def test_a_column_shows_a_figure_in_every_row(tmp_path: Path) -> None:
    columns = """\
          - {head: All, id: all, figure: expenditure}
          - {head: Last year, id: then, figure: expenditure, of: prior}
"""
    table = _table(tmp_path, columns)
    assert _cells(table, "all") == ["1,300.0"] * 6
    assert _cells(table, "then") == ["1,000.0"] * 6


def test_the_label_of_a_total_may_name_the_year(tmp_path: Path) -> None:
    columns = "          - {head: Housing, id: now, function: 221}\n"
    table = _table(tmp_path, columns, "", 'label: "Total of {{ year }}"')
    assert table.panels[0].rows[0].label == "Total of 2024"
