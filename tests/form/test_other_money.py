"""Amounts of other money in a form: with the marks of its currency, and units of several words."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from budgetc.form.model import Field, Kind
from budgetc.form.returned import Cell
from budgetc.form.taken import NotTakenError, Reading, taken
from budgetc.numbers.money import load_units
from budgetc.numbers.style import LAKHS, THOUSANDS

EURO = {
    "smallest": {"en": "cent"},
    "signs": ["€"],
    "separator": ".",
    "point": ",",
    "units": {"€": 100, "T€": 100_000, "Mio. €": 100_000_000},
}
FRANC = {"smallest": {"en": "Rappen"}, "separator": "’", "units": {"CHF": 100}}
RUPEE = {
    "smallest": {"en": "paisa"},
    "signs": ["₹"],
    "separator": ",",
    "units": {"₹": 100, "₹ lakh": 10_000_000, "₹ crore": 1_000_000_000},
}
UNITS = load_units(json.dumps({"EUR": EURO, "CHF": FRANC, "INR": RUPEE}))


def read(value: object, unit: str, number_format: str = "General", kind: Kind = Kind.AMOUNT) -> str:
    """Return what a cell says, in a unit."""
    cell = Cell(value, "Amounts", 6, 3, number_format)
    groups = LAKHS if "₹" in unit else THOUSANDS
    reading = Reading(UNITS[unit], UNITS, {}, groups)
    number = taken(Field((), "", "", kind), cell, reading)
    assert isinstance(number, Decimal | int)
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [
        ("1.234,56", "€", "1234.56"),
        ("1.234", "T€", "1234"),  # no 1.234: a point of this currency stands between thousands
        ("1,234", "T€", "1.234"),
        ("0.500", "Mio. €", "0.5"),  # no group of thousands begins with a nought
        ("1.234.567", "€", "1234567"),
        ("-1.234,50 €", "€", "-1234.5"),
        ("(1.234,50)", "€", "-1234.5"),
        ("1234,5", "€", "1234.5"),
        ("1234.50", "€", "1234.5"),
        ("1,234.50", "€", "1234.5"),
        ("1,25 Mio. €", "€", "1250000"),
        ("1,25 Mio. €", "Mio. €", "1.25"),
        ("1’234.50", "CHF", "1234.5"),
        ("1'234'567", "CHF", "1234567"),
        ("1,24,75,000", "₹", "12475000"),
        ("12,34,567.50", "₹", "1234567.5"),
        ("₹ 2.5 crore", "₹", "25000000"),
        ("2.5 ₹ crore", "₹", "25000000"),
        ("-₹2.5 crore", "₹ lakh", "-250"),
    ],
)
def test_amounts_as_people_of_that_money_write_them(typed: str, unit: str, amount: str) -> None:
    assert read(typed, unit) == amount


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("1.23.456", "€"),
        ("1.234.56", "€"),
        ("1,24,75", "₹"),
        ("0,500", "₹"),
        ("1,24,75,000", "€"),
        ("1,2,34,567,", "₹"),
        ("1’23", "CHF"),
        ("2.5 crore", "₹"),
    ],
)
def test_what_is_no_amount_of_that_money(typed: str, unit: str) -> None:
    with pytest.raises(NotTakenError):
        read(typed, unit)


def test_other_numbers_have_the_marks_of_the_money_too() -> None:
    assert read("66,5", "€", kind=Kind.NUMBER) == "66.5"
    assert read("1.234", "€", kind=Kind.WHOLE) == "1234"


@pytest.mark.parametrize(
    "number_format", ['#,##0.00" Mio. €"', '#,##0.00\\ "Mio. €"', "[$Mio. €-407]\\ 0.0"]
)
def test_a_unit_of_several_words_that_a_format_shows(number_format: str) -> None:
    assert read(1.25, "€", number_format) == "1250000"


def test_a_point_that_a_format_sets_among_the_digits() -> None:
    with pytest.raises(NotTakenError):
        read(125, "€", '0"."00')
