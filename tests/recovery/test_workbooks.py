"""Workbooks of other layouts: what our own are after a platform and people had them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.recovery.mapping import load_mapping
from budgetc.recovery.whose import Asked
from budgetc.recovery.wording import Words
from tests.cli.run import call
from tests.recovery.counting import (
    COUNTY,
    PUTUO,
    built,
    counted,
    draft_of,
    leaves,
    printed,
)
from tests.support import KORLA

OTHER_WORDS = {
    "基本支出": "基本经费",
    "项目支出": "项目经费",
    "合计": "总额",
    "预算数": "金额",
    "一般公共预算": "公共财政预算",
}
"""What the heads of the damaged workbooks say instead."""

WORDS = Words(
    heads={other: ours for ours, other in OTHER_WORDS.items()},
    rows={"总额": "合计", "公共财政预算": "一般公共预算"},
)


def damaged(content: bytes, other_words: Mapping[str, str] = OTHER_WORDS) -> bytes:
    """Return a workbook as it comes back: its values in new sheets, with the usual damage.

    Two blank rows and a line of somebody's stand above, blank rows between the rows, a note below;
    heads say other words, and the two last columns of each table change places.
    """
    before: Any = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    after: Any = openpyxl.Workbook()
    after.remove(after.active)
    for sheet in before.worksheets:
        if sheet.sheet_state != "visible":
            continue
        page = after.create_sheet(sheet.title)
        page["A1"] = "导出人：张三"
        _copy(sheet, page, other_words)
        page.cell(page.max_row + 2, 1).value = "备注：本表由平台导出，数据以批复为准。"
    out = io.BytesIO()
    after.save(out)
    return out.getvalue()


def _copy(sheet: Any, page: Any, other_words: Mapping[str, str]) -> None:
    def row_of(row: int) -> int:
        return row + 3 + max(0, (row - 6) // 4)  # a blank row behind every fourth

    last = sheet.max_column
    swapped = {last: last - 1, last - 1: last} if _is_plain(sheet, last) else {}
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is None:
                continue
            value = cell.value
            if isinstance(value, str) and cell.row > 1:
                value = other_words.get(value, value)
            new = page.cell(row_of(cell.row), swapped.get(cell.column, cell.column))
            new.value, new.number_format = value, cell.number_format
            new.data_type = cell.data_type  # a text that begins with = is no formula
    for area in sheet.merged_cells.ranges:
        if row_of(area.max_row) - row_of(area.min_row) == area.max_row - area.min_row:
            moved = CellRange(
                min_col=area.min_col, max_col=area.max_col,
                min_row=row_of(area.min_row), max_row=row_of(area.max_row),
            )  # fmt: skip
            page.merge_cells(moved.coord)


def _is_plain(sheet: Any, last: int) -> bool:
    """Tell whether no merged cell ends between the two last columns."""
    return last > 3 and all(
        (area.min_col <= last - 1 and area.max_col == last) or area.max_col < last - 1
        for area in sheet.merged_cells.ranges
    )


@pytest.mark.parametrize(
    ("name", "source", "year"),
    [("xinjiang", KORLA, "2024"), ("shanghai", PUTUO, "2025"), ("china", COUNTY, "2025")],
)
def test_leaves_come_back_through_the_damage(
    name: str, source: str, year: str, tmp_path: Path
) -> None:
    book = printed(damaged(built(source, "xlsx")), "x.xlsx", tmp_path)
    done = draft_of(book, Asked(jurisdiction=name, year=year), {name: WORDS})
    count = counted(done.text, source, ("amount",))
    assert count.wrong == ()
    assert count.open == ()
    assert count.doubted == ()
    assert "# 单元格 " in done.text
    assert [one for one in done.findings if one.code == "IMP001"] == []


def test_without_the_mapping_it_is_told_and_not_guessed(tmp_path: Path) -> None:
    strange = {"一般公共预算基本支出": "其他", "人员经费": "甲", "公用经费": "乙", "合计": "丙"}
    book = printed(damaged(built(COUNTY, "xlsx"), strange), "x.xlsx", tmp_path)
    done = draft_of(book, Asked(jurisdiction="china", year="2025"))
    assert {one.code for one in done.findings} >= {"IMP001"}
    places = [Translator("en")(one.message) for one in done.findings if one.code == "IMP001"]
    assert all("!" in place for place in places)
    assert counted(done.text, COUNTY, ("amount",)).wrong == ()


def test_the_mapping_of_the_platform_is_read() -> None:
    words, findings = load_mapping(Resources.of_workspace(None), "xinjiang", "platform")
    assert findings == ()
    assert words is not None
    assert words.heads["项目经费"] == "项目支出"


def test_at_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mapping of the workspace is found; a name that is none, and a wrong file, are answers."""
    folder = tmp_path / "templates" / "china" / "imports"
    folder.mkdir(parents=True)
    (tmp_path / "budgets" / "a").mkdir(parents=True)
    (tmp_path / "platform.xlsx").write_bytes(damaged(built(COUNTY, "xlsx")))
    heads = "".join(f"  {other}: {ours}\n" for ours, other in OTHER_WORDS.items())
    text = f"name: 本县导出表\nheads:\n{heads}rows: {{总额: 合计}}\n"
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    (folder / "wrong.yaml").write_text("name: 表\nhead: {}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    target = "budgets/a/2025.yaml"
    none = call("import", "platform.xlsx", "-o", target, "--mapping", "our")
    assert none.code == 2
    assert "there is no mapping our here" in none.err
    wrong = call("import", "platform.xlsx", "-o", target, "--mapping", "wrong")
    assert wrong.code == 1
    assert "templates/china/imports/wrong.yaml" in wrong.err
    done = call("import", "platform.xlsx", "-o", target, "--mapping", "ours", "--year", "2025")
    assert done.code == 0, done.err
    text = Path(target).read_text(encoding="utf-8")
    assert leaves(text)["basic_expenditure", "by_economic", "30108", "amount"].text == "32.4"
