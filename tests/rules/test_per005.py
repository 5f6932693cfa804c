"""PER005 where the table has another total than the weights of its classes make."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.files.data import Resources
from budgetc.rules import Outcome
from tests.support import EXAMPLES, compile_text, with_change

GOOD = (EXAMPLES / "PER005/passing/as_laid_down.yaml").read_text(encoding="utf-8")
LAYOUT = (EXAMPLES / "templates/targets/layout.yaml").read_text(encoding="utf-8")
HUNDRED = with_change(GOOD, 'unit: "%", weight: 10', 'unit: "%", weight: 20')
NINETY_FIVE = with_change(GOOD, 'unit: "%", weight: 10', 'unit: "%", weight: 15')


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (GOOD, Outcome.PASSED),
        (HUNDRED, Outcome.NOT_EVALUATED),
        (NINETY_FIVE, Outcome.FAILED),
    ],
)
def test_the_total_says_whether_the_weights_are_meant(text: str, outcome: Outcome) -> None:
    results = {result.rule: result.outcome for result in compile_text(text).results}
    assert results["PER005"] is outcome


@pytest.mark.parametrize(("weight", "outcome"), [(20, Outcome.PASSED), (30, Outcome.FAILED)])
def test_a_class_of_open_weight_leaves_the_others_theirs(
    tmp_path: Path, weight: int, outcome: Outcome
) -> None:
    folder = tmp_path / "templates/targets"
    folder.mkdir(parents=True)
    open_one = with_change(LAYOUT, "{name: 满意度指标, weight: 10,", "{name: 满意度指标,")
    (folder / "layout.yaml").write_text(open_one, encoding="utf-8")
    document = (EXAMPLES / "templates/targets/document.j2").read_text(encoding="utf-8")
    (folder / "document.j2").write_text(document, encoding="utf-8")
    text = with_change(
        HUNDRED, "target: 有效提升, weight: 20", f"target: 有效提升, weight: {weight}"
    )
    compiled = compile_text(text, Resources.of_workspace(tmp_path))
    assert {v.rule: v.outcome for v in compiled.results}["PER005"] is outcome
