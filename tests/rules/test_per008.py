"""PER008: which words are a number, and which only hold one."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import ENGLISH
from tests.support import EXAMPLES, compile_text, with_change

GOOD = (EXAMPLES / "PER008/passing/numbers_and_words.yaml").read_text(encoding="utf-8")


def _codes(target: str) -> set[str]:
    text = with_change(GOOD, "target: 2024年12月31日前", f'target: "{target}"')
    return {found.code for found in compile_text(text).findings}


@pytest.mark.parametrize(
    "target",
    [
        "≥95%",
        "95",
        "95%",
        "不低于95%",
        "不超过 3 家",
        "1,500人次以上",
        "0.5万元以内",
        ">=100",
        "＞3",
    ],
)
def test_words_that_are_a_number(target: str) -> None:
    assert _codes(target) == {"PER008"}


@pytest.mark.parametrize(
    "target",
    [
        *("有效提升", "12月31日前", "12月底前", "2024年", "提高5个百分点"),
        *("3:1", "1/3", "90%-95%", "达到AAA级", "100%完成"),
    ],
)
def test_words_that_say_more(target: str) -> None:
    assert _codes(target) == set()


@pytest.mark.parametrize(
    ("target", "typed"),
    [
        ("≥95%", 'operator: ">=", target: 95, unit: "%"'),
        ("1,500人次以下", 'operator: "<=", target: 1500, unit: "人次"'),
        ("不超过0.5万元", 'operator: "<=", target: 0.5, unit: "万元"'),
        ("超过 3 级", 'operator: ">", target: 3, unit: "级"'),
        ("95", 'operator: ">=", target: 95'),
    ],
)
def test_the_way_to_type_it(target: str, typed: str) -> None:
    text = with_change(GOOD, "target: 2024年12月31日前", f'target: "{target}"')
    (found,) = compile_text(text).findings
    assert found.hint is not None
    assert ENGLISH(found.hint) == f"write {typed}"


def test_an_operator_and_a_unit_that_are_typed_already_stay() -> None:
    typed = 'operator: "<=", target: "95", unit: 分'
    (found,) = compile_text(with_change(GOOD, "target: 2024年12月31日前", typed)).findings
    assert found.hint is not None
    assert ENGLISH(found.hint) == 'write operator: "<=", target: 95, unit: "分"'


@pytest.mark.parametrize("typed", ['operator: ">=", target: 良好', "target: 优秀, unit: 等次"])
def test_a_grade_may_have_an_operator_or_a_unit(typed: str) -> None:
    assert compile_text(with_change(GOOD, "target: 2024年12月31日前", typed)).findings == ()
