"""A jurisdiction that stands on another has what that one declares, unless it says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.pipeline import Compilation
from tests.support import KORLA, compile_text, with_change, write_files

COUNTY = """\
name: 某县
base: xinjiang
title: "{{ year }}年预算"
"""

TABLE_9 = """\
tables:
  - id: "9"
    title: 换了名称的表
    panels:
      - margin: function
        fund: government_fund
        columns: [{head: 名称, show: name}, {head: 合计, id: total}]
        rows: {by: function, levels: [项], total: {label: 合计}}
"""


def compiled(
    folder: Path, layouts: dict[str, str], source: str = KORLA, stage: str = ""
) -> Compilation:
    """Compile Korla's budget under a jurisdiction of its own, in a workspace."""
    write_files(folder / "templates", layouts)
    typed = with_change(source, "jurisdiction: xinjiang", "jurisdiction: some-county")
    typed = with_change(typed, "year: 2024\n", f"year: 2024\n{stage}")
    return compile_text(typed, Resources.of_workspace(folder))


def said(compilation: Compilation) -> list[str]:
    """Return the messages of the errors of a layout."""
    words = Translator("en")
    return [f.message.in_words(words) for f in compilation.findings if f.code == "LAY001"]


def titles(compilation: Compilation) -> list[str]:
    """Return the titles of the tables of a document."""
    assert compilation.document is not None, [f.message for f in compilation.findings]
    return [table.title for table in compilation.document.tables()]


def test_it_has_what_it_does_not_say(tmp_path: Path) -> None:
    document = compiled(tmp_path, {"some-county/layout.yaml": COUNTY}).document
    assert document is not None
    assert document.title == "2024年预算"
    assert len([*document.tables()]) > 10


def test_a_table_takes_the_place_of_that_of_its_id(tmp_path: Path) -> None:
    before = titles(compiled(tmp_path / "a", {"some-county/layout.yaml": COUNTY}))
    after = titles(compiled(tmp_path / "b", {"some-county/layout.yaml": COUNTY + TABLE_9}))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert [b for _, b in changed] == ["换了名称的表"]


def test_a_stage_has_documents_of_its_own(tmp_path: Path) -> None:
    stage = 'title: "{{ year }}年调整预算"\n'
    layouts = {"some-county/layout.yaml": COUNTY, "some-county/stages/adjusted.yaml": stage}
    document = compiled(tmp_path, layouts, stage="stage: adjusted\n").document
    assert document is not None
    assert document.title == "2024年调整预算"
    assert compiled(tmp_path, {}).document is not None  # the approved one has no such file


@pytest.mark.parametrize(
    ("layouts", "message"),
    [
        ({"some-county/layout.yaml": "name: A\nbase: xinjang\n"},
         "there is no jurisdiction xinjang"),
        ({"some-county/layout.yaml": "name: A\nbase: some-county\n"},
         "some-county stands on this one, or is it"),
        ({"some-county/layout.yaml": "name: A\nbase: other\n",
          "other/layout.yaml": "name: B\nbase: some-county\n"},
         "some-county stands on this one, or is it"),
    ],
)  # fmt: skip
def test_what_it_stands_on_has_to_be_there(
    tmp_path: Path, layouts: dict[str, str], message: str
) -> None:
    assert said(compiled(tmp_path, layouts)) == [message]


def test_a_layout_that_stands_on_none_is_whole(tmp_path: Path) -> None:
    found = compiled(tmp_path, {"some-county/layout.yaml": "name: A\n"}).findings
    assert {f.code for f in found} >= {"SCH003"}
