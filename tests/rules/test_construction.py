"""Rules that no source can break, held on built budgets: the tables.

Each test bears the id of the rule it proves; `coverage.yaml` names it. What is expected is added up
from the typed amounts, without the compiler.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest

from budgetc.document.model import PERCENT, Figure, Formula, Role
from tests.properties.budgets import FISCAL, WAN, groups
from tests.support import find_errors, minimal_with

from .construction.built import Built, Cell, build, built, cells_of
from .construction.typed import Amount, is_fiscal, paid_by, total

Cells = dict[str, dict[str, Cell]]

BY_ITEM = ("income", "expenditure", "general", "government_fund", "state_capital")
"""The tables whose rows are function items."""

THREE_PUBLIC = {
    "abroad": {"30212"},
    "reception": {"30217"},
    "vehicle_purchase": {"30913", "31013"},
    "vehicle_operation": {"30231"},
}


def _sum(cells: Cells, column: str) -> int:
    return sum(row[column].fen for row in cells.values())


def _whole(cells: Cells, column: str = "total") -> int:
    return cells["total"][column].fen


def _expenditure_total(budget: Built) -> int:
    row = budget.cells("overview", 1)["total"]
    return (row.get("amount") or row["total"]).fen


def _non_fiscal(amount: Amount) -> bool:
    return not is_fiscal(amount)


def test_bal002_revenue_is_this_years_and_what_was_carried_over(budget: Built) -> None:
    typed = budget.typed
    carried = total(typed.revenue, paid_by("carry_over"))
    current = total(typed.revenue) - carried
    rows = budget.cells("overview", 0)
    if budget.xinjiang:
        assert rows["current"]["amount"].fen == current
        assert rows["carry_over"]["amount"].fen == carried
    assert _whole(rows, "amount") == current + carried


def test_bal003_expenditure_is_the_sum_of_its_classes(budget: Built) -> None:
    """A source has no line for money left for next year, so that this part is always nothing."""
    rows = budget.leaves("overview", 1)
    column = "amount" if "amount" in next(iter(rows.values())) else "total"
    assert _expenditure_total(budget) == _sum(rows, column) == total(budget.typed.by_function)


def test_bal004_this_years_revenue_is_the_sum_of_its_funds(budget: Built) -> None:
    rows = budget.cells("overview", 0)
    revenue = budget.typed.revenue
    for fund in FISCAL:
        assert rows[fund]["amount"].fen == total(revenue, paid_by(fund))
    if budget.xinjiang:
        parts = (*FISCAL, "special_account", "unit_funds")
        assert rows["current"]["amount"].fen == sum(rows[part]["amount"].fen for part in parts)
    else:
        assert rows["fiscal"]["amount"].fen == sum(rows[fund]["amount"].fen for fund in FISCAL)
        top = ("fiscal", "business", "operation", "other", "carry_over")
        assert _whole(rows, "amount") == sum(rows[row]["amount"].fen for row in top if row in rows)


@pytest.mark.parametrize("what", BY_ITEM[1:])
def test_bal006_every_row_is_its_basic_and_its_project_part(budget: Built, what: str) -> None:
    for row in budget.cells(what).values():
        parts = [row[c].fen for c in ("basic", "personnel", "public", "project") if c in row]
        assert len(parts) >= 2
        assert row["total"].fen == sum(parts)


@pytest.mark.parametrize("what", BY_ITEM)
def test_bal007_a_class_is_its_sections_and_a_section_its_items(budget: Built, what: str) -> None:
    rows = budget.cells(what)
    items = {code: row for code, row in rows.items() if len(code) == 7}
    for column in rows["total"]:
        assert _whole(rows, column) == _sum(items, column)
        for code, row in rows.items():
            if code.isdigit() and len(code) < 7:
                below = {item: cells for item, cells in items.items() if item.startswith(code)}
                assert below
                assert row[column].fen == _sum(below, column)


def test_bal007_the_items_are_those_that_were_typed(budget: Built) -> None:
    rows = {code: row for code, row in budget.cells("expenditure").items() if len(code) == 7}
    assert rows.keys() == {amount.function for amount in budget.typed.by_function}
    for code, row in rows.items():
        for column, kind in (("basic", "basic"), ("project", "project")):
            typed = (a for a in budget.typed.by_function if a.function == code and a.kind == kind)
            assert row[column].fen == total(typed)


def test_bal008_an_economic_class_is_its_items_and_a_row_its_groups(budget: Built) -> None:
    rows = budget.cells("economic")
    items = {code: row for code, row in rows.items() if len(code) == 5 and code.isdigit()}
    for column in ("total", "personnel", "public"):
        assert _whole(rows, column) == _sum(items, column)
        for code in (code for code in rows if len(code) == 3):
            below = {item: row for item, row in items.items() if item.startswith(code)}
            assert rows[code][column].fen == _sum(below, column)
    for row in rows.values():
        assert row["total"].fen == row["personnel"].fen + row["public"].fen


def test_bal008_the_economic_items_are_those_that_were_typed(budget: Built) -> None:
    typed = [a for a in budget.typed.by_economic if a.kind == "basic" and a.of("general")]
    rows = budget.leaves("economic")
    assert {a.economic for a in typed if a.fen} <= rows.keys()
    for code, row in rows.items():
        here = [a for a in typed if a.economic == code]
        assert row["total"].fen == total(here)
        assert row["personnel"].fen == total(here, lambda a: a.group == "人员经费")


def test_bal009_the_project_table_is_its_projects_and_a_project_its_items(budget: Built) -> None:
    if not budget.has("projects"):
        return
    rows = budget.cells("projects")
    typed = [a for a in budget.typed.by_function if a.kind == "project" and a.of("general")]
    assert _whole(rows) == _sum(budget.leaves("projects"), "total") == total(typed)
    for name, row in rows.items():
        here = typed if name == "total" else [a for a in typed if a.project == name]
        assert row["total"].fen == sum(row[code].fen for code in row if code != "total")
        for code in (code for code in row if code != "total"):
            assert row[code].fen == total(a for a in here if a.economic[:3] == code)


def test_bal010_a_row_of_the_fiscal_table_is_the_sum_of_its_funds(budget: Built) -> None:
    for row in budget.cells("fiscal", 1).values():
        assert row["total"].fen == sum(row[fund].fen for fund in FISCAL)


def test_xtb001_revenue_of_the_overview_is_that_of_the_income_table(budget: Built) -> None:
    typed = total(budget.typed.revenue)
    assert _whole(budget.cells("overview", 0), "amount") == _whole(budget.cells("income")) == typed


def test_xtb002_classes_of_the_overview_are_those_of_the_expenditure_table(budget: Built) -> None:
    items = {c: r for c, r in budget.cells("expenditure").items() if len(c) == 7}
    for code, row in budget.leaves("overview", 1).items():
        shown = (row.get("amount") or row["total"]).fen
        assert shown == _sum({c: r for c, r in items.items() if c.startswith(code)}, "total")


def test_xtb003_expenditure_is_the_sum_of_the_budgets_and_of_other_money(budget: Built) -> None:
    others = [a for a in budget.typed.by_function if _non_fiscal(a)]
    for code, row in budget.cells("expenditure").items():
        if len(code) != 7:
            continue
        rest = [a for a in others if a.function == code]
        fiscal = [budget.cells(fund).get(code, {}) for fund in FISCAL]
        for kind in ("basic", "project"):
            other = total(a for a in rest if a.kind == kind)
            assert row[kind].fen == other + sum(_of_kind(cells, kind) for cells in fiscal)


def _of_kind(row: dict[str, Cell], kind: str) -> int:
    columns = ("basic", "personnel", "public") if kind == "basic" else ("project",)
    return sum(row[column].fen for column in columns if column in row)


def test_xtb004_the_totals_differ_by_the_money_that_is_no_appropriation(budget: Built) -> None:
    other = total(budget.typed.revenue, _non_fiscal)
    fiscal = _whole(budget.cells("fiscal", 1))
    assert _expenditure_total(budget) - fiscal == other
    assert (_expenditure_total(budget) == fiscal) == (other == 0)


def test_xtb005_the_general_budget_of_the_fiscal_table_is_its_own_tables(budget: Built) -> None:
    assert _whole(budget.cells("fiscal", 1), "general") == _whole(budget.cells("general"))


def test_xtb007_projects_of_the_general_budget_are_those_of_the_project_table(
    budget: Built,
) -> None:
    if not budget.has("projects"):
        return
    codes = {project["id"]: project["function"] for project in budget.typed.projects()}
    rows = budget.leaves("projects")
    for code, row in budget.cells("general").items():
        here = {name: r for name, r in rows.items() if code in ("total", codes[name])}
        assert row["project"].fen == _sum(here, "total")


def test_xtb008_income_and_expenditure_list_the_same_items(budget: Built) -> None:
    income, spent = budget.cells("income"), budget.cells("expenditure")
    assert income.keys() == spent.keys()
    assert {c: r["total"] for c, r in income.items()} == {c: r["total"] for c, r in spent.items()}


def test_xtb009_and_car001_carried_over_money_is_the_sum_of_its_details(budget: Built) -> None:
    carried = [a for a in budget.typed.revenue if a.of("carry_over")]
    if not budget.has("carry_over"):
        assert not carried
        return
    rows = dict(budget.cells("carry_over"))
    overview = budget.cells("overview", 0)["carry_over"]["amount"].fen
    if carried:  # an empty table is as it was published, without its last row
        assert rows.pop("total")["total"].fen == total(carried)
    assert _sum(rows, "total") == overview == total(carried)
    assert _sum(rows, "fiscal") == total(carried, paid_by("carry_over.fiscal"))
    for row in rows.values():
        assert row["total"].fen == row["fiscal"].fen + row["non_fiscal"].fen
        for side in ("fiscal", "non_fiscal"):
            parts = [row[f"{side}.{part}"].fen for part in ("personnel", "public", "project")]
            assert row[side].fen == sum(parts)


def _three_public(budget: Built) -> dict[str, int]:
    """Return the amounts of the table, whose items are rows in Xinjiang and columns in Shanghai."""
    cells = budget.cells("three_public")
    if budget.xinjiang:
        return {name: row["total"].fen for name, row in cells.items()}
    return {name: cell.fen for name, cell in cells["amounts"].items()}


def test_xtb013_three_public_is_its_economic_items_basic_and_project(budget: Built) -> None:
    shown = _three_public(budget)
    for name, codes in THREE_PUBLIC.items():
        typed = [a for a in budget.typed.by_economic if a.economic in codes and is_fiscal(a)]
        assert shown[name] == total(typed)


def test_tpx001_three_public_is_the_sum_of_its_items(budget: Built) -> None:
    shown = _three_public(budget)
    assert shown["vehicles"] == shown["vehicle_purchase"] + shown["vehicle_operation"]
    assert shown["total"] == shown["abroad"] + shown["reception"] + shown["vehicles"]


def test_tpx002_three_public_by_fund_adds_up(budget: Built) -> None:
    if not budget.xinjiang:
        return  # the table has no funds
    rows = budget.cells("three_public")
    typed = [a for a in budget.typed.by_economic if is_fiscal(a)]
    for name, row in rows.items():
        assert row["total"].fen == sum(row[fund].fen for fund in FISCAL)
        for fund in FISCAL:
            if codes := THREE_PUBLIC.get(name):
                here = (a for a in typed if a.economic in codes and a.of(fund))
                assert row[fund].fen == total(here)
    for fund in FISCAL:
        assert rows["total"][fund].fen == sum(rows[name][fund].fen for name in THREE_PUBLIC)


def test_car003_transfers_from_above_are_part_of_their_fund(budget: Built) -> None:
    rows = budget.cells("overview", 0)
    for fund in FISCAL if budget.xinjiang else ():
        parts = [rows[f"{fund}.{source}"]["amount"].fen for source in ("own", "transfer")]
        assert rows[fund]["amount"].fen == sum(parts)
        typed = total(a for a in budget.typed.revenue if a.fund == f"{fund}.transfer")
        assert parts[1] == typed <= rows[fund]["amount"].fen


def test_cls003_codes_are_printed_in_three_two_and_two_digits(budget: Built) -> None:
    for table in budget.document.tables():
        for panel in table.panels:
            places = [n for n, column in enumerate(panel.columns) if column.role is Role.CODE]
            for row in panel.rows:
                written = ["".join(map(str, row.cells[place])) for place in places]
                assert "".join(written) == (row.code or "") or len(places) < 2
                for part, digits in zip(written, (3, 2, 2), strict=False):
                    assert not part or re.fullmatch(rf"[0-9]{{{digits}}}", part)


def test_pub004_tables_go_down_to_the_item_with_both_kinds(budget: Built) -> None:
    for what in BY_ITEM[1:]:
        kinds = set(next(iter(budget.cells(what).values())))
        assert kinds >= {"project"}
        assert kinds & {"basic", "personnel"}
        items = [row for row, kind in _kinds(budget, what).items() if kind == "leaf"]
        assert all(len(code) == 7 for code in items)
    economic = [row for row, kind in _kinds(budget, "economic").items() if kind == "leaf"]
    assert all(len(code) == 5 for code in economic)


def _kinds(budget: Built, what: str) -> dict[str, str]:
    return {row.id: row.kind.value for row in budget.table(what).panels[0].rows}


def _rounded(fen: int, unit: str) -> Decimal:
    worth = {"万元": WAN, "元": 100}[unit]
    return (Decimal(fen) / worth).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_pct007_amounts_are_rounded_half_up_once(budget: Built) -> None:
    compared = 0
    for table in budget.document.tables():
        for panel in range(len(table.panels)):
            for row in cells_of(table, panel).values():
                for cell in row.values():
                    number = Decimal(cell.text.replace(",", "") or 0)
                    assert number == _rounded(cell.fen, table.unit)
                    compared += 1
    for figure in budget.figures().values():
        if figure.unit in ("万元", "元") and figure.formula is not Formula.DIFFERENCE:
            digits = re.sub(r"[^0-9.-]", "", figure.text)
            assert Decimal(digits) == _rounded(figure.value, figure.unit)
            compared += 1
    assert compared > 150


def test_pct009_amounts_of_a_table_are_written_in_one_style(budget: Built) -> None:
    for table in budget.document.tables():
        texts = {
            (cell.fen, cell.text)
            for panel in range(len(table.panels))
            for row in cells_of(table, panel).values()
            for cell in row.values()
        }
        zeros = {text for fen, text in texts if fen == 0}
        assert len(zeros) <= 1
        decimals = {len(text.partition(".")[2]) for _, text in texts if text}
        assert decimals <= ({0, 1, 2} if budget.xinjiang else {2})


def test_pct011_one_fen_is_a_difference() -> None:
    assert find_errors(minimal_with("amount: 12.00", "amount: 12.000001"))
    assert not find_errors(minimal_with("amount: 12.00", "amount: 12.000000"))


def _percentages(budget: Built, formula: Formula) -> list[Figure]:
    figures = budget.figures().values()
    return [f for f in figures if f.unit == PERCENT and f.formula is formula]


def test_pct001_and_pct010_a_share_is_its_part_of_the_whole(budget: Built) -> None:
    for share in _percentages(budget, Formula.SHARE):
        part, whole = share.operands
        exact = Decimal(100 * part.value) / Decimal(whole.value)
        assert Decimal(share.exact) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert 0 <= Decimal(share.exact) <= 100


def test_pct002_shares_of_one_breakdown_are_those_of_a_whole(budget: Built) -> None:
    """Each share is rounded once; that makes them miss 100 by half a hundredth each at most."""
    shares = {share.id: share for share in _percentages(budget, Formula.SHARE)}
    classes = [share for name, share in shares.items() if name.startswith("general_by_class.")]
    kinds = [shares[name] for name in ("basic.share", "projects.share") if name in shares]
    for parts in (classes, kinds):
        if parts:
            whole = parts[0].operands[1].value
            assert sum(share.operands[0].value for share in parts) == whole
            missed = abs(sum((Decimal(share.exact) for share in parts), Decimal(-100)))
            assert missed <= Decimal("0.005") * len(parts)


def test_pct003_growth_is_the_change_over_last_years_amount(budget: Built) -> None:
    for growth in _percentages(budget, Formula.GROWTH):
        current, prior = (operand.value for operand in growth.operands)
        if prior:
            exact = Decimal(100 * abs(current - prior)) / Decimal(prior)
            assert Decimal(growth.exact) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_pct004_growth_from_nothing_is_no_percentage(budget: Built) -> None:
    grown = _percentages(budget, Formula.GROWTH)
    assert all(prior.value for _, prior in (growth.operands for growth in grown))


def test_pct008_percentages_are_written_in_one_style(budget: Built) -> None:
    pattern = r"[0-9]+(\.[0-9]{2})?%" if budget.xinjiang else r"[0-9]+\.[0-9]{2}%|100%"
    for figure in budget.figures().values():
        if figure.unit == PERCENT:
            assert re.fullmatch(pattern, figure.text)
            assert not (budget.xinjiang and figure.text.endswith(".00%"))


@pytest.mark.parametrize("breaks", [lambda cell: cell + 1, lambda cell: cell - 1])
def test_the_sums_of_these_tests_see_one_fen(breaks: Callable[[int], int]) -> None:
    korla = built()[0]
    cell = korla.cells("expenditure")["2013801"]["basic"]
    typed = (a for a in korla.typed.by_function if a.function == "2013801")
    assert breaks(cell.fen) != total(typed)


def test_a_source_with_errors_is_no_built_budget() -> None:
    assert build("broken", minimal_with("amount: 12.00", "amount: 13.00")) is None
    assert groups()["30101"] == "人员经费"
