"""Whose the sources are that amounts of another period are taken from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.rules.test_reasons import BUDGET, FINAL
from tests.support import RESOURCES, TODAY, with_change

FILE = "budgets/bureau/2024.yaml"
ADJUSTED = with_change(BUDGET, "year: 2024\n", "year: 2024\nstage: adjusted\n")


def _said(folder: Path, budget: str, language: str) -> list[str]:
    say = Translator(language)
    return [
        f"{say(one.message)} | {say(one.hint)}"
        for one in _findings(folder, budget, FINAL)
        if one.code == "YOY105" and one.hint is not None
    ]


def _findings(folder: Path, budget: str, accounts: str) -> Sequence[Diagnostic]:
    department = folder / "budgets/bureau"
    department.mkdir(parents=True)
    (department / "2024.yaml").write_text(budget, encoding="utf-8")
    (department / "2024-final.yaml").write_text(accounts, encoding="utf-8")
    source = Workspace.find(folder).source(department / "2024-final.yaml")
    return compile_source(source, RESOURCES, TODAY).findings


def test_the_budget_of_the_same_body_is_taken(tmp_path: Path) -> None:
    assert _said(tmp_path, BUDGET, "en") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                f"the source {FILE} is that of 上海市宝山区教育局, "
                "this one that of 上海市普陀区财政局 | "
                "where the file is another's, put it"
            ),
        ),
        (
            "zh",
            (
                f"源文件{FILE}的名称为“上海市宝山区教育局”，本文件为“上海市普陀区财政局” | "
                "文件属于别的部门的"
            ),
        ),
    ],
)
def test_accounts_know_the_budget_of_another_body(tmp_path: Path, language: str, said: str) -> None:
    """Every initial amount was taken from it, and nothing said so."""
    name = next(line for line in BUDGET.splitlines() if line.startswith("  name: "))
    (told,) = _said(
        tmp_path, with_change(BUDGET, f"{name}\n", "  name: 上海市宝山区教育局\n"), language
    )
    assert told.startswith(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                f"the source {FILE} has jurisdiction: xinjiang, this one jurisdiction: shanghai | "
                "correct the one that is wrong; where the form of documents was changed, waive the "
                "rule and say so"
            ),
        ),
        (
            "zh",
            (
                f"源文件{FILE}为 jurisdiction: xinjiang，本文件为 jurisdiction: shanghai | "
                "请改正填错的一处；确系改用其他地区版式的，豁免本规则并写明"
            ),
        ),
    ],
)
def test_another_form_is_told(tmp_path: Path, language: str, said: str) -> None:
    other = with_change(BUDGET, "jurisdiction: shanghai\n", "jurisdiction: xinjiang\n")
    assert _said(tmp_path, other, language) == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                f"initial is taken from {FILE}, which has stage: adjusted: it is not what the year "
                f"began with | keep the approved budget in {FILE}, or type initial: at each line"
            ),
        ),
        (
            "zh",
            (
                f"initial 取自 {FILE}，该文件为 stage: adjusted，不是年初批复的预算 | "
                f"{FILE} 请保留年初批复的预算，或在各行填写 initial:"
            ),
        ),
    ],
)
def test_an_adjusted_budget_is_not_what_the_year_began_with(
    tmp_path: Path, language: str, said: str
) -> None:
    assert _said(tmp_path, ADJUSTED, language) == [said]


ENDED = """
    - id: yunnan-aid-cadres
      name: 援滇干部工作经费
      function: 2010601
      economic: 302
      initial: 3
      allocation:
        - {item: 援滇干部工作经费, outturn: 0}
"""
"""A line of the budget that the accounts do not have."""

ALL_TYPED = with_change(FINAL, "  projects:\n", f"  projects:{ENDED}")


@pytest.mark.parametrize(
    ("accounts", "codes"),
    [
        (FINAL, {"YOY105"}),
        (ALL_TYPED, set()),
        (with_change(ALL_TYPED, ", initial: 0.95}", "}"), {"YOY105"}),
    ],
)
def test_an_adjusted_budget_is_no_measure_of_what_is_typed(
    tmp_path: Path, accounts: str, codes: set[str]
) -> None:
    """Typed at each line, as was asked for, it is neither taken from there nor compared."""
    found = {one.code for one in _findings(tmp_path, ADJUSTED, accounts)}
    assert found & {"YOY001", "YOY105"} == codes
