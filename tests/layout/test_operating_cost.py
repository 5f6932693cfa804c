"""Operating cost of a body in whose source the amounts of institutions stand as well."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Paragraph, line_text
from tests.layout.shanghai import cells, department
from tests.layout.test_what_ended import said_and_unused
from tests.support import KORLA, compile_text, with_change

TYPED = "operating_cost: {amount: 40000, prior: 30000, reason: 维修增加}\n"
SHANGHAI = with_change(department(), "procurement:", f"{TYPED}procurement:")
"""All public expense of the file is 134,567.40, some of it that of an institution."""

XINJIANG = (
    KORLA.replace("operating_cost:\n", "operating_cost:\n  amount: 4.00\n")
    .replace("  subordinate_units: []\n", "  subordinate_units:\n    - {name: 检测所}\n")
    .replace("      responsible:", "      implementer: 检测所\n      responsible:")
)


def test_the_sentence_and_the_table_have_what_is_typed() -> None:
    told, _ = said_and_unused(SHANGHAI)
    assert "机关运行经费预算为4.00万元，比2023年预算增加1.00万元，主要原因是维修增加。" in told
    assert cells(SHANGHAI, "9")["amounts"]["operating_cost"] == "4.00"
    assert cells(department(), "9")["amounts"]["operating_cost"] == "13.46"


def test_xinjiang_prints_it_too() -> None:
    told, _ = said_and_unused(XINJIANG)
    assert "机关运行经费财政拨款预算4万元，" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [("  amount: 3.00\n", "比上年预算增加1万元，增长33.33%"), ("", "比上年预算减少6.11万元")],
)
def test_last_years_is_what_was_typed_last_year(typed: str, told: str) -> None:
    """By the source of last year alone: what is typed there, else the whole public expense."""
    last = with_change(XINJIANG, "year: 2024\n", "year: 2023\n")
    last = with_change(last, "  amount: 4.00\n", typed)
    this = with_change(XINJIANG, "  amount: 4.00\n  prior: 5.90\n", "  amount: 4.00\n")
    compiled = compile_text(this, last=last)
    assert compiled.draft is not None, compiled.findings
    blocks = compiled.draft.document.blocks
    said = ["".join(map(line_text, x.sentences)) for x in blocks if isinstance(x, Paragraph)]
    (cost,) = [one for one in said if "机关运行经费财政拨款预算" in one]
    assert told in cost


def test_what_is_typed_is_no_more_than_all_public_expense() -> None:
    found = compile_text(with_change(XINJIANG, "amount: 4.00", "amount: 10.12")).findings
    assert [one.span.line for one in found if one.code == "PUB016"] == [
        XINJIANG[: XINJIANG.index("  amount: 4.00")].count("\n") + 1
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("  amount: 4.00\n", 1),
        ("  amount: 4.00\n  prior: 5.90\n  restated: 上年数剔除事业单位\n", 0),
        ("  amount: 10.11\n", 0),  # all public expense, as last year
    ],
)
def test_years_of_different_bodies_are_not_compared(entry: str, told: int) -> None:
    """It was 2,083 last year with the schools and 88 without them, and printed as 95.76% less."""
    last = with_change(XINJIANG, "year: 2024\n", "year: 2023\n")
    last = with_change(last, "  amount: 4.00\n", "")
    text = with_change(XINJIANG, "  amount: 4.00\n  prior: 5.90\n", entry)
    findings = [
        one
        for one in compile_text(text, last=last).findings
        if one.code == "PUB016" or (one.code == "YOY001" and "5.9" in str(one.message))
    ]
    assert len(findings) == told
    for one in findings:
        assert one.hint is not None
        said = [f"{Translator(x)(one.message)} | {Translator(x)(one.hint)}" for x in ("en", "zh")]
        file = one.related[0].span.file
        assert said == [
            (
                f"the operating cost is that of some bodies, and last year's of {file} is "
                "10.11 万元, "
                "all public expense with that of institutions: both cannot be compared | add under "
                "operating_cost: here prior: with last year's amount of the same bodies, and "
                f"restated: with the reason; or, while {file} may be changed, amount: there"
            ),
            (
                f"本年机关运行经费只算部分单位，上年数取自 {file}，为全部公用经费 "
                "10.11万元（含事业单位）"
                "，两年口径不同，不能比较 | "
                "请在本文件 operating_cost 下补填 prior:（同口径的上年数）"
                f"和 restated:（调整原因）；{file} 还可以修改的，也可在该文件补填 amount:"
            ),
        ]
