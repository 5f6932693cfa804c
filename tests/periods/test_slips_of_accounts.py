"""What final accounts are warned of, and where the same amounts are lawful."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.pipeline import Compilation
from tests.periods.river import ACCOUNTS, ALONE, APPROVED, compiled
from tests.support import with_change

_SPENT = "{kind: operation, code: 2130304, fund: unit_funds.operation, outturn: 30000}"
_LEFT = "  closing:\n    - {fund: government_fund, function: 2120801, outturn: 10000}\n    - "
_LOSS = with_change(
    with_change(ACCOUNTS, _SPENT, _SPENT.replace("30000", "35000")),
    f"{_LEFT}{{fund: unit_funds, outturn: 20000}}",
    f"{_LEFT}{{fund: unit_funds, outturn: 15000}}",
)
_CARRIED = """\
carry_over:
  - {item: 经营结余, kind: operation, fund: carry_over.unit_funds, amount: AMOUNT, year: 2023}
other_expenditure:
  - {kind: operation, code: 2130304, fund: carry_over.unit_funds, amount: AMOUNT, prior: 0}
"""


def _codes(compilation: Compilation) -> set[str]:
    return {one.code for one in compilation.findings}


@pytest.mark.parametrize(("carried", "told"), [("5000", set()), ("4000", {"BAL108"})])
def test_what_the_budget_carried_over_of_operations_is_no_loss(
    tmp_path: Path, carried: str, told: set[str]
) -> None:
    budget = APPROVED + _CARRIED.replace("AMOUNT", carried)
    assert _codes(compiled(tmp_path, _LOSS, budget)) & {"BAL108"} == told


@pytest.mark.parametrize(("amount", "told"), [("0", set()), ("1", {"BAL110"})])
def test_lines_that_say_nothing_may_stand_twice(
    tmp_path: Path, amount: str, told: set[str]
) -> None:
    line = f"    - {{fund: unit_funds, outturn: {amount}}}\n"
    text = with_change(ACCOUNTS, "  surplus_used:", f"{line * 2}  surplus_used:")
    assert _codes(compiled(tmp_path, text)) & {"BAL110"} == told


def test_a_total_of_last_year_in_another_unit_is_told(tmp_path: Path) -> None:
    """The accounts are in 元, and their total of last year was copied in 万元."""
    text = with_change(ALONE, "prior_outturn: 1200000", "prior_outturn: 120")
    (told,) = (one for one in compiled(tmp_path, text, "").findings if one.code == "YOY107")
    assert told.span.line == 28
    assert [Translator(language)(told.message) for language in LANGUAGES] == [
        (
            "all that came in and went out: 120 元 in “Last year's outturn” and 1307000 元 now, "
            "some 10892 times apart, as if one were typed in another unit"
        ),
        (
            "收入支出总计：上年决算数为120元，本年为1307000元，相差约10892倍，"
            "疑有一个数没有按本文件的计量单位填写"
        ),
    ]


def test_accounts_are_called_accounts_where_assets_are_counted_too_early(tmp_path: Path) -> None:
    text = with_change(ACCOUNTS, "as_of: 2024-12-31", "as_of: 2025-06-30")
    (told,) = (one for one in compiled(tmp_path, text).findings if one.code == "AST004")
    assert [Translator(language)(told.message) for language in LANGUAGES] == [
        "assets are counted as of 2025-06-30; accounts of 2024 count them as of 2024-12-31",
        "资产统计截止日期为 2025-06-30；2024 年决算应为 2024-12-31",
    ]
