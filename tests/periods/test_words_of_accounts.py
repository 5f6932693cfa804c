"""What reports of final accounts call last year's amount: as it is typed there."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import LANGUAGES, Translator
from tests.periods.river import ACCOUNTS, ALONE, compiled
from tests.support import with_change

DIFFERS = {
    "en": "Last year's outturn is 25000 元 here, and 27000 元 in 2023-final.yaml: a difference of "
    "2000 元\ndelete prior_outturn: and it comes from there; or add restated: with the reason",
    "zh": "此处上年决算数为 25000元，2023-final.yaml 中为 27000元，相差 2000元\n"
    "删去 prior_outturn，由该文件自动取数；如确有口径调整，填写 restated 说明原因",
}
NOTHING_RESTATED = {
    "en": "27000 元 is what last year's source has; nothing is restated here\n"
    "delete restated:, or correct prior_outturn:",
    "zh": "27000元 与上年源文件相同，并未调整口径\n请删去 restated，或改正 prior_outturn",
}
NO_AMOUNT = {
    "en": "this note says that last year's amount is restated, but no other one is given\n"
    "add prior_outturn: with the restated amount, or delete restated:",
    "zh": "说明上年数已调整口径，但没有填写调整后的上年数\n"
    "请填写 prior_outturn（调整后的上年数），或删去 restated",
}
TRANSFERS = {
    "en": "上海市某某区河道管理所: last year the department passed on 3 元, the unit received 4 "
    "元, its revenue from above was 0 元\nwrite the same prior_outturn: under transfers: of both "
    "sources",
    "zh": "上海市某某区河道管理所：上年部门拨出3元，单位填列收到4元，单位的上级补助收入为0元\n"
    "请在双方源文件的 transfers 中填写相同的 prior_outturn",
}


def _said(found: Diagnostic, language: str) -> str:
    assert found.hint is not None
    words = Translator(language)
    return f"{found.message.in_words(words)}\n{found.hint.in_words(words)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "typed", "wanted"),
    [
        ("YOY001", "prior_outturn: 25000,", DIFFERS),
        ("YOY009", "prior_outturn: 27000, restated: 原为1元，职能划转一人,", NOTHING_RESTATED),
        ("YOY009", "restated: 原为1元，职能划转一人,", NO_AMOUNT),
    ],
    ids=["differs", "the same", "none"],
)
def test_last_years_outturn_is_called_what_is_typed(
    tmp_path: Path, code: str, typed: str, wanted: dict[str, str], language: str
) -> None:
    before = with_change(ALONE, "year: 2024\n", "year: 2023\n")
    (tmp_path / "budgets/river").mkdir(parents=True)
    (tmp_path / "budgets/river/2023-final.yaml").write_text(before, encoding="utf-8")
    now = with_change(
        ACCOUNTS, "vehicle_operation: {prior_outturn: 20000,", f"vehicle_operation: {{{typed}"
    )
    findings = compiled(tmp_path, now).findings
    line = len(now[: now.index(typed)].splitlines())
    said = [_said(one, language) for one in findings if one.code == code and one.span.line == line]
    assert said == [wanted[language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_transfers_of_accounts_are_called_what_is_typed(tmp_path: Path, language: str) -> None:
    own = with_change(ALONE, "subordinate_units: []", "subordinate_units: [{id: unit}]")
    given = (
        "transfers:\n  - {unit: unit, function: 2130304, economic: 30101, outturn: 0, "
        "prior_outturn: 3}\n"
    )
    below = tmp_path / "budgets/river/unit"
    below.mkdir(parents=True)
    kind = with_change(ALONE, "year: 2024\n", "year: 2024\nkind: unit\n")
    received = "transfers: [{outturn: 0, prior_outturn: 4}]\n"
    (below / "2024-final.yaml").write_text(kind + received, encoding="utf-8")
    findings = compiled(tmp_path, own + given, approved="").findings
    said = [_said(one, language) for one in findings if one.code == "ROL005"]
    assert said == [TRANSFERS[language]]
