"""Prints that a reader takes for other numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgetc.numbers.misread import misread
from budgetc.numbers.style import NumberFormat
from tests.numbers.test_numbers import BARE, BLANK, DOLLARS, EUROS, GROUPED, PADDED, WHOLE

MINUS, CURLY, NARROW, OVERTURN = "\u2212", "\u2019", "\u202f", "\u202e"


@pytest.mark.parametrize("style", [PADDED, BARE, BLANK, GROUPED, WHOLE, DOLLARS, EUROS])
@pytest.mark.parametrize("word", ["", "万元", " dollars", " thousand yuan", "US$", " kr."])
def test_a_usual_print_is_read_as_its_number(style: NumberFormat, word: str) -> None:
    assert misread(style, word) is None


@pytest.mark.parametrize(
    "style",
    [
        replace(PADDED, separator=CURLY),
        replace(PADDED, separator=NARROW),
        replace(PADDED, point="·"),
        replace(PADDED, point="'"),
        replace(PADDED, before="R$"),
        replace(PADDED, before="Rs. "),
        replace(PADDED, after=" US-Dollar"),
        replace(PADDED, brackets=True, after=" kr."),
        *(replace(PADDED, zero=text) for text in ("0", "0.00", "nil", "—", "无", "零", "(0)")),
    ],
)
def test_so_is_one_that_is_less_usual(style: NumberFormat) -> None:
    assert misread(style) is None


@pytest.mark.parametrize(
    ("style", "word", "number", "text"),
    [
        (replace(PADDED, before="-"), "", "5.00", "-5.00"),
        (replace(PADDED, before="- "), "", "5.00", "- 5.00"),
        (replace(PADDED, before=MINUS), "", "5.00", f"{MINUS}5.00"),
        (replace(PADDED, before=" -R"), "", "5.00", " -R5.00"),
        (replace(PADDED, before="一"), "", "5.00", "一5.00"),
        (replace(PADDED, before="("), "", "5.00", "(5.00"),
        (replace(PADDED, before="1"), "", "5.00", "15.00"),
        (replace(PADDED, before="R2 "), "", "5.00", "R2 5.00"),
        (replace(PADDED, before="Rs."), "", "5.00", "Rs.5.00"),
        (replace(PADDED, before=OVERTURN), "", "5.00", f"{OVERTURN}5.00"),
        (replace(PADDED, after="）"), "", "5.00", "5.00）"),
        (replace(PADDED, after="%"), "", "5.00", "5.00%"),
        (replace(PADDED, after="²"), "", "5.00", "5.00²"),
        (replace(PADDED, after=",-"), "", "5.00", "5.00,-"),
        (PADDED, "-", "5.00", "5.00-"),
        (PADDED, "000 dollars", "5.00", "5.00000 dollars"),
        (DOLLARS, "-", "5", "$5-"),
        (replace(PADDED, point="0"), "", "5.00", "5000"),
        (replace(PADDED, point="5"), "", "5.00", "5500"),
        (replace(PADDED, point="-"), "", "5.00", "5-00"),
        (replace(PADDED, point="e"), "", "5.00", "5e00"),
        (replace(PADDED, point=" "), "", "5.00", "5 00"),
        (replace(PADDED, separator="0"), "", "1234567.12", "102340567.12"),
        (replace(PADDED, separator="-"), "", "1234567.12", "1-234-567.12"),
        (replace(BARE, point="0"), "", "1234567.12", "1234567012"),
        *(
            (replace(PADDED, zero=t), "", "0.00", t)
            for t in ("12.00", "-5", "½", "５", "一百", "0.10")
        ),
    ],
)
def test_a_print_that_tells_another_number_is_found(
    style: NumberFormat, word: str, number: str, text: str
) -> None:
    assert misread(style, word) == (number, text)
