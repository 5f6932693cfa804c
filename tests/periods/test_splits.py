"""A code on two lines has one amount of last year and one reason, typed on one of them."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import Translator
from tests.layout.shanghai import SOURCE, cells, paragraphs
from tests.support import compile_text, find, with_change

OPTIONS = "year: 2024\noptions: {wording: {items: item_with_growth, items_compared_with: 预算数}}\n"

SPLIT = """\
basic_expenditure:
  by_function:
    - {code: 2010601, group: 人员经费, amount: 900000, prior: 1000000, reason: 人员增加}
    - {code: 2010601, group: 公用经费, amount: 134567.80}
    - {code: 2210201, group: 人员经费, amount: 100000, prior: 100000}
  by_economic:
    - {code: 30101, amount: 900000}
    - {code: 30201, amount: 100000.80}
    - {code: 31002, amount: 34567}
    - {code: 30113, amount: 100000}
"""


def _split(change: str = "", to: str = "") -> str:
    begin, end = SOURCE.index("basic_expenditure:"), SOURCE.index("project_expenditure:")
    source = SOURCE[:begin] + SPLIT + SOURCE[end:]
    source = with_change(source, "year: 2024\n", OPTIONS)
    return with_change(source, change, to) if change else source


def item(source: str) -> str:
    """Return the sentence of the code that stands on two lines."""
    return next(text for text in paragraphs(source, "四、") if "行政运行（项）" in text)


SENTENCE = (
    "1.“一般公共服务支出（类）财政事务（款）行政运行（项）”103.46万元，主要用于人员和公用支出。"
    "2023年预算数100.00万元，增加3.46万元，增长3.46%，主要原因是人员增加。"
)


def test_it_is_typed_on_one_of_them() -> None:
    assert item(_split()) == SENTENCE
    moved = _split(", prior: 1000000, reason: 人员增加", "")
    moved = with_change(moved, "134567.80}", "134567.80, prior: 1000000, reason: 人员增加}")
    assert item(moved) == SENTENCE


def test_both_may_say_their_part() -> None:
    parts = with_change(_split(), "prior: 1000000", "prior: 900000")
    parts = with_change(parts, "134567.80}", "134567.80, prior: 100000, reason: 物价上涨}")
    assert item(parts) == SENTENCE.replace("人员增加。", "人员增加；物价上涨。")


def test_where_none_says_it_it_is_asked_for_once() -> None:
    compiled = compile_text(_split(", prior: 1000000, reason: 人员增加", ""))
    lacking = [
        f.message.in_words(Translator("en")) for f in compiled.findings if f.code == "DOC001"
    ]
    assert [one.partition(" is missing")[0] for one in lacking] == [
        "Basic expenditure › By function › 2010601/人员经费 › Last year (prior)"
    ]


def test_the_rules_compare_the_whole_code() -> None:
    """900,000 beside 1,000,000 would be a decrease, with a reason that speaks of more people."""
    codes = {code for _, _, code in find(_split())}
    assert "YOY005" not in codes
    alone = _split("amount: 134567.80", "amount: 34567.80")
    assert "YOY005" in {code for _, _, code in find(alone)}


@pytest.mark.parametrize("last", ["both", "one"])
def test_it_comes_from_last_years_lines_together(last: str) -> None:
    source = _split(", prior: 1000000, reason: 人员增加", ", reason: 人员增加")
    source = f"{source}operating_cost: {{reason: 人员增加}}\n"  # last year's tells that it grew
    earlier = _split().replace("year: 2024", "year: 2023")
    earlier = earlier.replace("134567.80", "100000").replace("100000.80", "65433")
    if last == "one":
        earlier = earlier.replace("    - {code: 2010601, group: 公用经费, amount: 100000}\n", "")
        earlier = earlier.replace("group: 人员经费, amount: 900000", "amount: 1000000")
    compiled = compile_text(source, last=earlier)
    assert compiled.draft is not None, [f.message for f in compiled.findings]
    facts = [
        fact.fen
        for fact in compiled.draft.ledger.facts
        if fact.period == "prior" and fact.function == "2010601"
    ]
    assert sum(fen or 0 for fen in facts) == 100_000_000
    assert None not in facts


def test_the_groups_of_this_year_stay_what_they_are() -> None:
    assert cells(_split(), "8")["total"]["public"] == "134,567.80"
