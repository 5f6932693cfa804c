"""Lines and grids, as readers of files give them, become tables with their titles."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.published.assemble import assemble
from budgetc.published.model import PrintedTable, PrintPlace
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine
from tests.published.pages import WORDS

_EDGES = (0.0, 100.0, 200.0)


def _grid(page: int, *rows: tuple[str, str]) -> RawGrid:
    place = PrintPlace(5, page)
    cells = tuple(
        RawCell(text, place, row, column, 1, 1, 0.0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RawGrid(len(rows), 2, cells, place, edges=_EDGES)


def _line(text: str, page: int, *, starts: bool = True, ends: bool = False) -> RawLine:
    return RawLine(text, PrintPlace(1, page), starts, ends=ends)


def _tables(*pages: Sequence[RawBlock]) -> list[PrintedTable]:
    return list(assemble(pages, WORDS).tables())


def test_a_title_of_an_earlier_table_begins_another() -> None:
    first: list[RawBlock] = [
        _line("Spending", 1), _grid(1, ("Item", "Budget"), ("Roads", "1")),
        _line("Revenue", 1), _grid(1, ("Fund", "Budget"), ("Taxes", "2")),
    ]  # fmt: skip
    second: list[RawBlock] = [_line("Spending", 2), _grid(2, ("Item", "Actual"), ("Parks", "3"))]
    assert [one.title for one in _tables(first, second)] == ["Spending", "Revenue", "Spending"]
    again: list[RawBlock] = [_line("Revenue", 2), _grid(2, ("Fund", "Budget"), ("Fees", "3"))]
    assert [one.title for one in _tables(first, again)] == ["Spending", "Revenue"]


def test_the_first_line_of_a_page_or_after_a_table_may_be_a_title() -> None:
    one, other = _grid(1, ("Item", "Budget"), ("Roads", "1")), _grid(2, ("Fund", "Budget"))
    title = _line("Revenue", 2, starts=False)
    assert [table.title for table in _tables([one], [title, other])] == ["", "Revenue"]
    ended = _line("The end.", 1, ends=True)
    assert [table.title for table in _tables([one, ended], [title, other])] == ["", "Revenue"]
    unended = _line("It goes on in", 1)
    assert [table.title for table in _tables([one, unended], [title, other])] == ["", ""]


def test_a_long_name_that_goes_on_beside_the_unit_is_one_line_above() -> None:
    grid = _grid(1, ("项目", "金额"), ("房屋", "1"))
    over: list[RawBlock] = [_line("2025年收支总表", 1), _line("编制单位：某某医院（华东区域", 1)]
    wrapped = _line("中心临江分院）  单位：元", 1)
    (table,) = _tables([*over, wrapped, grid])
    assert table.title == "2025年收支总表"
    assert table.above == ("编制单位：某某医院（华东区域中心临江分院）单位：元",)
    (other,) = _tables([over[1], _line("2025年收支总表  单位：元", 1), grid])
    assert other.title == "2025年收支总表单位：元"


def test_a_first_row_that_says_whose_a_table_is_stands_above_it() -> None:
    grid = _grid(
        1,
        ("表 2 收入总表", ""),
        ("编制部门：某局", "单位：万元"),
        ("项目", "金额"),
        ("房屋", "1"),
    )
    (table,) = _tables([grid])
    assert (table.number, table.title) == ("表2", "收入总表")
    assert table.above == ("编制部门：某局", "单位：万元")
    assert table.heads == (("项目", "金额"),)
    assert [column.heads for column in table.panels[0].columns] == [("项目",), ("金额",)]
    (head,) = _tables([_grid(1, ("单位名称", "金额（单位：元）"), ("某局", "1"))])
    assert head.heads == (("单位名称", "金额（单位：元）"),)
