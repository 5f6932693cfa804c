"""Why a rule is not judged, in both languages, where two values might be swapped."""

from __future__ import annotations

from budgetc.diagnostics.messages import ENGLISH, LANGUAGES, Message, Translator
from tests.support import EXAMPLES, KORLA, compile_text, with_change

from .swaps import calls


def _changed(example: str, old: str, new: str) -> str:
    return with_change((EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8"), old, new)


UNJUDGED = {
    "PER005": _changed(
        "PER005/passing/as_laid_down", 'unit: "%", weight: 10', 'unit: "%", weight: 20'
    ),
    "PER010": _changed("PER010/five_thousand_too_much", "target: 4,", "target: 若干,"),
    "PER013": _changed(
        "PER013/ten_times_as_many",
        "name: 培训次数, measure: trainings",
        "name: 培训次数, measure: x",
    ),
    "TPX003": _changed("TPX003/planned_and_not_paid", "economic: 302\n", "economic: 310\n"),
}

WORDS = {
    "PER005": (
        (
            "培训费: the weights add up to 100; the weight of each class is laid down for a total "
            "of 90"
        ),
        "培训费：分值合计为 100，各一级指标分值是按合计 90 规定的",
    ),
    "PER010": (
        "每次培训费用 × 培训场次: one of them is no number, or the cost no amount of money",
        "每次培训费用 × 培训场次：其中一个不是数值，或成本的单位不是元、万元",
    ),
    "PER013": (
        "培训次数: no project has an indicator with measure: x",
        "培训次数：没有项目指标的代号（measure）为 x",
    ),
    "TPX003": (
        "vehicles to be bought: 1; the money may be in 310, which do not say so",
        "计划购置车辆 1 辆，购置费可能列在 310 科目，无法判断",
    ),
}


def _reason(code: str) -> Message:
    results = {result.rule: result for result in compile_text(UNJUDGED[code]).results}
    (reason,) = results[code].reasons
    return reason


def test_a_reason_is_said_in_these_words() -> None:
    languages = tuple(map(Translator, LANGUAGES))
    said = {code: tuple(say(_reason(code)) for say in languages) for code in UNJUDGED}
    assert said == WORDS


def test_no_two_values_of_a_reason_are_alike() -> None:
    reasons = {reason.template: reason for reason in map(_reason, UNJUDGED)}
    assert reasons.keys() == {call.template for call in calls() if call.is_reason}
    for template, reason in reasons.items():
        values = [value for _, value in reason.values]
        assert len(set(values)) == len(values), template


def test_that_there_is_no_document_is_said_in_one_way() -> None:
    """Some rules said that it asks for what is missing, some that they had nothing to compare."""
    results = compile_text(with_change(KORLA, "issued: 2024-02-08\n", "")).results
    said = {
        rule.rule: ENGLISH(reason)
        for rule in results
        for reason in rule.reasons
        if "document" in ENGLISH(reason)
    }
    assert {"BAL011", "PUB012", "YOY008"} <= said.keys()
    assert {*said.values()} == {"there is no document while the source has errors"}
