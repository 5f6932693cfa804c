"""Lists that a jurisdiction declares: how their codes are typed, called and counted."""

from __future__ import annotations

import json
from pathlib import Path

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Paragraph, Table, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.jurisdiction.district import (
    ACCOUNTS,
    LAYOUT,
    SECTIONS,
    SOURCE,
    TEMPLATE,
    compile_district,
    write_district,
)
from tests.support import found, with_change

LAYOUT_FILE = "templates/district/layout.yaml"
SECTIONS_FILE = "templates/district/source.schema.json"
TEMPLATE_FILE = "templates/district/document.j2"
SOURCE_FILE = "budgets/hill/2024.yaml"
LISTED = with_change(
    SECTIONS,
    '"account": {"type": ["integer", "string"], "x-dimension": "account"}',
    '"account": {"x-list": "account", "x-levels": ["account"], "x-dimension": "account"}',
)
"""The same sections, their accounts written as the list has them."""


def _table(compiled: Compilation, table_id: str) -> Table:
    assert compiled.document is not None, compiled.findings
    (table,) = (one for one in compiled.document.tables() if one.id == table_id)
    return table


def test_a_code_is_typed_as_its_list_has_it(tmp_path: Path) -> None:
    assert json.loads(LISTED)
    assert found(compile_district(tmp_path / "right", {SECTIONS_FILE: LISTED}).findings) == []
    wrong = SOURCE.replace("account: 6100", "account: 61000")
    changed = {SECTIONS_FILE: LISTED, SOURCE_FILE: wrong}
    first, *_ = compile_district(tmp_path / "wrong", changed).findings
    assert first.code == "SCH004"
    assert "61000" in first.message.in_words(ENGLISH)


def test_a_template_calls_a_code_by_its_name(tmp_path: Path) -> None:
    named = """
{% for line in source.accounts %}
{{ code_name("account", line.account) }}.
{% endfor %}
"""
    compiled = compile_district(tmp_path, {TEMPLATE_FILE: TEMPLATE + named})
    assert compiled.document is not None, compiled.findings
    *_, last = (block for block in compiled.document.blocks if isinstance(block, Paragraph))
    assert [line_text(line) for line in last.sentences] == ["Salaries.", "Pensions.", "Books."]


def test_a_change_of_posts_is_counted_in_posts(tmp_path: Path) -> None:
    layout = with_change(
        LAYOUT,
        "  posts: {year: 0, stage: approved, measure: posts}\n",
        "  posts: {year: 0, stage: approved, measure: posts}\n"
        "  former: {year: -1, stage: approved, measure: posts}\n",
    )
    layout = with_change(
        layout,
        "          - {head: Salary, id: salary, of: salary}\n",
        "          - {head: Former, id: former, of: former}\n"
        "          - {head: More, id: more, compute: change, columns: [posts, former]}\n",
    )
    sections = with_change(
        SECTIONS,
        '"posts": {"type": "number", "x-measure": "posts"},',
        '"posts": {"type": "number", "x-measure": "posts"},\n'
        '        "former": {"type": "number", "x-measure": "posts"},',
    )
    source = with_change(SOURCE, "posts: 2.50,", "posts: 2.50, former: 2.25,")
    source = with_change(source, "posts: 0.75,", "posts: 0.75, former: 0,")
    changed = {LAYOUT_FILE: layout, SECTIONS_FILE: sections, SOURCE_FILE: source}
    (panel,) = _table(compile_district(tmp_path, changed), "staff").panels
    assert [line_text(row.cells[-1]) for row in panel.rows] == ["0.25", "0.75", "1.00"]


def test_lines_of_a_dimension_without_codes_have_no_parts(tmp_path: Path) -> None:
    layout = with_change(
        LAYOUT,
        "            - {id: things, label: Things, where: {account: 6}}\n",
        "            - {id: things, label: Things, where: {account: 6}}\n"
        "            - {id: north, label: North, where: {school: north}}\n",
    )
    sections = with_change(SECTIONS, '"section": "schools"', '"section": "offices"')
    compiled = compile_district(tmp_path, {LAYOUT_FILE: layout, SECTIONS_FILE: sections})
    assert "INT001" not in [one.code for one in compiled.findings]


def test_lists_that_no_code_is_from_need_no_edition_of_the_year(tmp_path: Path) -> None:
    source = with_change(SOURCE, "year: 2024", "year: 2019")
    write_district(tmp_path, {SOURCE_FILE: source})
    (tmp_path / SOURCE_FILE).rename(tmp_path / "budgets/hill/2019.yaml")
    workspace = Workspace.find(tmp_path)
    (file,) = workspace.sources()
    assert found(compile_source(file, workspace.resources()).findings) == []


def test_a_code_of_a_list_may_have_hyphens(tmp_path: Path) -> None:
    lists = ACCOUNTS.replace("6,Things,group,", "all-things,Things,group,")
    lists = lists.replace(",account,6", ",account,all-things")
    layout = LAYOUT.replace("where: {account: 6}", "where: {account: all-things}")
    changed = {"templates/district/accounts.csv": lists, LAYOUT_FILE: layout}
    compiled = compile_district(tmp_path, changed)
    assert found(compiled.findings) == []
    (panel,) = _table(compiled, "school.schools[2]").panels
    assert [line_text(row.cells[-1]) for row in panel.rows] == ["0", "-20", "-20"]
