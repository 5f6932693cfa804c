"""A project that several funds pay for has its amounts of other periods fund by fund."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import call
from tests.periods.county import ACCOUNTS, APPROVED, compiled, said
from tests.support import with_change

PARTS = "[{item: 统计, amount: 300}, {item: 软件, fund: unit_funds.business, amount: 200}]"
SHARED = with_change(APPROVED, "[{item: 统计, amount: 500}]", PARTS)
SHARED = with_change(
    SHARED,
    "amount: 1500, prior: 1400, executed: 1300}",
    "amount: 1300, prior: 1100, executed: 900}\n"
    "  - {fund: unit_funds.business, amount: 200, prior: 300, executed: 400}",
)
SHARED = with_change(
    SHARED,
    "      prior: 500\n",
    "      prior_by_fund: {general.own: 200, unit_funds.business: 300}\n",
)
BY_FUND = "executed_by_fund: {general.own: 100, unit_funds.business: 400}"
TYPED = with_change(SHARED, "executed: 500", BY_FUND)
LAST = (
    ACCOUNTS.replace("year: 2024", "year: 2023")
    .replace("[{item: 统计, outturn: 470}]",
             "[{item: 统计, outturn: 100}, "
             "{item: 软件, fund: unit_funds.business, outturn: 400}]")
    .replace("outturn: 980.5", "outturn: 800")
    .replace("{fund: general.own, outturn: 1450.5, initial: 1500, prior_outturn: 1300}",
             "{fund: general.own, outturn: 900, initial: 1500, prior_outturn: 1300}\n"
             "  - {fund: unit_funds.business, outturn: 400, initial: 0, prior_outturn: 0}")
)  # fmt: skip


def _executed(folder: Path, source: str, beside: dict[str, str] | None = None) -> dict[str, int]:
    draft = compiled(folder, source, beside).draft
    assert draft is not None
    return {
        fact.fund: -1 if fact.fen is None else fact.fen // 100
        for fact in draft.ledger.facts
        if fact.period == "executed" and fact.project
    }


def test_each_fund_has_what_is_typed_for_it(tmp_path: Path) -> None:
    assert _executed(tmp_path, TYPED) == {"general.own": 100, "unit_funds.business": 400}
    assert said(compiled(tmp_path, TYPED)) == []


def test_typed_in_all_it_tells_nothing_by_fund(tmp_path: Path) -> None:
    assert said(compiled(tmp_path, SHARED))[0] == (
        "DOC001 Project expenditure › Projects › statistics 统计管理经费 › Last year's outturn "
        "by fund (executed_by_fund) is missing; “支出” needs it: 支出0.15万元，上年执行数…。 | "
        "write executed_by_fund: {general.own: , unit_funds.business: } in place of executed:"
    )


def test_the_source_beside_tells_the_parts_of_as_much(tmp_path: Path) -> None:
    found = _executed(tmp_path, SHARED, {"2023-final.yaml": LAST})
    assert found == {"general.own": 100, "unit_funds.business": 400}
    assert said(compiled(tmp_path, SHARED, {"2023-final.yaml": LAST})) == []


@pytest.mark.parametrize("typed", ["executed: 510", BY_FUND.replace("400", "410")])
def test_the_whole_is_compared_with_the_source_beside(tmp_path: Path, typed: str) -> None:
    source = with_change(SHARED, "executed: 500", typed)
    assert (
        "YOY001 Last year's outturn is 510 元 here, and 500 元 in 2023-final.yaml: a difference "
        "of 10 元 | delete executed: and it comes from there; or add restated_executed: with the "
        "reason"
    ) in said(compiled(tmp_path, source, {"2023-final.yaml": LAST}))


def test_last_year_in_all_is_compared_too(tmp_path: Path) -> None:
    last = with_change(SHARED, "year: 2024", "year: 2023")
    by_fund = "prior_by_fund: {general.own: 200, unit_funds.business: 300}"
    source = with_change(TYPED, by_fund, "prior: 490")
    assert (
        "YOY001 last year's amount is 490 元 here, and 500 元 in last year's source: a difference "
        "of 10 元 | delete prior: and it comes from there; or add restated: with the reason"
    ) in said(compiled(tmp_path, source, {"2023.yaml": last}))


def test_it_is_typed_in_all_or_by_fund(tmp_path: Path) -> None:
    twice = with_change(SHARED, "executed: 500", f"executed: 500\n      {BY_FUND}")
    compilation = compiled(tmp_path, twice)
    assert said(compilation)[0] == (
        "SCH006 executed stands here twice, in all and by fund | keep one of them"
    )
    assert (
        said(compilation, "zh")[0]
        == "SCH006 executed 填了两次：既有合计，又分资金来源 | 请只保留一处"
    )


@pytest.mark.parametrize("last", ["prior: 500", "prior_by_fund: {general.own: 500}"])
def test_a_new_year_keeps_what_each_fund_pays(tmp_path: Path, last: str) -> None:
    typed = "prior_by_fund: {general.own: 200, unit_funds.business: 300}"
    source = with_change(TYPED, typed, last).replace("prior: 1100", "prior: 1400")
    source = with_change(source, "amount: 200, prior: 300", "amount: 200, prior: 0")
    source = with_change(source, "prior: 500", "prior: 0") if last == "prior: 500" else source
    compiled(tmp_path, source)
    folder = tmp_path / "budgets" / "bureau"
    new = folder / "2025.yaml"
    result = call(
        "new", "--from", str(folder / "2024.yaml"), "--year", "2025", "-o", str(new), "--keep-prior"
    )
    assert result.code == 0, result.err
    text = new.read_text(encoding="utf-8")
    project = text[text.index("  projects:") :]
    assert "      prior_by_fund: {general.own: 300, unit_funds.business: 200}\n" in project
    assert "prior:" not in project
    assert "executed_by_fund" not in project


def test_accounts_call_it_after_their_own_keys(tmp_path: Path) -> None:
    source = with_change(
        LAST.replace("year: 2023", "year: 2024"),
        "      prior_outturn: 500\n",
        "      prior_outturn_by_fund: {general.own: 200, unit_funds.business: 300}\n",
    )
    source = with_change(
        source, "      initial: 500\n",
        "      initial_by_fund: {general.own: 200, unit_funds.business: 300}\n",
    )  # fmt: skip
    assert said(compiled(tmp_path, source)) == []
