"""BAL001 lists what took part, and the list adds up to both totals."""

from __future__ import annotations

import re
from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH, Translator
from tests.layout.test_other_kinds import LINES, XINJIANG
from tests.periods.river import ACCOUNTS, compiled
from tests.support import compile_text, with_change


def _told(findings: tuple[Diagnostic, ...]) -> Diagnostic:
    (one,) = (found for found in findings if found.code == "BAL001")
    return one


def _amounts(found: Diagnostic) -> list[float]:
    return [float(re.sub(r".*: ", "", ENGLISH(one.message)).split(" ")[0]) for one in found.related]


def test_other_kinds_and_what_was_carried_over_are_parts() -> None:
    text = with_change(XINJIANG + LINES, "amount: 6, prior: 0", "amount: 1, prior: 0")
    text = with_change(
        text,
        "\ncarry_over: []",
        "\ncarry_over:\n  - {fund: carry_over.unit_funds, item: 结余, kind: project, amount: 1}",
    )
    found = _told(compile_text(text).findings)
    assert [ENGLISH(one.message) for one in found.related] == [
        "revenue of the year: 319.66 万元",
        "carried over from last year: 1 万元",
        "basic expenditure: 277.66 万元",
        "project expenditure: 37 万元",
        "remittances to the superior unit: 3 万元",
        "expenditure of operating income: 6 万元",
        "subsidies to subordinate units: 1 万元",
    ]
    assert [Translator("zh")(one.message) for one in found.related] == [
        "本年收入：319.66万元",
        "上年结转结余：1万元",
        "基本支出：277.66万元",
        "项目支出：37万元",
        "上缴上级支出：3万元",
        "经营支出：6万元",
        "对附属单位补助支出：1万元",
    ]
    assert ENGLISH(found.message) == (
        "revenue is 320.66 万元, expenditure is 324.66 万元: a difference of 4 万元"
    )


def test_the_balances_of_accounts_are_told_with_their_amounts(tmp_path: Path) -> None:
    text = with_change(ACCOUNTS, "closing:\n    - {fund: government_fund, function: 2120801, "
                       "outturn: 10000}", "closing:\n    - {fund: government_fund, "
                       "function: 2120801, outturn: 10500}")  # fmt: skip
    found = _told(compiled(tmp_path, text).findings)
    assert [ENGLISH(one.message) for one in found.related] == [
        "revenue of the year: 1260000 元",
        "opening balances: 45000 元",
        "surplus used: 2000 元",
        "basic expenditure: 780000 元",
        "project expenditure: 460000 元",
        "expenditure of operating income: 30000 元",
        "distribution of the surplus: 7000 元",
        "closing balances: 30500 元",
    ]
    assert sum(_amounts(found)[:3]) + 500 == sum(_amounts(found)[3:])
