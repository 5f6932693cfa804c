"""PER012: which numbers of a goal are compared with the indicators."""

from __future__ import annotations

import pytest

from tests.support import EXAMPLES, compile_text, with_change

GOOD = (EXAMPLES / "PER012/passing/same_numbers.yaml").read_text(encoding="utf-8")
GOAL = "第5次扩大范围，举办培训4次、参训50人次，围绕3个方面，提升干部业务能力。"


@pytest.mark.parametrize(
    ("goal", "fires"),
    [
        ("举办培训4次。", False),
        ("举办培训5次。", True),
        ("举办培训 5 次。", True),
        ("举办培训1,004次。", True),
        ("举办培训4.5次。", True),
        ("举办培训3-5次。", False),
        ("举办培训若干次，培训5人次。", False),
        ("第5次举办培训。", False),
        ("举办培训5场。", False),
    ],
)
def test_a_goal(goal: str, fires: bool) -> None:  # noqa: FBT001
    codes = {found.code for found in compile_text(with_change(GOOD, GOAL, goal)).findings}
    assert codes == ({"PER012"} if fires else set())


QUALITY = 'category: 质量指标, name: 参训合格率, operator: ">=", target: 95, unit: "%"'
ASKED = 'name: 参训人员满意度, operator: ">=", target: 90, unit: "%"'
COUNTED = 'category: 数量指标, name: 检查频次, operator: ">=", target: 6, unit: 次'
MARKED = ASKED.replace('unit: "%"', "unit: 分")


@pytest.mark.parametrize(
    ("goal", "changes", "fires"),
    [
        ("合格率达到99%。", (), False),
        ("合格率达到99%。", ((ASKED, MARKED),), True),
        ("合格率达到95%。", ((ASKED, MARKED),), False),
        ("投入3万元。", (), False),
        ("培训和检查10次。", ((QUALITY, COUNTED),), False),
        ("培训和检查9次。", ((QUALITY, COUNTED),), True),
        ("培训4次，检查6次，复查2次。", ((QUALITY, COUNTED),), False),
    ],
)
def test_what_a_number_is_compared_with(
    goal: str,
    changes: tuple[tuple[str, str], ...],
    fires: bool,  # noqa: FBT001
) -> None:
    text = with_change(GOOD, GOAL, goal)
    for old, new in changes:
        text = with_change(text, old, new)
    codes = {found.code for found in compile_text(text).findings}
    assert codes == ({"PER012"} if fires else set())
