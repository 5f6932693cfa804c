"""Where a table of accounts is by function item, every amount in its total is of an item."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.document.model import line_text
from budgetc.pipeline import Compilation
from tests.periods.river import ACCOUNTS, compiled, document
from tests.periods.test_accounts_of_units import FROM_ABOVE, GIVEN, GOT, department
from tests.support import with_change

_OPENING = "{fund: government_fund, function: 2120801, outturn: 40000}"
_CLOSING = "{fund: government_fund, function: 2120801, outturn: 10000}"
_REVENUE = "{fund: government_fund.own, function: 2120801, outturn: 280000}"


def _said(compilation: Compilation) -> list[tuple[str, ...]]:
    """Return the errors: line and code, what is said in each language, and what to do."""
    errors = [one for one in compilation.findings if one.severity is Severity.ERROR]
    words = [Translator(language) for language in LANGUAGES]
    return [
        (
            f"{one.span.line} {one.code}",
            *(say(text) for text in (one.message, one.hint) if text for say in words),
        )
        for one in errors
    ]


@pytest.mark.parametrize(
    ("line", "number", "place", "table"),
    [
        (
            _OPENING,
            20,
            "Balances › At the beginning of the year › government_fund",
            "政府性基金预算",
        ),
        (_CLOSING, 25, "Balances › At the end of the year › government_fund", "政府性基金预算"),
        (
            "{fund: unit_funds.operation, function: 2130304, outturn: 30000}",
            17,
            "Revenue › unit_funds.operation",
            "收入决算表",
        ),
    ],
    ids=["opening", "closing", "revenue"],
)
def test_an_amount_without_an_item_is_asked_for_it(
    tmp_path: Path, line: str, number: int, place: str, table: str
) -> None:
    item = line.partition("function: ")[2][:7]
    text = with_change(ACCOUNTS, line, line.replace(f"function: {item}, ", ""))
    (one,) = _said(compiled(tmp_path, text))
    assert one[0] == f"{number} DOC001"
    assert one[1].startswith(f"{place} › Function item (function) is missing; “{table}")
    assert one[1].endswith("” needs it: 合计")
    assert one[3:] == ("add function: to this entry", "请在此处补填 function:")


@pytest.mark.parametrize(
    ("line", "number", "income", "outgo"),
    [
        (_CLOSING, 25, "0 元", "10000 元"),
        (_OPENING, 58, "280000 元", "320000 元"),
        (_REVENUE, 58, "40000 元", "320000 元"),
    ],
    ids=["closing", "opening", "revenue"],
)
def test_what_stands_under_another_item_is_told(
    tmp_path: Path, line: str, number: int, income: str, outgo: str
) -> None:
    text = with_change(ACCOUNTS, line, line.replace("2120801", "2120802"))
    item = {"0 元": "2120802 土地开发支出"}.get(income, "2120801 征地和拆迁补偿支出")
    difference = int(outgo[:-2]) - int(income[:-2])
    assert _said(compiled(tmp_path, text)) == [
        (
            f"{number} BAL005",
            (
                f"政府性基金预算拨款, {item}: {income} came in or was there at the beginning of "
                f"the year, {outgo} was spent or is left at its end: a difference of "
                f"{difference} 元"
            ),
            f"政府性基金预算拨款 {item}：年初结转和结余加本年收入{income}，"
            f"本年支出加年末结转和结余{outgo}，相差{difference}元".replace(" 元", "元"),
            "the difference stands under another item: correct the item of one line",
            "差额列在了其他科目，请改正科目填错的一行",
        )
    ]


def test_rows_of_revenue_add_up_where_money_was_passed_on(tmp_path: Path) -> None:
    both = department(tmp_path, *FROM_ABOVE, own=GIVEN, unit=GOT)
    (table,) = (one for one in document(both).tables() if one.id == "2")
    cells = {row.id: [line_text(cell) for cell in row.cells][4:] for row in table.panels[0].rows}
    assert cells["total"][0] == "252.00"
    assert cells["2130304"] == ["166.00", "144.00", "", "16.00", "6.00", "", ""]


def test_money_passed_on_for_several_items_says_for_which(tmp_path: Path) -> None:
    several = (
        "{fund: unit_funds.superior, function: 2130304, outturn: 20000}",
        (
            "{fund: unit_funds.superior, function: 2130304, outturn: 15000}\n"
            "  - {fund: unit_funds.superior, function: 2130306, outturn: 5000}"
        ),
    )
    changes = (*FROM_ABOVE, several)
    (one,) = _said(department(tmp_path / "a", *changes, own=GIVEN, unit=GOT))
    assert one[1] == (
        "Transfers › #1 › Function item (function) is missing; “收入决算表” needs it: 合计"
    )
    got = """\
transfers:
  - {function: 2130304, outturn: 15000, prior_outturn: 50000, initial: 0}
  - {function: 2130306, outturn: 5000, prior_outturn: 0, initial: 0}
"""
    assert document(department(tmp_path / "b", *changes, own=GIVEN, unit=got))
