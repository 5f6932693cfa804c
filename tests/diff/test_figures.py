"""Figures that changed: nothing is a value like any other."""

from __future__ import annotations

from budgetc.diff.figures import figure_change
from budgetc.diff.model import FigureChange
from budgetc.document.model import Figure, Formula
from budgetc.numbers.money import Unit
from budgetc.numbers.values import Amount

YUAN = Unit("元", 100)
MONEY = {"元": YUAN}


def _figure(yuan: int) -> Figure:
    value = Amount(100 * yuan)
    return Figure("F", f"{yuan}元", str(yuan), Formula.GIVEN, value=value, unit="元")


def test_a_figure_that_was_nothing() -> None:
    change = figure_change(_figure(0), _figure(5), MONEY)
    assert change == FigureChange("F", "0元", "5元", 500, "元", YUAN)


def test_a_figure_that_is_nothing_now() -> None:
    change = figure_change(_figure(5), _figure(0), MONEY)
    assert change == FigureChange("F", "5元", "0元", -500, "元", YUAN)


def test_a_figure_of_nothing_that_came() -> None:
    change = figure_change(None, _figure(0), MONEY)
    assert change == FigureChange("F", None, "0元", 0, "元", YUAN)
