"""An amount of last year that some bodies of a department type, and others leave to its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.diagnostics.spans import Span
from budgetc.inputs.namesakes import check_predecessors
from budgetc.pipeline import Compilation
from tests.budget.department import compile_department, without_priors
from tests.budget.small import BASIC, WHY, department, said, station, text_of
from tests.periods.river import ALONE, compiled, paragraphs
from tests.periods.test_accounts_of_units import FROM_ABOVE, GIVEN, GOT
from tests.support import with_change

COST = f"operating_cost: {{prior: 20, {WHY}}}"


def _cost(text: str, typed: str) -> str:
    return with_change(text, COST, f"operating_cost: {{{typed}, {WHY}}}")


def _alone(text: str, units: str = "subordinate_units: []") -> str:
    """Return a department that passes nothing on, and has no units but those."""
    passing = text[: text.index("transfers:")]
    return passing.replace("subordinate_units: [{id: station}]", units)


def _costs(folder: Path, own: str, own_last: str, last: str = "amount: 7") -> Compilation:
    """Compile two bodies whose operating cost is 6 and 8, and was what is typed of it."""
    files = {
        "2024.yaml": without_priors(_cost(department(BASIC), "amount: 6")).replace(
            "amount: 6,", f"amount: 6, {own}"
        ),
        "station/2024.yaml": without_priors(_cost(station(), "amount: 8")),
        "2023.yaml": _cost(department(BASIC, year=2023), f"prior: 20, {own_last}"),
        "station/2023.yaml": _cost(station(year=2023), f"prior: 20, {last}"),
    }
    return compile_department(folder, files)


@pytest.mark.parametrize(
    ("own", "change"),
    [
        ("", "比2023年预算增加2.00万元"),
        ("prior: 5,", "比2023年预算增加2.00万元"),
        ("prior: 3, restated: 口径调整,", "比2023年预算增加4.00万元"),
    ],
)
def test_a_typed_cost_and_one_of_last_years_source_go_together(
    tmp_path: Path, own: str, change: str
) -> None:
    compilation = _costs(tmp_path, own, "amount: 5")
    assert f"机关运行经费预算为14.00万元，{change}" in text_of(compilation)
    assert "YOY001" not in said(compilation.findings)


def test_three_public_of_which_one_body_types_all_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    """What the own office had typed was lost but for its first part."""
    typed = "abroad: {prior: 1}, vehicle_purchase: {prior: 2}, vehicle_operation: {prior: 4},\n  "
    typed += "reception: {prior: 8}"
    blank = "abroad: {prior: 0}, vehicle_purchase: {prior: 0}, vehicle_operation: {prior: 0},\n  "
    blank += "reception: {prior: 0}"
    files = {
        "2024.yaml": with_change(
            without_priors(department(BASIC)), without_priors(blank), f"{typed}, restated: 无"
        ).replace(", restated: 无", ""),
        "station/2024.yaml": without_priors(station()),
        "2023.yaml": department(BASIC, year=2023),
        "station/2023.yaml": station(year=2023),
    }
    text = files["2024.yaml"]
    for part in ("1", "2", "4", "8"):
        text = with_change(text, f"{{prior: {part}}}", f"{{prior: {part}, restated: 调整, {WHY}}}")
    compilation = compile_department(tmp_path, {**files, "2024.yaml": text})
    assert "“三公”经费预算数为0万元，比2023年预算减少15.00万元" in text_of(compilation)


def _years(text: str) -> str:
    days = (("year: 2024", "year: 2023"), ("2025-09-05", "2024-09-05"))
    for old, new in (*days, ("as_of: 2024-12-31", "as_of: 2023-12-31")):
        text = with_change(text, old, new)
    left = "    - {fund: government_fund, function: 2120801, outturn: 10000}\n"
    closing = f"closing:\n{left}    - {{fund: unit_funds, outturn: 20000}}"
    begun = left.replace("10000", "40000")
    return with_change(text, closing, f"closing:\n{begun}    - {{fund: unit_funds, outturn: 5000}}")


@pytest.mark.parametrize("typed", ["", "own", "unit", "own unit"])
def test_money_passed_on_counts_once_whoever_types_its_total(tmp_path: Path, typed: str) -> None:
    """Two identical years: nothing changed, whoever says so."""
    names = (("subordinate_units: []", "subordinate_units: [{id: unit}]"),)
    own = with_change(with_change(ALONE, *names[0]), "区河道管理所", "区水务局") + GIVEN
    unit = with_change(ALONE, "year: 2024\n", "year: 2024\nkind: unit\n") + GOT
    for change in FROM_ABOVE:
        unit = with_change(unit, *change)
    gross = {"own": 1307000, "unit": 1327000}
    texts = {}
    for name, text in (("own", own), ("unit", unit)):
        now = _without_outturns(text)
        if name in typed.split():
            total = f"  total: {{prior_outturn: {gross[name]}, reason"
            now = with_change(now, "  total: {reason", total)
        texts[name] = now
    below = tmp_path / "budgets/river/unit"
    below.mkdir(parents=True)
    (below / "2024-final.yaml").write_text(texts["unit"], encoding="utf-8")
    (below / "2023-final.yaml").write_text(_years(unit), encoding="utf-8")
    (below.parent / "2023-final.yaml").write_text(_years(own), encoding="utf-8")
    whole = compiled(tmp_path, texts["own"], approved="")
    assert paragraphs(whole, "一、收入支出") == [
        "上海市某某区水务局2024年度收入支出总计261.40万元。与2023年度相比，收入支出总计持平。"
    ]
    assert "YOY001" not in said(whole.findings)


def _without_outturns(text: str) -> str:
    """Return accounts that type no outturn of the year before."""
    return re.sub(r"prior_outturn: [0-9]+(, )?", "", text)


def test_one_of_two_predecessors_may_not_leave_out_what_the_other_types(tmp_path: Path) -> None:
    alone = _alone(department(BASIC, year=2023))
    new = without_priors(_alone(department(BASIC)))
    new = with_change(new, ", own_office:", ", predecessors: [a, b], own_office:")
    files = {
        "2024.yaml": new,
        "../a/2023.yaml": _cost(alone, "prior: 20, amount: 5"),
        "../b/2023.yaml": alone.replace("name: 某某局", "name: 乙局"),
    }
    found = compile_department(tmp_path, files).findings
    assert said(found, "YOY1") == (
        "2024.yaml:4:40 YOY104\n"
        "  one source of last year types operating_cost.amount, and budgets/b/2023.yaml does not: "
        "both are one body now\n"
        "  type operating_cost.amount in budgets/b/2023.yaml too: what its document printed then\n"
        "  上年两个源文件合为本年一个单位，其中一个填了 operating_cost.amount，"
        "budgets/b/2023.yaml 没有填\n"
        "  请在 budgets/b/2023.yaml 中也补填 operating_cost.amount，即其上年公开文件所列的数\n"
    )


def test_a_unit_that_was_named_alone_is_not_counted_from_its_own_file_too(tmp_path: Path) -> None:
    files = {
        "2024.yaml": without_priors(department(BASIC)),
        "station/2024.yaml": without_priors(station()),
        "2023.yaml": _alone(department(BASIC, year=2023), "subordinate_units: [{name: 某某所}]"),
        "station/2023.yaml": station(year=2023),
    }
    found = compile_department(tmp_path, files).findings
    assert said(found, "YOY1") == (
        "2024.yaml:2:7 YOY103\n"
        "  last year's source budgets/bureau/2023.yaml names 某某所 without id:, so its money "
        "stands there; budgets/bureau/station/2023.yaml has it again\n"
        "  where its money is in budgets/bureau/station/2023.yaml alone, give it its id: in "
        "budgets/bureau/2023.yaml; else delete budgets/bureau/station/2023.yaml\n"
        "  上年源文件 budgets/bureau/2023.yaml 列出了某某所而没有填 id，其金额应已计入该文件；"
        "budgets/bureau/station/2023.yaml 又填了一遍\n"
        "  金额只在 budgets/bureau/station/2023.yaml 中的，请在 budgets/bureau/2023.yaml 的该单位处"
        "补填 id；已计入的，请删除 budgets/bureau/station/2023.yaml\n"
    )


def test_a_folder_below_one_that_is_taken_over_is_taken_over_with_it() -> None:
    named = {"budgets/a/2024.yaml": ["old"], "budgets/b/2024.yaml": ["old/station"]}
    assert [one.code for one in check_predecessors(named, Span.point)] == ["YOY104"]
