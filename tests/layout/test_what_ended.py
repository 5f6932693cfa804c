"""What there is none of any more is told with its reason: it was there last year."""

from __future__ import annotations

import re

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Paragraph, line_text
from tests.layout.shanghai import SOURCE, with_options
from tests.support import KORLA, ROOT, compile_text, with_change

COUNTY = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")


def said_and_unused(source: str) -> tuple[str, list[str]]:
    """Return all sentences of a document, and which reasons were typed and are not printed."""
    compiled = compile_text(source)
    assert compiled.draft is not None, compiled.findings
    say = Translator("en")
    unused = [say(one.message) for one in compiled.findings if one.code == "DOC002"]
    unused = [one for one in unused if "Reason" in one or "Operating cost" in one]
    blocks = compiled.draft.document.blocks
    told = ["".join(map(line_text, x.sentences)) for x in blocks if isinstance(x, Paragraph)]
    return "\n".join(told), unused


@pytest.mark.parametrize(
    ("fund", "name"),
    [("unit_funds.business", "单位资金"), ("special_account", "财政专户管理资金")],
)
def test_revenue_that_ended_is_told_with_its_reason(fund: str, name: str) -> None:
    """Its reason was read by nobody, and nothing said so."""
    ended = f"  - {{fund: {fund}, amount: 0, prior: 79.90, reason: 移交县人民医院}}\n"
    told, unused = said_and_unused(with_change(KORLA, "revenue:\n", f"revenue:\n{ended}"))
    assert (
        f"{name}0万元，占0%，比上年预算减少79.90万元，下降100%，主要原因是：移交县人民医院。"
        in told
    )
    assert unused == []


def test_revenue_that_never_was_is_not_told() -> None:
    told, _ = said_and_unused(KORLA)
    assert "单位资金" not in told.split("三、关于")[0]


def test_a_code_that_ended_is_told_where_codes_are_compared() -> None:
    """Shanghai, each item with its growth: the line of nothing is typed, and nobody read it."""
    options = with_options("{wording: {items: item_with_growth, items_compared_with: 预算数}}")
    line = "    - {code: 2210201, economic: {30113: 100000}, prior: 100000}\n"
    ended = "    - {code: 2080505, economic: {30108: 0}, prior: 50000, reason: 改由单位缴纳}\n"
    told, unused = said_and_unused(with_change(options, line, f"{ended}{line}"))
    assert (
        "养老保险缴费支出（项）”0万元。2023年预算数5.00万元，减少5.00万元，下降100.00%，"
        "主要原因是改由单位缴纳。" in told
    )
    assert unused == []


NOT_PRINTED = [
    f"{place} › Reason is typed, and the document is made without it"
    for place in (
        "Basic expenditure › Matrix › 2010601",
        "Project expenditure › Projects › service 信息服务费",
    )
]
"""Shanghai's usual sentences give no reason of an item."""


def test_operating_cost_that_ended_is_told() -> None:
    cost = "operating_cost: {prior: 5000, reason: 转为事业单位}\n"
    old = "{30101: 900000.40, 30201: 100000.40, 31002: 34567}"
    text = with_change(SOURCE, old, "{30101: 1034567.80}")
    told, unused = said_and_unused(with_change(text, "procurement:", f"{cost}procurement:"))
    assert "机关运行经费预算为0万元，比2023年预算减少0.50万元，主要原因是转为事业单位。" in told
    assert unused == NOT_PRINTED


def test_the_general_budget_that_ended_is_told() -> None:
    text = with_change(COUNTY, "reception: {prior: 3.00}", "reception: {prior: 0}")
    told, unused = said_and_unused(re.sub(r"amount: (?!80)[0-9.]+", "amount: 0", text))
    assert "一般公共预算当年拨款0.00万元，比2024年执行数减少" in told
    assert "，下降100.00%，主要是苗木价格上涨。" in told
    assert unused == []
