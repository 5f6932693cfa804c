"""BAL005: the unit's own money, by the columns in which a document prints it."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from tests.layout.shanghai import SOURCE
from tests.support import compile_text, with_change

SPENT = "      fund: unit_funds.business\n"
BUSINESS = "事业收入, 财政专户管理资金"
OTHER = "上级补助收入, 附属单位上缴收入, 其他收入"


def _found(source: str) -> list[tuple[str, Severity]]:
    say = Translator("en")
    findings = compile_text(source).findings
    return [(say(one.message), one.severity) for one in findings if one.code == "BAL005"]


@pytest.mark.parametrize("fund", ["unit_funds.business", "special_account"])
def test_what_one_column_prints_is_one_fund(fund: str) -> None:
    """Two tables print business income and the special account in one amount."""
    both = with_change(SOURCE, "unit_funds.business, amount: 10000", f"{fund}, amount: 10000")
    assert _found(with_change(both, SPENT, f"      fund: {fund}\n")) == []


def test_two_tables_do_not_print_two_amounts_of_one_fund() -> None:
    assert _found(with_change(SOURCE, SPENT, "      fund: unit_funds.other\n")) == [
        (
            f"{BUSINESS}: revenue is 10000 元, expenditure is 0 元: a difference of 10000 元",
            Severity.ERROR,
        ),
        (
            f"{OTHER}: revenue is 0 元, expenditure is 10000 元: a difference of 10000 元",
            Severity.ERROR,
        ),
    ]


def test_a_fund_that_does_not_balance_is_told_once() -> None:
    wrong = with_change(SOURCE, SPENT, "      fund: special_account\n")
    assert [message.split(":")[0] for message, _ in _found(wrong)] == [
        "单位资金",
        "财政专户管理资金",
    ]


def test_a_layout_without_such_columns_takes_the_money_as_one() -> None:
    wrong = with_change(SOURCE, SPENT, "      fund: unit_funds.other\n")
    assert _found(wrong.replace("jurisdiction: shanghai", "jurisdiction: tiny")) == []


def test_final_accounts_have_one_surplus_of_such_money() -> None:
    wrong = with_change(SOURCE, SPENT, "      fund: special_account\n")
    tiny = wrong.replace("jurisdiction: shanghai", "jurisdiction: tiny")
    assert len(_found(tiny)) == 2
    assert _found(f"stage: final\n{tiny}") == []
