"""One department in two folders is told, for every sum of the region counts it twice."""

from __future__ import annotations

import json

import pytest

from tests.support import MINIMAL, with_change

from .conftest import Workspace as MakeWorkspace
from .run import call

NAME = "某县某局"
CALLED = with_change(MINIMAL, "name: 某某局", f"name: {NAME}")
EN = (
    f"{NAME} has budgets in 2 folders, and each of them is counted",
    "delete the others; where they are other offices, write their full names",
)
ZH = (
    f"{NAME}的预算在2个文件夹中各有一份，汇总时重复计算",
    "请删去多余的；确属不同单位的，请写明全称",
)


def _found(*command: str) -> list[str]:
    found = json.loads(call("check", *command, "--format", "json").out)
    return [f"{one['file']}:{one['line']}" for one in found if one["code"] == "ROL008"]


@pytest.mark.parametrize(("language", "words"), [("en", EN), ("zh", ZH)])
def test_a_copied_folder_is_told(
    workspace: MakeWorkspace, language: str, words: tuple[str, str]
) -> None:
    workspace({"budgets/d/2024.yaml": CALLED, "budgets/e/2024.yaml": CALLED})
    for command in (("check",), ("build", "--region")):
        ran = call(*command, language=language)
        told = ran.out + ran.err
        assert "ROL008" in told
        assert told.count("[ROL008]") == 1
        for one in words:
            assert one in told
    assert len(_found()) == 1
    # Who asks for one source is not told of others.
    assert _found("budgets/e/2024.yaml") == []


def test_one_finding_tells_of_all_that_are_alike(workspace: MakeWorkspace) -> None:
    workspace({f"budgets/{folder}/2024.yaml": CALLED for folder in "abcd"})
    (place,) = _found()
    assert place.startswith("budgets/b/2024.yaml:")
    assert f"{NAME} has budgets in 4 folders" in call("check").out


def test_what_differs_in_name_year_or_stage_is_no_copy(workspace: MakeWorkspace) -> None:
    workspace(
        {
            "budgets/d/2024.yaml": CALLED,
            "budgets/e/2024.yaml": MINIMAL,
            "budgets/f/2023.yaml": with_change(CALLED, "year: 2024", "year: 2023"),
            "budgets/g/2024.yaml": with_change(CALLED, "year: 2024", "year: 2024\nstage: adjusted"),
        }
    )
    assert _found() == []


def test_a_unit_may_be_called_like_its_department(workspace: MakeWorkspace) -> None:
    """Whatever the folders are called, and so in whichever order they stand."""
    workspace({"budgets/d/2024.yaml": CALLED, "budgets/d/0/2024.yaml": CALLED})
    assert _found() == []
