"""Last year's totals of accounts agree with one another, and with what this year begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.pipeline import Compilation
from budgetc.rules import Outcome
from tests.periods.river import ACCOUNTS, compiled
from tests.support import with_change

_TOTAL, _FISCAL = "{prior_outturn: 1200000, ", "{prior_outturn: 1190000}"


def _judged(compilation: Compilation) -> tuple[Outcome, list[tuple[str, ...]]]:
    """Return what becomes of YOY102, and what it says: its line, words and way out."""
    (result,) = (one for one in compilation.results if one.rule == "YOY102")
    words = [Translator(language) for language in LANGUAGES]
    said = [
        (
            f"{one.span.line}:{one.span.column}",
            *(say(text) for text in (one.message, one.hint) if text for say in words),
            *(words[0](other.message) for other in one.related),
        )
        for one in result.findings
    ]
    return result.outcome, said


def test_totals_that_agree_are_passed(tmp_path: Path) -> None:
    assert _judged(compiled(tmp_path)) == (Outcome.PASSED, [])


def test_the_fiscal_total_is_what_was_spent_and_left(tmp_path: Path) -> None:
    text = with_change(ACCOUNTS, _FISCAL, "{prior_outturn: 119000, reason: 增加}")
    assert _judged(compiled(tmp_path, text)) == (
        Outcome.FAILED,
        [
            (
                "29:33",
                (
                    "last year's fiscal appropriation is 119000 元 in all; what was spent of it "
                    "and what this year begins with add up to 1190000 元: a difference of "
                    "1071000 元"
                ),
                (
                    "上年财政拨款收入支出总计为119000元，上年各项财政拨款支出与本年年初财政拨款结转和结余合计"
                    "1190000元，相差1071000元"
                ),
                (
                    "one of them is mistyped, or the budget is missing that spent something last "
                    "year alone; if what was left was changed since, waive the rule with the amount"
                ),
                (
                    "其中有一个数填错，或漏填了上年有支出、本年没有的一类财政拨款；"
                    "年初结转和结余经过调整的，豁免本规则并写明金额"
                ),
                "expenditure from the general public budget: 0 元",
                "expenditure from government funds: 1150000 元",
                "2120801 征地和拆迁补偿支出: 40000 元",
            )
        ],
    )


def test_the_total_is_no_less_than_its_parts(tmp_path: Path) -> None:
    least, less = (
        compiled(tmp_path, with_change(ACCOUNTS, _TOTAL, f"{{prior_outturn: {total}, "))
        for total in ("1195000", "1194999")
    )
    assert _judged(least) == (Outcome.PASSED, [])
    assert _judged(less) == (
        Outcome.FAILED,
        [
            (
                "28:26",
                (
                    "last year's total is 1194999 元, and its fiscal appropriation with what was "
                    "left of other money is 1195000 元 alone: a difference of 1 元"
                ),
                (
                    "上年收入支出总计为1194999元，仅财政拨款收入支出总计加非财政拨款的年初结转和结余"
                    "就有1195000元，相差1元"
                ),
                "one of them is mistyped: the total is of all money",
                "其中有一个数填错：收入支出总计包括全部资金",
                "all fiscal appropriation that came in and went out: 1190000 元",
                "unit_funds 单位资金: 5000 元",
            )
        ],
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_FISCAL, "{}"),
        ("general: {prior_outturn: 0, ", "general: {"),
        (_FISCAL, "{prior_outturn: 1, restated: 口径调整，原为119万元}"),
    ],
    ids=["no fiscal total", "nothing spent", "restated"],
)
def test_what_is_not_known_or_restated_is_not_judged(tmp_path: Path, old: str, new: str) -> None:
    outcome, said = _judged(compiled(tmp_path, with_change(ACCOUNTS, old, new)))
    assert (outcome, said) == (Outcome.NOT_EVALUATED, [])
