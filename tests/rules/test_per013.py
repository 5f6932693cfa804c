"""PER013 where a measure is counted by several projects, in percent, or in other units."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.rules import Outcome
from tests.support import EXAMPLES, compile_text, with_change

SAME = (EXAMPLES / "PER013/passing/same_number.yaml").read_text(encoding="utf-8")
WHOLE = 'name: 培训次数, measure: trainings, operator: ">=", target: 4, unit: 次'
PART = 'name: 培训场次, measure: trainings, operator: ">=", target: 4, unit: 次'
OTHER = 'name: 参训合格率, operator: ">=", target: 95, unit: "%"'


def _outcome(*changes: tuple[str, str]) -> Outcome:
    text = SAME
    for old, new in changes:
        text = with_change(text, old, new)
    return {v.rule: v.outcome for v in compile_text(text).results}["PER013"]


def _with_target(text: str, target: str, unit: str) -> tuple[str, str]:
    return text, text.replace("target: 4, unit: 次", f"target: {target}, unit: {unit}")


SECOND = (
    "issued: 2024-02-08\n",
    """    - id: second
      name: 第二次培训
      function: 2013805
      economic: 302
      allocation: [{item: 场地, amount: 1.00}]
      targets:
        goal: 办好培训。
        indicators:
          - {category: 数量指标, name: 场次, operator: ">=", target: 3, unit: 次, weight: 90, measure: trainings}
issued: 2024-02-08
""",  # noqa: E501
)


@pytest.mark.parametrize(("target", "outcome"), [("7", Outcome.PASSED), ("4", Outcome.FAILED)])
def test_several_projects_are_added_up(target: str, outcome: Outcome) -> None:
    performance = SAME[SAME.index("performance:") : SAME.index("issued:")]
    moved = SECOND[1].replace("issued: 2024-02-08\n", performance + SECOND[0])
    text = with_change(with_change(SAME, performance, ""), SECOND[0], moved)
    text = with_change(text, *_with_target(WHOLE, target, "次"))
    results = {result.rule: result.outcome for result in compile_text(text).results}
    assert results["PER013"] is outcome


@pytest.mark.parametrize(
    ("whole", "part", "outcome"),
    [
        (("95", '"%"'), ("95", '"%"'), Outcome.PASSED),
        (("95", '"%"'), ("90", '"%"'), Outcome.FAILED),
        (("2", "万元"), ("20000", "元"), Outcome.PASSED),
        (("2", "万元"), ("2000", "元"), Outcome.FAILED),
        (("4", "次"), ("4", "场"), Outcome.NOT_EVALUATED),
        (("0.50", "公里"), ("0.5", "公里"), Outcome.PASSED),
    ],
)
def test_units(whole: tuple[str, str], part: tuple[str, str], outcome: Outcome) -> None:
    assert _outcome(_with_target(WHOLE, *whole), _with_target(PART, *part)) is outcome


def test_a_measure_that_no_project_has_is_not_compared() -> None:
    other = WHOLE.replace("measure: trainings", "measure: training")
    assert _outcome((WHOLE, other)) is Outcome.NOT_EVALUATED


def test_money_is_told_in_the_unit_of_the_source() -> None:
    text = with_change(SAME, *_with_target(WHOLE, "20000", "元"))
    text = with_change(text, *_with_target(PART, "0.5", "万元"))
    (found,) = compile_text(text).findings
    assert ENGLISH(found.message).endswith("is 2 万元, that of its projects 0.5 万元: "
                                           "a difference of 1.5 万元")  # fmt: skip
