"""Rules that speak of the sections of a department say of others that they do not know them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.rules import Outcome
from tests.jurisdiction.district import write_district

CODES = ("BAL001", "BAL005", "PCT005", "YOY004", "YOY005", "YOY006", "YOY008", "YOY102")


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Why each rule is not applicable to the district, in English and in Chinese."""
    folder: Path = tmp_path_factory.mktemp("district")
    write_district(folder)
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    results = compile_source(source, workspace.resources()).results
    chinese = Translator("zh")
    return {
        one.rule: (ENGLISH(one.reasons[0]), chinese(one.reasons[0]))
        for one in results
        if one.outcome is Outcome.NOT_APPLICABLE
    }


@pytest.mark.parametrize("code", CODES)
def test_of_sections_of_ones_own_no_rule_says_what_is_not_so(
    reasons: dict[str, tuple[str, str]], code: str
) -> None:
    assert reasons[code] == (
        "the sources of this jurisdiction have a form of their own",
        "本地区的源文件另有格式",
    )
