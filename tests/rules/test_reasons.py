"""Reasons for changes: from which change on, and who asks for them."""

from __future__ import annotations

import pytest

from tests.support import EXAMPLES, Found, compile_text, find, korla_with, with_change

YEARLY = (EXAMPLES / "PCT005/passing/reasons.yaml").read_text(encoding="utf-8")
HOUSING = "{code: 2210201, amount: 1.00, prior: 1.00}"


def _housing(line: str) -> list[Found]:
    return [item for item in find(with_change(YEARLY, HOUSING, line)) if item[2] in _ASK]


_ASK = ("DOC001", "PCT005", "YOY008")


@pytest.mark.parametrize(
    ("prior", "expected"),
    [
        ("0.91", []),  # 9/91 = 9.89 percent more
        ("0.90", ["PCT005"]),  # 10/90 = 11.1 percent more
        ("1.11", []),  # 11/111 = 9.91 percent less
        ("1.25", ["PCT005"]),  # 20 percent less
        ("0", ["YOY008"]),
        ("0.00", ["YOY008"]),
    ],
)
def test_a_change_needs_a_reason_from_the_threshold_on(prior: str, expected: list[str]) -> None:
    found = _housing(f"{{code: 2210201, amount: 1.00, prior: {prior}}}")
    assert [code for _, _, code in found] == expected


def test_exactly_the_threshold_needs_a_reason() -> None:
    changed = with_change(YEARLY, HOUSING, "{code: 2210201, amount: 1.10, prior: 1.00}")
    assert "PCT005" in [code for _, _, code in find(changed)]


def test_a_reason_that_a_sentence_needs_is_asked_for_once() -> None:
    found = find(korla_with("      reason: 退休人员年底绩效增加\n", ""))
    assert [code for _, _, code in found if code in _ASK] == ["DOC001"]


def test_a_line_that_last_years_source_does_not_have_is_new() -> None:
    last = with_change(YEARLY, "year: 2024", "year: 2023").replace("    - " + HOUSING + "\n", "")
    this = with_change(YEARLY, HOUSING, "{code: 2210201, amount: 1.00}")
    found = compile_text(this, last=last).findings
    assert [f.code for f in found if f.code in _ASK] == ["YOY008"]


def test_official_reception_that_doubled_needs_a_reason() -> None:
    changed = with_change(YEARLY, "reception: {prior: 1.00}", "▶reception: {prior: 0.50}")
    text = changed.replace("▶", "")
    line = changed[: changed.index("▶")].count("\n") + 1
    assert (line, 22, "PCT005") in find(text)


@pytest.mark.parametrize(
    ("reason", "fires"),
    [
        ("年底绩效减少", True),
        ("根据工作需要，相关经费减少", True),
        ("公用经费下降，水电费核减", True),
        ("上级转移支付减少", False),
        ("其他资金减少", False),
        ("公用经费减少，工资标准提高", False),
        ("公用经费减少，安排一次性维修", False),
        ("与上年持平", True),
        ("比2023年预算数无变化", True),
        ("与上年预算持平，人员不变", False),
        ("与上年基本持平", False),
    ],
)
def test_what_explains_no_increase(reason: str, fires: bool) -> None:  # noqa: FBT001
    line = f"{{code: 2210201, amount: 1.00, prior: 0.95, reason: {reason}}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY005" in codes) is fires


@pytest.mark.parametrize(
    ("reason", "fires"),
    [
        ("新进教师126人，人员经费增加", True),
        ("新增教师126人，人员经费增加", True),
        ("新增教师126人", True),
        ("在校生增加，教学运行费增加", True),
        ("新增资产配置减少", False),
        ("本年不新增设备", False),
        ("人员未增加", False),
        ("上年新增设备购置", False),
        ("上年一次性补发，人员增加", False),
        ("新增人员未到位", False),
        ("新进人员工资级别低", False),
        ("退休12人，新进教师3人", False),
        ("事业收入增加", False),  # pays in its place
    ],
)
def test_what_explains_no_decrease(reason: str, fires: bool) -> None:  # noqa: FBT001
    line = f"{{code: 2210201, amount: 1.00, prior: 1.05, reason: {reason}}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY005" in codes) is fires


def test_what_income_is_said_of_is_the_line_itself() -> None:
    fund = "{fund: unit_funds.business, amount: 0.50, prior: 0.60, reason: 科研和培训收入增加}"
    text = with_change(YEARLY, "revenue:\n", f"revenue:\n  - {fund}\n")
    assert "YOY005" in [code for _, _, code in find(text)]


def test_a_project_that_ended_is_part_of_the_change_of_all() -> None:
    """Those that are left grew, and the sentence says that all of them shrank."""
    last = with_change(YEARLY, "year: 2024", "year: 2023")
    ended = """\
    - id: canteen
      name: 食堂
      function: 2013805
      economic: 302
      allocation: [{item: 食堂, amount: 5.00}]
"""
    last = with_change(last, "  projects:\n", f"  projects:\n{ended}")
    this = with_change(YEARLY, "  projects:\n", "  reason: 培训增加\n  projects:\n")
    codes = [one.code for one in compile_text(this, last=last).findings]
    assert "YOY005" in codes


@pytest.mark.parametrize(("prior", "fires"), [("0.95", True), ("1.05", True), ("1.00", False)])
def test_no_change_explains_neither(prior: str, fires: bool) -> None:  # noqa: FBT001
    line = f"{{code: 2210201, amount: 1.00, prior: {prior}, reason: 与上年持平}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY005" in codes) is fires
