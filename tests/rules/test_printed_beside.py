"""YOY005 of a reason that stands beside more than the change that it was written for."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import Translator
from tests.support import KORLA, compile_text, with_change

LINE = "    - code: 2013801\n      amount: 203.53\n      prior: 113.00\n"
OWN = "    - {code: 2013801, fund: unit_funds.business, amount: 200, prior: 0, reason: 新开业务}\n"


def _opposed(reason: str) -> str:
    """Return a source whose basic expenditure grows, and shrinks in the general public budget."""
    text = with_change(KORLA, LINE, OWN + LINE.replace("113.00", "300.00"))
    income = "  - {fund: unit_funds.business, amount: 200, prior: 0, reason: 新开业务}\n"
    text = with_change(text, "\nrevenue:\n", f"\nrevenue:\n{income}")
    own = "    - {code: 30101, fund: unit_funds.business, amount: 200}\n"
    text = with_change(text, "  by_economic:\n", f"  by_economic:\n{own}")
    typed = "basic_expenditure:\n  reason: 在职人员增加及薪资调整，相关公用经费增加\n"
    return with_change(text, typed, f"basic_expenditure:\n  reason: {reason}\n")


def _told(text: str) -> list[str]:
    compiled = compile_text(text)
    assert compiled.document is not None, compiled.findings
    line = text[: text.index("basic_expenditure:\n")].count("\n") + 2
    found = [x for x in compiled.findings if x.code == "YOY005" and x.span.line == line]
    say = [Translator(language) for language in ("en", "zh")]
    return [f"{one(x.message)} | {one(x.hint)}" for x in found if x.hint for one in say]


def test_the_change_that_goes_the_other_way_is_judged_too() -> None:
    """“基本支出减少，主要原因是：人员增加” was printed, for there was more of it in all."""
    assert _told(_opposed("在职人员增加")) == [
        (
            "basic expenditure from 一般公共预算拨款 shrank by 71.34 万元, and the reason is "
            "“人员增加” | it is printed beside this change too: say in the reason of basic "
            "expenditure what makes both"
        ),
        (
            "一般公共预算拨款安排的基本支出减少 71.34万元，原因却是“人员增加” | "
            "该原因也印在这项增减之后：请在基本支出的原因中把两方面都写清楚"
        ),
    ]


@pytest.mark.parametrize("reason", ["在职人员增加，改由事业收入安排，财政拨款减少", "薪资调整"])
def test_a_reason_of_both_is_left_alone(reason: str) -> None:
    assert _told(_opposed(reason)) == []


def test_changes_of_one_direction_are_told_once() -> None:
    typed = "basic_expenditure:\n  reason: 在职人员增加及薪资调整，相关公用经费增加\n"
    text = with_change(KORLA, typed, "basic_expenditure:\n  reason: 压减公用经费\n")
    assert len(_told(text)) == 2
