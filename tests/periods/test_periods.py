"""Amounts of other years and stages: typed under keys of their own, found in their sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from budgetc import pipeline
from budgetc.ledger import Ledger, post
from tests.periods.county import ACCOUNTS, APPROVED, compiled, printed, said, sentence
from tests.support import with_change

LAST_ACCOUNTS = (
    ACCOUNTS.replace("year: 2024", "year: 2023")
    .replace("outturn: 980.5, initial: 1000", "outturn: 810, initial: 820")
    .replace("outturn: 980.5", "outturn: 810")
    .replace("outturn: 1450.5", "outturn: 1280")
)


def test_a_table_shows_last_years_outturn_this_year_change_and_growth(tmp_path: Path) -> None:
    cells = printed(compiled(tmp_path, APPROVED))
    assert {key: text for key, text in cells.items() if key.startswith(("2120101", "total"))} == {
        "2120101.c1": "2120101", "2120101.c2": "行政运行",
        "2120101.last": "800.00", "2120101.total": "1000.00", "2120101.basic": "1000.00",
        "2120101.project": "", "2120101.change": "200.00", "2120101.growth": "25.00",
        "total.c1": "", "total.c2": "合计", "total.last": "1300.00", "total.total": "1500.00",
        "total.basic": "1000.00", "total.project": "500.00", "total.change": "200.00",
        "total.growth": "15.38",
    }  # fmt: skip


def test_a_sentence_takes_any_period(tmp_path: Path) -> None:
    words = sentence(compiled(tmp_path, APPROVED))
    assert words == "支出0.15万元，上年执行数0.13万元。"


def test_what_is_not_typed_is_asked_for_by_its_key(tmp_path: Path) -> None:
    without = with_change(APPROVED, ", executed: 800", "")
    first, *_ = said(compiled(tmp_path, without))
    assert first == (
        "DOC001 Basic expenditure › By function › 2120101 › Last year's outturn (executed) is "
        "missing; “支出” needs it: 支出0.15万元，上年执行数…。 | add executed: to this entry"
    )


def test_it_comes_from_the_accounts_of_last_year(tmp_path: Path) -> None:
    without = APPROVED.replace(", executed: 800", "").replace(", executed: 1300", "")
    without = without.replace("      executed: 500\n", "")
    compilation = compiled(tmp_path, without, {"2023-final.yaml": LAST_ACCOUNTS})
    assert sentence(compilation) == "支出0.15万元，上年执行数0.13万元。"
    assert printed(compilation)["2120101.last"] == "810.00"
    assert printed(compilation)["total.last"] == "1280.00"


def test_typed_and_found_but_different_is_an_error(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, APPROVED, {"2023-final.yaml": LAST_ACCOUNTS})
    assert said(compilation)[0] == (
        "YOY001 Last year's outturn is 1300 元 here, and 1280 元 in 2023-final.yaml: a difference "
        "of 20 元 | delete executed: and it comes from there; or add restated_executed: with the "
        "reason"
    )
    assert said(compilation, "zh")[0] == (
        "YOY001 此处上年执行数为 1300元，2023-final.yaml 中为 1280元，相差 20元 | "
        "删去 executed，由该文件自动取数；如确有口径调整，填写 restated_executed 说明原因"
    )


def test_last_years_accounts_are_no_budget_of_last_year(tmp_path: Path) -> None:
    # A budget compares with a budget: the accounts beside it do not stand in for `prior`.
    compilation = compiled(tmp_path, APPROVED, {"2023-final.yaml": LAST_ACCOUNTS})
    assert compilation.inputs.given is not None
    assert compilation.inputs.given.last is None


def test_accounts_print_three_periods(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, ACCOUNTS)
    assert (
        sentence(compilation) == "决算0.15万元，完成年初预算0.15万元的96.70%，比上年增加0.02万元。"
    )
    cells = printed(compilation)
    shown = {k: v for k, v in cells.items() if k.startswith("total") and not k.endswith("c1")}
    assert shown == {
        "total.initial": "1500.00", "total.outturn": "1450.50", "total.done": "96.70%",
        "total.last": "1300.00",
    }  # fmt: skip


def test_the_initial_budget_comes_from_the_budget_of_the_year(tmp_path: Path) -> None:
    source = ACCOUNTS.replace(", initial: 1000", "").replace(", initial: 1500", "")
    source = source.replace("      initial: 500\n", "")
    compilation = compiled(tmp_path, source, {"2024.yaml": APPROVED})
    assert printed(compilation)["total.initial"] == "1500.00"


def test_a_stage_takes_its_own_keys_alone(tmp_path: Path) -> None:
    mistyped = with_change(ACCOUNTS, "{code: 2120101, outturn: 980.5", "{code: 2120101, amount: 9")
    missing, unknown = said(compiled(tmp_path, mistyped))
    called = "Basic expenditure › By function › 2120101 › Outturn (outturn)"
    assert missing.startswith(f"SCH003 {called} is missing | ")
    assert unknown == "SCH002 the key amount is not known here | it may be outturn"


def test_what_is_asked_for_is_called_as_it_is_typed(tmp_path: Path) -> None:
    without = ACCOUNTS.replace(", prior_outturn: 800", "")
    assert (
        "DOC001 Basic expenditure › By function › 2120101 › Last year's outturn (prior_outturn) "
        "is missing" in (said(compiled(tmp_path, without))[0])
    )
    assert "add prior_outturn: to this entry" in said(compiled(tmp_path, without))[0]


def test_last_years_outturn_may_be_typed_beside_last_years_budget(tmp_path: Path) -> None:
    """Both are last year's, and neither is compared with the other."""
    budget = (
        APPROVED.replace("year: 2024", "year: 2023")
        .replace("amount: 1500", "amount: 1400")
        .replace("amount: 1000", "amount: 900")
    )
    compilation = compiled(tmp_path, APPROVED, {"2023.yaml": budget})
    assert said(compilation) == []
    assert printed(compilation)["2120101.last"] == "800.00"


MUTANTS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "lost": lambda _: (),
    "counted twice": lambda fact: (fact, fact),
    "of another fund": lambda fact: (replace(fact, fund="government_fund.own"),),
    "of another period": lambda fact: (replace(fact, period="prior"),),
    "a cent more": lambda fact: (replace(fact, fen=fact.fen + 1),),
}


@pytest.mark.parametrize("mutant", MUTANTS)
@pytest.mark.parametrize("flow", ["revenue", "expenditure"])
def test_a_fault_of_posting_another_period_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutant: str, flow: str
) -> None:
    def wrong(*given: Any) -> Ledger:
        ledger = post(*given)
        at = next(
            n for n, fact in enumerate(ledger.facts)
            if fact.period == "executed" and fact.flow == flow
        )  # fmt: skip
        facts = (*ledger.facts[:at], *MUTANTS[mutant](ledger.facts[at]), *ledger.facts[at + 1 :])
        return replace(ledger, facts=facts)

    assert said(compiled(tmp_path, APPROVED)) == []
    monkeypatch.setattr(pipeline, "post", wrong)
    assert "INT001" in {one[:6] for one in said(compiled(tmp_path, APPROVED))}


def test_a_note_speaks_for_one_amount(tmp_path: Path) -> None:
    beside = {"2023-final.yaml": LAST_ACCOUNTS}
    other = with_change(APPROVED, "executed: 1300", "executed: 1300, restated: 口径调整")
    assert any("outturn is 1300" in one for one in said(compiled(tmp_path, other, beside)))
    own = with_change(APPROVED, "executed: 1300", "executed: 1300, restated_executed: 口径调整")
    assert not any("outturn is 1300" in one for one in said(compiled(tmp_path, own, beside)))


OTHER = """\
  - {fund: unit_funds.operation, outturn: 30, initial: 0, prior_outturn: 20}
other_expenditure: [{kind: operation, code: 2120101, fund: unit_funds.operation, outturn: 30}]
basic_expenditure:
"""
WITH_OTHER = with_change(ACCOUNTS, "basic_expenditure:\n", OTHER)


def test_other_expenditure_has_last_years_amount_where_it_is_asked_for(tmp_path: Path) -> None:
    """`add prior: to this entry` was said of a line that took no such key.

    Of any other period that a document adds up, the line is asked as well.
    """
    asked = said(compiled(tmp_path / "a", WITH_OTHER))
    assert [one.split(", 0 where")[0].split(" | ")[1] for one in asked] == [
        "add initial: to this entry",
        "add prior_outturn: to this entry",
    ]
    told = with_change(WITH_OTHER, "outturn: 30}]", "initial: 25, outturn: 30, prior_outturn: 20}]")
    whole = compiled(tmp_path / "b", told)
    assert said(whole) == []
    assert printed(whole)["2120101.last"] == "820.00"
