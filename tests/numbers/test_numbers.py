"""The look of a number: rounded once, halves away from zero."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.numbers.money import Unit
from budgetc.numbers.style import NumberFormat

YUAN = Unit("元", 100)
WAN = Unit("万元", 1_000_000)

PADDED = NumberFormat(2, bare_whole=False, zero=None, separator="")
BARE = NumberFormat(2, bare_whole=True, zero=None, separator="")
BLANK = NumberFormat(2, bare_whole=True, zero="", separator="")
GROUPED = NumberFormat(2, bare_whole=False, zero="-", separator=",")
WHOLE = NumberFormat(0, bare_whole=False, zero=None, separator=" ")
DOLLARS = NumberFormat(0, bare_whole=False, zero="-", separator=",", brackets=True, before="$")
LAKHS = NumberFormat(0, bare_whole=False, zero=None, separator=",", groups="lakhs")
EUROS = NumberFormat(2, bare_whole=True, zero=None, separator=".", point=",", after=" €")

FEN = st.integers(-(10**20), 10**20)
EXACTLY = Context(prec=80, rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("style", "unit", "fen", "text"),
    [
        (PADDED, WAN, 370_000_000, "370.00"),
        (BARE, WAN, 370_000_000, "370"),
        (BARE, WAN, 371_000_000, "371"),
        (BARE, WAN, 3_700_000, "3.70"),
        (BARE, WAN, 3_050_000, "3.05"),
        (PADDED, WAN, 0, "0.00"),
        (BARE, WAN, 0, "0"),
        (BLANK, WAN, 0, ""),
        (GROUPED, WAN, 0, "-"),
        # What rounds to zero has the digits of zero and no sign, and not what stands for nothing.
        (PADDED, WAN, 4_999, "0.00"),
        (PADDED, WAN, -4_999, "0.00"),
        (GROUPED, WAN, 4_999, "0.00"),
        (BLANK, WAN, 1, "0"),
        (BLANK, WAN, -1, "0"),
        # Halves go away from zero.
        (PADDED, WAN, 5_000, "0.01"),
        (PADDED, WAN, -5_000, "-0.01"),
        (PADDED, WAN, 87_708_000 // 10, "8.77"),
        (PADDED, WAN, 2_685_000, "2.69"),
        (PADDED, YUAN, 12_345, "123.45"),
        (WHOLE, YUAN, 50, "1"),
        (WHOLE, YUAN, 49, "0"),
        (GROUPED, YUAN, 123_456_789_00, "123,456,789.00"),
        (GROUPED, YUAN, -123_456, "-1,234.56"),
        (GROUPED, YUAN, 99_999, "999.99"),
        (WHOLE, YUAN, 1_234_567_00, "1 234 567"),
        (DOLLARS, YUAN, 1_234_567_00, "$1,234,567"),
        (DOLLARS, YUAN, -1_234_567_00, "($1,234,567)"),
        (DOLLARS, YUAN, -49, "$0"),
        (DOLLARS, YUAN, 0, "-"),
        (replace(GROUPED, minus="△"), YUAN, -123_456, "△1,234.56"),
        (LAKHS, YUAN, 99_999_00, "99,999"),
        (LAKHS, YUAN, 1_00_000_00, "1,00,000"),
        (LAKHS, YUAN, -1_24_75_000_00, "-1,24,75,000"),
        (LAKHS, YUAN, 12_47_50_000_00, "12,47,50,000"),
        (EUROS, YUAN, -1_234_567_50, "-1.234.567,50 €"),
        (EUROS, YUAN, 1_234_567_00, "1.234.567 €"),
    ],
)
def test_an_amount(style: NumberFormat, unit: Unit, fen: int, text: str) -> None:
    assert style.amount(fen, unit) == text


@given(FEN, st.sampled_from([YUAN, WAN]), st.integers(0, 6))
def test_an_amount_is_rounded_as_decimal_rounds_half_up(
    fen: int, unit: Unit, decimals: int
) -> None:
    style = NumberFormat(decimals, bare_whole=False, zero=None, separator="")
    exact = Decimal(fen).scaleb(-unit.decimals, EXACTLY)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), context=EXACTLY)
    assert style.amount(fen, unit) == f"{abs(rounded) if rounded == 0 else rounded:f}"


@given(FEN)
def test_separators_change_nothing_but_themselves(fen: int) -> None:
    grouped = NumberFormat(2, bare_whole=False, zero=None, separator=",")
    text = grouped.amount(fen, YUAN)
    assert text.replace(",", "") == PADDED.amount(fen, YUAN)
    whole = text.lstrip("-").partition(".")[0].split(",")
    assert 1 <= len(whole[0]) <= 3
    assert all(len(group) == 3 for group in whole[1:])


@given(FEN, st.integers(0, 3))
def test_bare_differs_from_padded_only_in_whole_numbers(fen: int, decimals: int) -> None:
    bare = NumberFormat(decimals, bare_whole=True, zero=None, separator="").amount(fen, YUAN)
    padded = NumberFormat(decimals, bare_whole=False, zero=None, separator="").amount(fen, YUAN)
    assert padded in (bare, f"{bare}.{'0' * decimals}")
    assert Decimal(bare) == Decimal(padded)
    assert not bare.endswith(f".{'0' * decimals}")


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (3_700, 31_466, "11.76"),  # printed as 11.75 where it was cut
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 8, "12.50"),
        (1, 800, "0.13"),  # 0.125
        (-1, 800, "-0.13"),
        (0, 5, "0.00"),
        (5, 5, "100.00"),
        (7_140, 10_000, "71.40"),
    ],
)
def test_a_percentage(part: int, whole: int, text: str) -> None:
    assert PADDED.percent(part, whole) == text


def test_the_sign_of_a_percentage_stands_inside_brackets() -> None:
    assert replace(DOLLARS, after="%").percent(-1, 8) == "($13%)"
    assert replace(PADDED, brackets=True, point=",", after=" %").percent(-1, 8) == "(12,50 %)"


@given(FEN, st.integers(0, 8))
def test_what_is_shown_is_what_a_reader_reads(fen: int, decimals: int) -> None:
    style = replace(PADDED, decimals=decimals)
    for unit in (YUAN, WAN):
        text, shown = style.printed(fen, unit)
        assert Decimal(text) * unit.fen == shown


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**15))
def test_a_percentage_is_within_half_a_unit_of_its_last_place(part: int, whole: int) -> None:
    shown = Decimal(PADDED.percent(part, whole))
    # 2 · |shown · whole − 100 · part| ≤ whole / 100, in whole numbers: no quotient, no rounding.
    scaled = int(shown.scaleb(2, EXACTLY))
    assert abs(scaled * whole - 100 * 100 * part) * 2 <= whole


def test_of_nothing_there_is_no_percentage() -> None:
    with pytest.raises(ZeroDivisionError):
        PADDED.percent(1, 0)


@pytest.mark.parametrize("marks", [".", ",.", ",", ".,", " .", " ,"])
def test_whether_programs_write_digits_so(marks: str) -> None:
    style = replace(PADDED, separator=marks[:-1], point=marks[-1])
    assert style.is_plain is (marks in {".", ",."})
