"""Amounts below zero: no share, growth or completion is printed over them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import Figure, Formula, line_text
from budgetc.layout.quantities import Change
from budgetc.layout.style import Style
from budgetc.lists import money_units
from budgetc.numbers.style import NumberFormat
from budgetc.numbers.values import Amount
from tests.support import RESOURCES, ROOT, compile_text, with_change

NUMBERS = NumberFormat(2, bare_whole=False, zero=None, separator="")
UNIT = money_units(RESOURCES)["万元"]
STYLE = Style(UNIT, "", NUMBERS, replace(NUMBERS, after="%"), "100%", "exact")


def _figure(value: int) -> Figure:
    return STYLE.amount(f"f{value}", Amount(value), Formula.SUM)


@pytest.mark.parametrize("base", [-1, -500])
def test_of_less_than_nothing_there_is_no_percentage(base: int) -> None:
    part, whole = _figure(200), _figure(base)
    made = [
        STYLE.share(part, whole),
        STYLE.completion(part, whole),
        STYLE.growth("growth", part, whole),
    ]
    for figure in made:
        assert isinstance(figure, Figure)
        assert figure.text == "—"
        with pytest.raises(NoExactValueError):
            exact_value(figure)


def test_of_amounts_that_are_all_below_zero_there_are_percentages() -> None:
    part, whole = _figure(-150), _figure(-100)
    made = [STYLE.share(part, whole), STYLE.growth("growth", part, whole)]
    assert [one.text for one in made if isinstance(one, Figure)] == ["150.00%", "50.00%"]


@pytest.mark.parametrize(
    ("now", "then", "has"), [(2, 1, True), (0, 1, True), (1, 0, False), (1, -1, False),
    (-1, 1, False), (-1, -2, False)],
)  # fmt: skip
def test_a_template_may_ask_whether_there_is_a_growth(now: int, then: int, *, has: bool) -> None:
    change = Change("c", _figure(now), _figure(then), STYLE)
    assert change.lookup("has_growth") is has


def test_the_one_page_of_a_department_below_zero_prints_no_percentage() -> None:
    name = "budgets/boston-neighborhood-services/2019.yaml"
    text = (ROOT / name).read_text(encoding="utf-8")
    account = "account: 55, actual_before: 20379, actual: 840, appropriation: 0, budget: "
    text = with_change(text, account + "0", account + "-9000000")
    detail = "account: 55900, actual_before: 20913, actual: 0, appropriation: 1600, budget: "
    compiled = compile_text(with_change(text, detail + "1600", detail + "-8998400"))
    assert compiled.document is not None
    assert compiled.document.one_page is not None
    page, findings = compiled.document.one_page()
    assert page is not None
    assert findings == ()
    said = " ".join(line_text(one.says) for one in page.numbers)
    assert "%" not in said
    assert "Pay and other costs of staff." in said
    bal012 = next(one for one in compiled.results if one.rule == "BAL012")
    assert "sections that the jurisdiction declares" in str(bal012)
