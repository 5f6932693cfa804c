"""A source that is being filled in is summed up; the list of its gaps is there for who asks."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Workspace
from tests.cli.run import call
from tests.support import EMPTY, MINIMAL

SUMMED_UP = {
    "en": """\
budgets/a/2024.yaml: 7 of 12 places are filled in
    7 | Revenue (revenue): 1 of 2
   11 | Basic expenditure (basic_expenditure): 1 of 5
      = the lines are those of the first empty places; list all: \
budgetc check --all budgets/a/2024.yaml

sources checked: 1; errors: 0; warnings: 0; notes: 0; to be filled in: 5
rules: none could be judged before that is mended or filled in
""",
    "zh": """\
budgets/a/2024.yaml: 共 12 处，已填 7 处
    7 | 收入 (revenue)：2 处已填 1 处
   11 | 基本支出 (basic_expenditure)：5 处已填 1 处
      = 行号为各部分第一处未填的位置；逐处列出：budgetc check --all budgets/a/2024.yaml

检查源文件 1 个；错误 0 个；警告 0 个；说明 0 个；待填 5 处
规则：以上内容改正、填齐之前，没有一条能够判断
""",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_fresh_source_is_summed_up(workspace: Workspace, language: str) -> None:
    workspace({"budgets/a/2024.yaml": EMPTY})
    done = call("check", language=language)
    assert done.out == SUMMED_UP[language]
    assert done.code == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_build_sums_up_a_fresh_source_as_a_check_does(
    workspace: Workspace, language: str
) -> None:
    workspace({"budgets/a/2024.yaml": EMPTY})
    told = call("build", language=language)
    summed_up, _, _ = SUMMED_UP[language].partition("\n\n")
    assert told.err.startswith(f"{summed_up}\n\n")
    assert "SCH001" not in told.err
    assert (told.code, told.out) == (1, "")


def test_facts_sum_up_a_fresh_source_as_well(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": EMPTY})
    told = call("facts")
    summed_up, _, _ = SUMMED_UP["en"].partition("\n\n")
    assert told.err.startswith(f"{summed_up}\n\n")
    assert "SCH001" not in told.err


def test_all_gaps_are_listed_on_request(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": EMPTY})
    listed = call("check", "--all")
    assert listed.out.count("error[SCH001]") == 5
    assert "places are filled in" not in listed.out


def test_a_few_gaps_are_named_one_by_one(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": MINIMAL.replace("issued: 2024-02-08", "issued:")})
    assert "Day of issue is empty" in call("check").out


def test_other_findings_stand_before(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": EMPTY.replace("issued:", "isued:")})
    out = call("check").out
    assert out.index("did you mean issued?") < out.index("places are filled in")


def test_programs_are_told_each(workspace: Workspace) -> None:
    workspace({"budgets/a/2024.yaml": EMPTY})
    assert call("check", "--format", "json").out.count("SCH001") == 5
