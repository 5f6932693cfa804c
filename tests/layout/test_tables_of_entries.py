"""A table of one entry of the source: its items, and the amounts that were typed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.jurisdiction import third
from tests.support import rows_of, with_change

TABLES = """\
  - id: profile
    title: "Profile of {{ entry.name }}"
    panels:
      - margin: function
        columns:
          - {head: What for, show: item}
          - {head: Amount, id: amount}
        rows: {by: items, list: allocation, total: {label: Together}}
  - id: projects
    title: Projects
    panels:
      - columns:
          - {head: Project, show: name}
          - {head: Code, show: function}
        rows: {by: items, list: project_expenditure.projects}

figures:
  revenue"""
MEMBER = """\
  - id: class
    title: "{{ entry.name }}"
    panels:
      - margin: function
        columns:
          - {head: Code, show: code}
          - {head: Amount, id: amount}
        rows: {by: function, levels: [item], total: {label: Together}}
"""
TEMPLATE = """\
{{ table("3") }}
{% for project in source.project_expenditure.projects %}
{{ table("profile", project) }}
{% endfor %}
{{ table("projects") }}
"""
SECOND = """\
    - id: buoys
      name: New buoys
      function: 2013805
      economic: 302
      prior: 0
      reason: There were none
      allocation:
        - {item: iron, amount: 100000.00}
"""


def _compiled(workspace: Path, template: str = TEMPLATE, tables: str = TABLES) -> Compilation:
    third.write_third(workspace)
    source = workspace / "budgets/harbour-office/2024.yaml"
    paid = with_change(third.SOURCE, "amount: 1234500.00", "amount: 1334500.00")
    source.write_text(paid + SECOND, encoding="utf-8")
    layout = with_change(third.LAYOUT, "\nfigures:\n  revenue", tables)
    (workspace / "templates/harbour/layout.yaml").write_text(layout, encoding="utf-8")
    document = with_change(third.TEMPLATE, '{{ table("3") }}\n', template)
    (workspace / "templates/harbour/document.j2").write_text(document, encoding="utf-8")
    place = Workspace.find(workspace)
    return compile_source(place.source(source), place.resources())


def test_a_table_of_an_entry_counts_what_was_typed_in_it(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path)
    assert compiled.document is not None, compiled.findings
    tables = {table.id: table for table in compiled.document.tables()}
    pier = tables["profile.project_expenditure.projects[1]"]
    assert pier.title == "Profile of Repair of the pier"
    assert rows_of(pier) == [
        ["stone", "234.4"], ["coffee", "0.1"], ["work", "65.5"], ["Together", "300.0"]
    ]  # fmt: skip
    buoys = tables["profile.project_expenditure.projects[2]"]
    assert buoys.title == "Profile of New buoys"
    assert rows_of(buoys) == [["iron", "100.0"], ["Together", "100.0"]]


def test_a_list_of_texts_needs_no_amounts(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path)
    assert compiled.document is not None, compiled.findings
    (table,) = (table for table in compiled.document.tables() if table.id == "projects")
    assert rows_of(table) == [["Repair of the pier", "2013805"], ["New buoys", "2013805"]]


def test_rows_by_items_say_where_the_items_stand(tmp_path: Path) -> None:
    compiled = _compiled(
        tmp_path, tables=TABLES.replace(", list: project_expenditure.projects", "")
    )
    say = Translator("en")
    assert [say(found.message) for found in compiled.findings if found.code.startswith("SCH")] == [
        "tables.#5.panels.#1.rows.list is missing"
    ]


@pytest.mark.parametrize("what", ["source.department.name", "1", "source.performance"])
def test_a_table_is_made_of_nothing_else(tmp_path: Path, what: str) -> None:
    compiled = _compiled(tmp_path, f'{{{{ table("3") }}}}\n{{{{ table("profile", {what}) }}}}\n')
    say = Translator("en")
    assert compiled.document is None
    assert any("table(id, entry)" in say(found.message) for found in compiled.findings)


def test_a_table_of_a_member_counts_its_amounts_alone(tmp_path: Path) -> None:
    tables = TABLES.replace("  - id: projects\n", MEMBER + "  - id: projects\n")
    template = """\
{{ table("3") }}
{% for class in breakdowns.classes %}
{{ table("class", class) }}
{% endfor %}
"""
    compiled = _compiled(tmp_path, template, tables)
    assert compiled.document is not None, compiled.findings
    made = {table.id: table for table in compiled.document.tables()}
    assert made["class.201"].title == "General services"
    assert rows_of(made["class.201"]) == [
        ["2013801", "900.0"], ["2013805", "400.0"], ["Together", "1,300.0"]
    ]  # fmt: skip
    assert rows_of(made["class.221"]) == [["2210201", "100.0"], ["Together", "100.0"]]
