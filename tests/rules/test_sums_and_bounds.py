"""YOY102 where it cannot tell, BAL105 where another rule speaks, STF101 at its bounds, PER102."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH
from budgetc.pipeline import Compilation
from budgetc.rules import Outcome
from tests.support import KORLA, MINIMAL, compile_text, korla_with, with_change

REVENUE = "{fund: general.own, amount: 12.00}"
OFFICE = "{code: 2013801, amount: 9.00}"
HOUSING = "{code: 2210201, amount: 1.00}"
TRAINING = "      economic: 302\n"


def _with(*changes: tuple[str, str]) -> str:
    text = MINIMAL
    for old, new in changes:
        text = with_change(text, old, new)
    return text


def _priors(revenue: str, office: str, training: str) -> str:
    return _with(
        (REVENUE, f"{REVENUE[:-1]}, {revenue}, reason: 增加}}"),
        (OFFICE, f"{OFFICE[:-1]}, {office}, reason: 增加}}"),
        (HOUSING, f"{HOUSING[:-1]}, prior: 1.00}}"),
        (TRAINING, f"{TRAINING}      {training}\n      reason: 增加\n"),
    )


def _outcome(compiled: Compilation, code: str) -> Outcome:
    return {result.rule: result.outcome for result in compiled.results}[code]


@pytest.mark.parametrize(
    ("revenue", "office", "training", "outcome"),
    [
        ("prior: 10.00", "prior: 7.00", "prior: 2.00", Outcome.PASSED),
        ("prior: 10.01", "prior: 7.00", "prior: 2.00", Outcome.FAILED),
        ("prior: 10.00", "prior: 7.00", "prior: 2.01", Outcome.FAILED),
        ("prior: 10.00, restated: 口径调整", "prior: 7.00", "prior: 3.00", Outcome.FAILED),
        ("prior: 10.00, restated: 口径调整", "prior: 7.00", "prior: 2.00", Outcome.PASSED),
        ("prior: 10.00", "group: 人员经费", "prior: 3.00", Outcome.NOT_EVALUATED),
    ],
)
def test_last_years_column(revenue: str, office: str, training: str, outcome: Outcome) -> None:
    assert _outcome(compile_text(_priors(revenue, office, training)), "YOY102") is outcome


def test_last_years_column_is_told_in_one_unit() -> None:
    text = _priors("prior: 11000000", "prior: 6500000", "prior: 3000000")
    compiled = compile_text(with_change(text, "unit: 万元", "unit: 元"))
    (found,) = (one for one in compiled.findings if one.code == "YOY102")
    assert ENGLISH(found.message) == (
        "last year's revenue adds up to 11000000 元, last year's expenditure to 9500001 元: "
        "a difference of 1499999 元"
    )
    assert ENGLISH(found.related[0].message) == "一般财力: 11000000 元"
    assert all(ENGLISH(one.message).endswith(" 元") for one in found.related)


def test_a_fund_that_last_year_overspent_is_told_in_one_unit() -> None:
    text = _priors("prior: 8000000", "prior: 6499999", "prior: 3000000")
    business = "\n  - {fund: unit_funds.business, amount: 1, prior: 1500000, reason: 增加}"
    (revenue,) = (line for line in text.splitlines() if "8000000" in line)
    text = with_change(text, revenue, revenue + business)
    text = with_change(text, TRAINING, f"{TRAINING}      fund: unit_funds.business\n")
    compiled = compile_text(with_change(text, "unit: 万元", "unit: 元"))
    (found,) = (one for one in compiled.findings if one.code == "YOY102")
    told = ENGLISH(found.message).partition(": ")[2]
    assert told == (
        "last year's revenue is 150 万元, last year's expenditure 300 万元: "
        "a difference of 150 万元, which another fund lacks"
    )
    assert [ENGLISH(one.message) for one in found.related] == [
        "unit_funds.business 事业收入: 150 万元"
    ]


def test_last_years_column_of_a_matrix() -> None:
    text = _priors("prior: 10.00", "prior: 7.00", "prior: 2.00")
    begin, end = text.index("  by_function:"), text.index("project_expenditure:")
    lines = (
        "  matrix:\n"
        "    - {code: 2013801, prior: 7.00, reason: 增加, economic: {30101: 9.00}}\n"
        "    - {code: 2210201, prior: %s, reason: 增加, economic: {30113: 1.00}}\n"
    )
    for last, outcome in (("1.00", Outcome.PASSED), ("1.10", Outcome.FAILED)):
        source = text[:begin] + lines % last + text[end:]
        assert _outcome(compile_text(source), "YOY102") is outcome


def test_where_last_years_source_is_there_the_column_is_compared_with_it() -> None:
    text = _priors("prior: 10.00", "prior: 7.00", "prior: 3.00")
    compiled = compile_text(text, last=MINIMAL.replace("2024", "2023"))
    assert _outcome(compiled, "YOY102") is Outcome.PASSED
    assert _outcome(compiled, "YOY001") is Outcome.FAILED


def test_what_last_years_source_waives_is_not_told_again() -> None:
    last = with_change(
        MINIMAL.replace("2024", "2023"),
        "amount: 9.00}\n    - {code: 22",
        "amount: 9.50}\n    - {code: 22",
    )
    waive = "waive:\n  - {rule: BAL001, until: 2099-12-31, reason: 动用了结转资金}\n"
    assert _outcome(compile_text(MINIMAL, last=last), "YOY102") is Outcome.FAILED
    assert _outcome(compile_text(MINIMAL, last=last + waive), "YOY102") is Outcome.NOT_EVALUATED


SPLIT = f"{REVENUE.replace('12.00', '10.00')}\n  - {{fund: general.transfer, amount: 2.00}}"


def test_a_source_of_a_fund_is_not_looked_at_while_the_fund_does_not_balance() -> None:
    text = _with((REVENUE, SPLIT.replace("2.00", "3.00")))
    compiled = compile_text(text)
    assert _outcome(compiled, "BAL105") is Outcome.NOT_EVALUATED
    assert _outcome(compiled, "BAL001") is Outcome.FAILED


def test_a_part_of_a_project_may_be_paid_for_from_above() -> None:
    allocation = "{item: 场地, amount: 1.50}"
    paid = (allocation, "{item: 场地, amount: 1.50, fund: general.transfer}")
    for above, outcome in (("1.50", Outcome.PASSED), ("1.51", Outcome.FAILED)):
        own = f"{12 - float(above):.2f}"
        split = SPLIT.replace("10.00", own).replace("2.00", above)
        assert _outcome(compile_text(_with((REVENUE, split), paid)), "BAL105") is outcome


def test_a_source_that_tables_print_from_both_sides_is_an_error() -> None:
    """表1 said 309.66 of it and 表2 said 314.66."""
    text = korla_with("    amount: 314.66\n", "    amount: 309.66\n")
    text = text.replace(
        "revenue:\n", "revenue:\n  - {fund: general.transfer, amount: 5, prior: 0}\n"
    )
    (found,) = [one for one in compile_text(text).findings if one.code == "BAL105"]
    assert found.severity is Severity.ERROR
    (warned,) = [
        one for one in compile_text(_with((REVENUE, SPLIT))).findings if one.code == "BAL105"
    ]
    assert warned.severity is Severity.WARNING  # no table prints it


def test_the_wages_of_a_person_are_compared_in_yuan_to_the_fen() -> None:
    staff = "  staff: {establishment: 20, in_service: {current: 20}}\n"
    text = _with(("  name: 某某局\n", f"  name: 某某局\n{staff}"))
    # 20 people and 10.00 万元: 5 000 元 a head, the least there is.
    assert _outcome(compile_text(text), "STF101") is Outcome.PASSED
    less = text.replace("30113, amount: 1.00", "30113, amount: 0.99")
    assert _outcome(compile_text(less), "STF101") is Outcome.FAILED


def test_people_without_wages_are_not_judged() -> None:
    staff = "  staff: {establishment: 2, in_service: {current: 2}}\n"
    text = _with(
        ("  name: 某某局\n", f"  name: 某某局\n{staff}"),
        ("code: 30101", "code: 30201"),
        ("code: 30113", "code: 30299"),
    )
    assert _outcome(compile_text(text), "STF101") is Outcome.NOT_EVALUATED


def test_a_whole_budget_in_the_wrong_unit_is_found() -> None:
    text = with_change(KORLA, "\nunit: 万元\n", "\nunit: 元\n")
    assert _outcome(compile_text(text), "STF101") is Outcome.FAILED
    assert _outcome(compile_text(KORLA), "STF101") is Outcome.PASSED


def test_what_a_unit_measures_its_department_may_measure_too() -> None:
    counted = _with(("name: 场次,", "name: 场次, measure: trainings,"))
    assert _outcome(compile_text(counted), "PER102") is Outcome.FAILED
    of_a_unit = with_change(counted, "year: 2024\n", "year: 2024\nkind: unit\n")
    assert _outcome(compile_text(of_a_unit), "PER102") is Outcome.NOT_EVALUATED
