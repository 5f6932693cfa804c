"""Rows and amounts of sentences that are a sum less another: what is left, or lacking."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from budgetc.cli.app import run
from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.figures import figures_by_id
from budgetc.document.model import Formula, line_text
from budgetc.pipeline import Compilation
from tests.jurisdiction import third
from tests.support import compile_only, with_change

# Revenue is 1,300,000.00 and was 1,000,000.00; its running takes 1,000,000.00 and took 900,000.00.
TABLE = """\
  - id: "4"
    title: What is left
    panels:
      - margin: [revenue, function]
        columns:
          - {head: Line, show: name}
          - {head: Now, id: now}
          - {head: Before, id: before, of: prior}
          - {head: Change, id: change, compute: change, columns: [now, before]}
          - {head: Growth, id: growth, compute: growth, columns: [now, before]}
        rows:
          by: lines
          lines:
            - {id: in, label: In, margin: revenue}
            - {id: running, label: Running, margin: function, kind: basic}
            - id: left
              label: Left for projects
              role: total
              margin: revenue
              less: {margin: function, kind: basic}
            - {id: lacking, label: Lacking, kind: basic, less: {margin: revenue}}
            - {id: none, label: None, fund: carry_over, optional: true, less: {fund: carry_over}}

figures:
  left: {margin: revenue, less: {margin: function, kind: basic}}
"""
SENTENCE = """\
{% set left = figures.left %}
It leaves {{ left }} for projects, {{ left.change.growth }} more than {{ left.prior }}.

# Tables

{{ table("4") }}
"""


LACKING = "            - {id: lacking, label: Lacking, kind: basic, less: {margin: revenue}}\n"
RUNNING = "            - {id: running, label: Running, margin: function, kind: basic}\n"
TEMPLATE = with_change(third.TEMPLATE, "# Tables\n", SENTENCE)


def _compiled(
    folder: Path, table: str = TABLE, template: str = TEMPLATE, source: str = third.SOURCE
) -> Compilation:
    third.write_third(folder)
    for name, text in (
        ("budgets/harbour-office/2024.yaml", source),
        ("templates/harbour/layout.yaml", with_change(third.LAYOUT, "\nfigures:\n", table)),
        ("templates/harbour/document.j2", template),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return compile_only(folder)


def test_a_row_is_what_is_left_of_others(tmp_path: Path) -> None:
    document = _compiled(tmp_path).document
    assert document is not None
    (panel,) = next(one for one in document.tables() if one.id == "4").panels
    assert [[line_text(cell) for cell in row.cells] for row in panel.rows] == [
        ["In", "1,300.0", "1,000.0", "300.0", "30.0%"],
        ["Running", "1,000.0", "900.0", "100.0", "11.1%"],
        ["Left for projects", "300.0", "100.0", "200.0", "200.0%"],
        ["Lacking", "-300.0", "-100.0", "-200.0", "200.0%"],
    ]


def test_a_row_leads_back_to_all_that_it_is_made_of(tmp_path: Path) -> None:
    document = _compiled(tmp_path).document
    assert document is not None
    left = figures_by_id(document)["T4!left.now"]
    assert left.formula is Formula.DIFFERENCE
    assert [one.exact for one in left.operands] == ["1300", "1000"]
    assert [len(one.facts) for one in left.operands] == [2, 2]


def test_a_sentence_tells_what_is_left_and_how_it_changed(tmp_path: Path) -> None:
    document = _compiled(tmp_path).document
    assert document is not None
    said = [line_text(line) for block in document.blocks for line in block.lines]
    assert "It leaves 300k for projects, 200.0% more than 100k." in " ".join(said)


def test_what_is_not_told_of_the_amount_taken_off_is_asked_for(tmp_path: Path) -> None:
    table = with_change(with_change(TABLE, RUNNING, ""), LACKING, "")
    source = with_change(third.SOURCE, "100000.00, prior: 100000.00}", "100000.00}")
    found = _compiled(tmp_path, table, '{{ table("4") }}\n', source).findings
    asked = {(one.code, one.span.line) for one in found if one.code.startswith("DOC")}
    assert asked == {("DOC001", 12)}


def test_other_years_of_it_are_not_typed_elsewhere(tmp_path: Path) -> None:
    table = with_change(TABLE, "left: {margin: revenue, ", "left: {margin: revenue, prior: staff, ")
    found = [one for one in _compiled(tmp_path, table).findings if one.code == "SCH005"]
    (hint,) = (one.hint for one in found)
    assert hint is not None
    assert ENGLISH(hint) == (
        "An amount with less has no prior or typed: other years follow from the same lines."
    )


def test_what_is_taken_off_has_names_that_there_are(tmp_path: Path) -> None:
    table = with_change(TABLE, "less: {margin: revenue}", "less: {margin: revenues}")
    found = [one for one in _compiled(tmp_path, table).findings if one.code == "LAY001"]
    assert ENGLISH(found[0].message) == "there is no revenues here"


def test_trace_and_workbook_tell_the_difference_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _compiled(tmp_path)
    monkeypatch.chdir(tmp_path)
    source = "budgets/harbour-office/2024.yaml"
    for cell, told in (
        ("T4!lacking.now", "= -300 k  (difference: 1000 − 1300)"),
        ("T4!left.now", "= 300 k  (difference: 1300 − 1000)"),
        ("T4!lacking.change", "= -200 k  (difference: -300 − -100)"),
    ):
        with pytest.raises(SystemExit):
            run(["trace", source, cell])
        assert told in capsys.readouterr().out
    with pytest.raises(SystemExit):
        run(["build", source, "-f", "xlsx"])
    book = openpyxl.load_workbook(tmp_path / "build/harbour-office/2024.xlsx")
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    (left,) = (row for row in rows if "Left for projects" in row)
    assert re.fullmatch(r"='(.+)'!\$B\$2-'\1'!\$B\$3", str(left[1]))
