"""What a source of Xinjiang may change of its print is said where it is printed."""

from __future__ import annotations

from budgetc.document.model import line_text
from tests.support import KORLA, document_of

IN_YUAN = f"{KORLA}\noptions: {{tables: {{unit: 元}}, prose: {{unit: 元}}}}\n"


def test_the_unit_over_a_table_is_that_of_its_amounts() -> None:
    """3146600 stood under 万元."""
    above = {
        table.id: table.above[1]
        for table in document_of(IN_YUAN).tables()
        if table.number or table.id == "by_unit"
    }
    assert len(above) == 11
    assert set(above.values()) == {"单位：元"}


def test_the_unit_in_the_heads_of_forms_is_that_of_their_amounts() -> None:
    heads = [
        line_text(cell.content)
        for table in document_of(IN_YUAN).tables()
        for row in table.form
        for cell in row
        if cell.head
    ]
    assert [head for head in heads if "万元" in head] == []
    assert heads.count("项目资金（元）") == 4
