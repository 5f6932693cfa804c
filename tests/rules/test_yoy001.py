"""YOY001: where last year's source says another amount."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from tests.budget.department import compile_department
from tests.rules.examples import compiled
from tests.support import EXAMPLES, ROOT, with_change


def test_last_years_line_of_revenue_is_named_by_its_fund() -> None:
    (found,) = compiled(EXAMPLES / "YOY001/other_amount.yaml").findings
    (there,) = found.related
    assert there.message.in_words(Translator("en")) == "general.own 一般财力: 12 万元"


PUTUO = ROOT / "budgets/putuo-finance-bureau"


HINTS = {
    "en": "delete initial: and it comes from there, if that is what was approved; where 2024.yaml "
    "was changed during the year, put back what was approved; where the money stood in another "
    "line, add restated_initial: with the reason, here and in that line",
    "zh": "2024.yaml 即批复数的，删去 initial，自动取用；2024.yaml 在年中改动过的，"
    "请恢复为批复数；原列其他行的，在此处和原列行都填写 restated_initial 说明原因",
}


@pytest.mark.parametrize("language", HINTS)
def test_a_budget_of_the_year_may_have_been_changed_since(tmp_path: Path, language: str) -> None:
    """What is typed may be right: the source that was approved was edited afterwards."""
    accounts = (PUTUO / "2024-final.yaml").read_text(encoding="utf-8")
    budget = (PUTUO / "2025.yaml").read_text(encoding="utf-8")
    changed = with_change(budget, "year: 2025", "year: 2024")
    files = {"2024-final.yaml": accounts, "2024.yaml": changed}
    found = compile_department(tmp_path, files, "2024-final.yaml").findings
    hints = {one.hint.in_words(Translator(language)) for one in found
             if one.code == "YOY001" and one.hint is not None}  # fmt: skip
    assert HINTS[language] in hints
