"""Which kinds of expenditure there are is a list: what a source may type, and a layout ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.data import Resources
from budgetc.jurisdiction.sources import source_schema
from tests.support import KORLA, ROOT, compile_text, with_change

KINDS = "schema/classification/2024/kinds.csv"
LISTED = (ROOT / KINDS).read_text(encoding="utf-8")
LAYOUT = "templates/xinjiang/layout.yaml"


def _with(folder: Path, files: dict[str, str]) -> Resources:
    for name, text in files.items():
        (path := folder / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Resources.of_workspace(folder)


def test_a_further_kind_may_be_typed_where_its_section_is(tmp_path: Path) -> None:
    further = f"{LISTED}debt,债务还本支出,repayment of debt,other_expenditure,\n"
    schema = source_schema(_with(tmp_path, {KINDS: further}), "shanghai", 2024, "final")
    definitions = schema.document["$defs"]
    other = definitions["other_line"]["properties"]["kind"]
    assert other["enum"] == ["remitted", "operation", "subsidies", "debt"]
    assert "debt (repayment of debt)" in other["description"]
    assert "debt 债务还本支出" in other["description"]
    assert definitions["transfer"]["properties"]["kind"]["enum"] == [
        "basic",
        "project",
        "subsidies",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "kind: basics",
            ["the lists have no basics", "did you mean basic?"],
        ),
        ("group: 公务经费", ["the lists have no 公务经费", "did you mean 公用经费?"]),
    ],
)
def test_a_layout_that_asks_for_another_is_told(
    tmp_path: Path, typed: str, said: list[str]
) -> None:
    layout = (ROOT / LAYOUT).read_text(encoding="utf-8")
    figures = with_change(
        layout, "\nfigures:\n", f"\nfigures:\n  odd: {{margin: economic, {typed}}}\n"
    )
    findings = compile_text(KORLA, _with(tmp_path, {LAYOUT: figures})).findings
    (told,) = (one for one in findings if one.code == "LAY001")
    assert told.hint is not None
    assert [ENGLISH(told.message), ENGLISH(told.hint)] == said
    line = figures[: figures.index(typed)].count("\n") + 1
    assert (told.span.file, told.span.line) == (LAYOUT, line)


def test_a_list_without_basic_expenditure_is_named(tmp_path: Path) -> None:
    without = with_change(LISTED, "basic,基本支出,basic expenditure,basic_expenditure,group\n", "")
    findings = compile_text(KORLA, _with(tmp_path, {KINDS: without})).findings
    (told,) = (one for one in findings if one.code == "DAT001")
    assert told.span.file == KINDS
    assert "not one kind of expenditure is of the section basic_expenditure" in ENGLISH(
        told.message
    )
