"""Money is exact, and is rounded once, halves away from zero."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from budgetc.diagnostics.messages import ENGLISH, ReasonedError, Translator
from budgetc.numbers.money import (
    FinerThanFenError,
    Unit,
    decimal_text,
    exact_text,
    load_units,
    money_text,
    round_ratio,
    to_fen,
)
from tests.support import ROOT, SCHEMA

CHINESE = Translator("zh")

YUAN = Unit("元", 100)
WAN = Unit("万元", 1_000_000)
UNITS = st.sampled_from([YUAN, WAN])
FEN = st.integers(-(10**20), 10**20)

EXACTLY = Context(prec=80, rounding=ROUND_HALF_UP)


@given(st.integers(-(10**18), 10**18), st.integers(-(10**9), 10**9))
@example(5, 10)
@example(-5, 10)
@example(25, 10)
@example(4_999_999, 10_000_000)
@example(5, -10)
def test_a_ratio_is_rounded_as_decimal_rounds_half_up(numerator: int, denominator: int) -> None:
    assume(denominator != 0)
    quotient, rest = divmod(abs(numerator) * 10, abs(denominator))
    # One further digit, which is 1 wherever anything is left, decides a half exactly.
    digits = Decimal(f"{quotient}{1 if rest else 0}").scaleb(-2, EXACTLY)
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    assert round_ratio(numerator, denominator) == sign * int(
        digits.quantize(Decimal(1), context=EXACTLY)
    )


def test_a_ratio_over_nothing_is_no_number() -> None:
    with pytest.raises(ZeroDivisionError):
        round_ratio(1, 0)


@given(FEN, UNITS)
def test_an_amount_written_to_the_fen_is_read_exactly(fen: int, unit: Unit) -> None:
    written = Decimal(fen).scaleb(-unit.decimals, EXACTLY)
    assert to_fen(written, unit) == fen


@given(st.integers(-(10**15), 10**15), UNITS)
def test_a_whole_number_is_read_exactly(number: int, unit: Unit) -> None:
    assert to_fen(number, unit) == number * (100 if unit is YUAN else 1_000_000)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("0.001", YUAN), ("-0.009", YUAN), ("0.0000001", WAN), ("314.6600001", WAN)],
)
def test_an_amount_finer_than_a_fen_is_refused(written: str, unit: Unit) -> None:
    with pytest.raises(FinerThanFenError):
        to_fen(Decimal(written), unit)


def test_zeros_below_a_fen_are_no_digits() -> None:
    assert to_fen(Decimal("1.230000000"), YUAN) == 123


@given(FEN, UNITS)
def test_exact_text_is_the_amount_and_has_no_digit_too_many(fen: int, unit: Unit) -> None:
    text = exact_text(fen, unit)
    assert to_fen(Decimal(text), unit) == fen
    assert "." not in text or text[-1] not in ".0"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (314_660_000, "314.66"),
        (5_000_000, "5"),
        (100_000_000, "100"),
        (0, "0"),
        (-1, "-0.000001"),
    ],
)
def test_exact_text_of_ten_thousands(fen: int, text: str) -> None:
    assert exact_text(fen, WAN) == text


@given(FEN, st.integers(0, 8))
def test_decimal_text_shifts_the_point(scaled: int, decimals: int) -> None:
    text = decimal_text(scaled, decimals)
    assert Decimal(text) == Decimal(scaled).scaleb(-decimals, EXACTLY)
    assert len(text.partition(".")[2]) == decimals


def test_the_shipped_units_are_of_two_currencies() -> None:
    units = load_units((ROOT / "schema/units.json").read_text(encoding="utf-8"))
    assert {name: (unit.fen, unit.decimals, unit.currency) for name, unit in units.items()} == {
        "元": (100, 2, "CNY"),
        "万元": (10**6, 6, "CNY"),
        "千元": (10**5, 5, "CNY"),
        "亿元": (10**10, 10, "CNY"),
        "$": (100, 2, "USD"),
    }
    assert SCHEMA.document["properties"]["unit"]["enum"] == list(units)
    assert [ENGLISH(units[name].least) for name in ("万元", "$")] == ["one fen", "one cent"]
    assert [CHINESE(units[name].least) for name in ("万元", "$")] == ["一分", "一美分"]


@pytest.mark.parametrize(
    ("fen", "name", "text"),
    [
        (2_042_988_200, "$", "$20,429,882"),
        (195_050, "$", "$1,950.50"),
        (-12_450, "$", "-$124.50"),
        (-5, "$", "-$0.05"),
        (0, "$", "$0"),
        (314_660_000_00, "万元", "31466 万元"),
        (-1_234_560, "万元", "-1.23456 万元"),
    ],
)
def test_messages_write_an_amount_as_its_currency_is_written(
    fen: int, name: str, text: str
) -> None:
    units = load_units((ROOT / "schema/units.json").read_text(encoding="utf-8"))
    assert ENGLISH(money_text(fen, units[name])) == text


def test_a_unit_of_no_named_currency_calls_the_smallest_by_itself() -> None:
    unit = load_units('{"k$": 100000}')["k$"]
    assert unit == Unit("k$", 100_000)
    assert ENGLISH(unit.least) == "0.00001 k$"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "there is no unit"),
        ('{"USD": {"smallest": {"en": "cent", "zh": "美分"}, "units": {}}}', "there is no unit"),
        ('{"$": 120}', "each unit is worth 1, 10, 100 … of the smallest"),
        ('{"$": 0.5}', "each unit is worth 1, 10, 100 … of the smallest"),
    ],
)
def test_units_that_cannot_be_counted_with_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ReasonedError) as caught:
        load_units(text)
    assert ENGLISH(caught.value.reason) == reason


EURO = {"smallest": {"en": "cent", "zh": "欧分"}, "separator": ".", "units": {"€": 100}}


def test_a_country_has_its_own_mark_of_decimals() -> None:
    units = load_units(json.dumps({"EUR": {**EURO, "point": ","}}))
    assert ENGLISH(money_text(4_400_012_345, units["€"])) == "44.000.123,45 €"
    assert ENGLISH(money_text(-50, units["€"])) == "-0,5 €"
    assert ENGLISH(money_text(100_000, units["€"])) == "1.000 €"


def test_no_mark_stands_for_thousands_and_for_decimals() -> None:
    with pytest.raises(ReasonedError) as caught:
        load_units(json.dumps({"EUR": EURO}))
    assert ENGLISH(caught.value.reason) == (
        'EUR: . stands for thousands and for the decimal point; say "point": with the mark of '
        "decimals"
    )
    assert CHINESE(caught.value.reason) == (
        'EUR：“.” 既作千位分隔符又作小数点；请用 "point" 写明小数点'
    )


def test_a_unit_of_several_words_does_not_run_into_its_digits() -> None:
    told = {"leads": True, "separator": ",", "units": {"KES": 100, "KES m": 10**8, "kKES": 10**5}}
    units = load_units(json.dumps({"KES": {"smallest": {"en": "cent", "zh": "分"}, **told}}))
    amount = 158_600_000_050
    assert [ENGLISH(money_text(amount, units[name])) for name in ("KES", "KES m", "kKES")] == [
        "KES1,586,000,000.50",
        "1,586.0000005 KES m",
        "kKES1,586,000.0005",
    ]
