"""What the form of Xinjiang says of money carried over, of projects that ended, and of bodies."""

from __future__ import annotations

import re
from html import unescape

import pytest

from budgetc.document.model import Document, Table, line_text
from budgetc.render.onepage import render_onepage
from tests.layout.test_what_ended import said_and_unused
from tests.support import KORLA, RESOURCES, compile_text, document_of, with_change

CARRIED = with_change(
    with_change(
        KORLA,
        "    amount: 314.66\n",
        "    amount: 309.66\n",
    ),
    "- {item: “一站式”服务经费, amount: 5}",
    "- {item: “一站式”服务经费, amount: 5, fund: carry_over.general}",
).replace(
    "\ncarry_over: []",
    "\ncarry_over:\n  - {fund: carry_over.general, item: 服务经费, kind: project, amount: 5}",
)
"""Korla's source with 5 of what was carried over."""


def _table(document: Document, table_id: str) -> Table:
    return next(one for one in document.tables() if one.id == table_id)


def _form(document: Document, table_id: str) -> dict[str, str]:
    """Return the last two cells of each row of a form."""
    rows = _table(document, table_id).form
    return {line_text(row[-2].content): line_text(row[-1].content) for row in rows}


def test_the_overall_targets_are_of_all_that_is_spent() -> None:
    """What was carried over was in the sentence above the table, and not in it."""
    form = _form(document_of(CARRIED), "overall_targets")
    assert form["上级安排"] == "0"
    assert form["本级安排（含上年结转）"] == "314.66"
    assert form["其他"] == "0"
    assert "本级安排" in _form(document_of(KORLA), "overall_targets")


def test_what_was_carried_over_is_added_up() -> None:
    (panel,) = _table(document_of(CARRIED), "11").panels
    assert [(row.label, line_text(row.cells[1])) for row in panel.rows] == [
        ("服务经费", "5"),
        ("合计", "5"),
    ]
    (panel,) = _table(document_of(KORLA), "11").panels
    assert [*panel.rows] == []


def test_operating_income_that_was_carried_over_has_a_column_of_its_own() -> None:
    """Of what is neither basic nor a project's, the table told no kind."""
    source = KORLA.replace(
        "\ncarry_over: []",
        "\nother_expenditure:\n"
        "  - {kind: operation, code: 2013850, amount: 2, fund: carry_over.unit_funds}\n"
        "carry_over:\n"
        "  - {item: 经营结余, fund: carry_over.unit_funds, kind: operation, amount: 2}",
    )
    (panel,) = _table(document_of(source), "11").panels
    cells = panel.rows[0].cells
    told = {one.id: line_text(cell) for one, cell in zip(panel.columns, cells, strict=True)}
    assert [key for key, amount in told.items() if amount == "2"] == [
        "total", "non_fiscal", "non_fiscal.operation"
    ]  # fmt: skip


def test_a_project_that_ended_is_in_no_table() -> None:
    """An empty row and a table of targets stood for a project of which there is nothing."""
    ended = "- {item: 知识产权培训费, amount: 0}"
    text = with_change(KORLA, "- {item: 知识产权培训费, amount: 2}", ended)
    text = with_change(text, "    amount: 314.66\n", "    amount: 312.66\n")
    line = "      prior: {}\n      reason: 根据工作需要，将知识产权培训"
    text = with_change(text, line.format(0), line.format(3))
    document = document_of(text)
    tables = [one.id for one in document.tables() if one.id.startswith("project_targets")]
    assert len(tables) == 3
    (panel,) = _table(document, "7").panels
    assert len(panel.rows) == 4


UNITS = """\
  subordinate_units:
    - {name: 甲中学, type: institution}
    - {name: 乙中学, type: institution}
"""


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (UNITS, "下属预算单位2个，其中事业单位2个，分别是：甲中学、乙中学；"),
        (
            UNITS.replace("institution}", "administrative}", 1),
            "下属预算单位2个，其中行政单位1个，事业单位1个，分别是：甲中学、乙中学；",
        ),
    ],
)
def test_units_are_counted_by_type(units: str, said: str) -> None:
    named = KORLA.replace("      responsible:", "      implementer: 甲中学\n      responsible:")
    text, _ = said_and_unused(with_change(named, "  subordinate_units: []\n", units))
    assert said in text


def test_the_offices_of_a_county_have_their_own_word() -> None:
    option = "year: 2024\noptions: {wording: {offices: 股室}}\n"
    text, _ = said_and_unused(with_change(KORLA, "year: 2024\n", option))
    assert "下设3个股室，分别是" in text


def test_income_of_the_year_is_without_what_was_carried_over() -> None:
    """全年收入 had it too: 这一年各项收入合计."""
    draft = compile_text(CARRIED).draft
    assert draft is not None
    page, _ = render_onepage(draft.document, RESOURCES)
    assert page is not None
    said = "这一年各项收入合计，其中财政拨款309.66万元；另有上年结转结余5万元，收入总计314.66万元。"
    assert said in unescape(re.sub(r"<[^>]*>", "", "".join(page)))


def test_who_undertakes_a_project_is_typed_where_a_unit_does() -> None:
    """项目承担单位 was the department, of a school's building too."""
    text = with_change(KORLA, "  subordinate_units: []\n", UNITS)
    text = text.replace("      responsible:", "      implementer: 甲中学\n      responsible:")
    told, _ = said_and_unused(text)
    assert told.count("项目承担单位：甲中学") == 4


_EXEMPT = "      targets_exempt: 涉密项目\n"


def _exempt(source: str, project: str) -> str:
    """Return a source whose project has no targets, and says why."""
    begin = source.index("      targets:\n", source.index(f"- id: {project}\n"))
    end = re.compile(r"^ {0,4}\S", re.MULTILINE).search(source, begin)
    assert end is not None
    return source[:begin] + _EXEMPT + source[end.start() :]


def _sentences(source: str, beginning: str) -> list[str]:
    lines = (line_text(one) for block in document_of(source).blocks for one in block.lines)
    return [line for line in lines if beginning in line]


def test_which_projects_have_no_targets_is_said() -> None:
    """The sentence counted all, a table less followed, and nothing told the reader why."""
    exempt = _exempt(KORLA, "special-equipment-inspection")
    (said,) = _sentences(exempt, "不编报绩效目标")
    assert said.endswith("。上述项目中，1个不编报绩效目标：特种设备隐患排查（涉密项目）。")
    assert _sentences(KORLA, "不编报绩效目标") == []
