"""What a body without fiscal appropriation is told to have none of, in the form of Xinjiang."""

from __future__ import annotations

import re

from budgetc.diagnostics.messages import Translator
from tests.layout.test_what_ended import said_and_unused
from tests.support import KORLA, compile_text, with_change

NAME = "库尔勒经济技术开发区市场监督管理局2024年"
OWN = "fund: unit_funds.business"


def _on_its_own_income(text: str) -> str:
    """Return a source of which all money is a body's own."""
    text = text.replace("fund: general.own", OWN)
    text = re.sub(r"(    - code: \d{7}\n)", rf"\1      {OWN}\n", text)
    text = re.sub(r"\{code: (3\d{4}),", rf"{{code: \1, {OWN},", text)
    return re.sub(r"(      name: .*\n)(      function)", rf"\1      {OWN}\n\2", text)


def test_a_body_on_its_own_income_has_no_appropriation() -> None:
    """It was 0万元 that “全部为一般公共预算拨款”, above two headings with nothing under them."""
    told, _ = said_and_unused(_on_its_own_income(KORLA))
    assert f"{NAME}无财政拨款收支预算。" in told
    assert told.count(f"{NAME}无一般公共预算当年拨款。") == 3
    assert f"{NAME}没有使用一般公共预算拨款安排的基本支出。" in told
    assert "收入全部为一般公共预算拨款" not in told


INSTITUTION = with_change(KORLA, "  offices:\n", "  type: institution\n  offices:\n")


def test_an_institution_has_no_operating_cost_and_last_years_is_asked_after() -> None:
    """It was printed as 0万元，与上年预算持平, beside 5.90 of last year that was typed."""
    told, _ = said_and_unused(INSTITUTION)
    assert "库尔勒经济技术开发区市场监督管理局为事业单位，无机关运行经费。" in told
    (found,) = [one for one in compile_text(INSTITUTION).findings if one.code == "PUB016"]
    assert found.hint is not None
    assert INSTITUTION.split("\n")[found.span.line - 1] == "  prior: 5.90"
    said = [f"{Translator(x)(found.message)} | {Translator(x)(found.hint)}" for x in ("en", "zh")]
    assert said == [
        (
            "an institution has no operating cost, and 5.9 万元 of last year is typed, which is "
            "printed nowhere | delete operating_cost:, or correct type: under department:; if it "
            "was no institution last year, say so under other_matters:"
        ),
        (
            "事业单位没有机关运行经费，却填写了上年数 5.9万元，公开文件中不列示 | "
            "请删去 operating_cost:，或更正 department: 下的 type:；"
            "上年还不是事业单位的，请在 other_matters: 中说明"
        ),
    ]


def test_nothing_is_asked_of_an_institution_that_had_none() -> None:
    text = with_change(INSTITUTION, "  prior: 5.90\n", "  prior: 0\n")
    assert "PUB016" not in [one.code for one in compile_text(text).findings]
