"""Formulas of local rules: exact, of one meaning, bounded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.local.formula import (
    COMPARISONS,
    MAX_DEPTH,
    MAX_SIGNS,
    DividedByNothingError,
    FormulaError,
    Kind,
    deciding,
    holds,
    kind_of,
    parsed,
    value_of,
)
from budgetc.numbers.money import Unit

UNITS = {"元": Unit("元", 100), "万元": Unit("万元", 1_000_000), "$": Unit("$", 100)}
NAMES = {"a": Fraction(7), "b": Fraction(-3, 2), "nought": Fraction(0)}
NUMBERS = dict.fromkeys(NAMES, Kind.NUMBER)


def _value(text: str) -> Fraction:
    node = parsed(text, UNITS)
    kind_of(node, NUMBERS)
    return value_of(node, NAMES)


def _holds(text: str) -> bool:
    node = parsed(text, UNITS)
    assert kind_of(node, NUMBERS) is Kind.TRUTH
    return holds(node, NAMES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 - 2 - 1", 4), ("8 / 2 / 2", 2),
        ("-a + 10", 3), ("- -a", 7), ("2 * -b", 3), ("1.10 * 3", Fraction(33, 10)),
        ("20%", Fraction(1, 5)), ("share(a, 28)", Fraction(1, 4)),
        ("change(a, 5)", Fraction(2, 5)), ("change(1, 0 - 2)", Fraction(3, 2)),
        ("abs(b)", Fraction(3, 2)), ("min(a, b)", Fraction(-3, 2)), ("max(a, b)", 7),
        ("（a＋1）×2", 16), ("a − 1 ÷ 2", Fraction(13, 2)), ("0.1 + 0.2", Fraction(3, 10)),
    ],
)  # fmt: skip
def test_a_number_is_exact(text: str, value: Fraction) -> None:
    assert _value(text) == value


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("a = 7", True), ("a == 7", True), ("a != 7", False), ("a <> 7", False), ("a ≠ 7", False),
        ("a ≤ 7", True), ("a < 7", False), ("a ≥ 7 and b < 0", True), ("not a = 7", False),
        ("a < 0 or b < 0 and a > 0", True), ("(a < 0 or b < 0) and a < 0", False),
        ("not (a < 0 or a > 0)", False), ("nought = 0 or a / nought > 1", True),
        ("nought > 0 and a / nought > 1", False),
    ],
)  # fmt: skip
def test_a_condition_holds_or_not(text: str, truth: bool) -> None:  # noqa: FBT001
    assert _holds(text) is truth


def test_money_is_written_with_its_unit() -> None:
    for text, fen in {"5 万元": 5_000_000, "5万元": 5_000_000, "0.01元": 1, "3 $": 300}.items():
        node = parsed(text, UNITS)
        assert kind_of(node, {}) is Kind.MONEY
        assert value_of(node, {}) == fen


_TREES = st.recursive(
    st.sampled_from([*NAMES]) | st.integers(0, 99).map(str),
    lambda below: st.tuples(st.sampled_from("+-*/"), below, below).map(
        lambda parts: f"({parts[1]} {parts[0]} {parts[2]})"
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(_TREES, _TREES, st.sampled_from(sorted(COMPARISONS)))
def test_it_comes_to_what_python_makes_of_it(one: str, other: str, sign: str) -> None:
    text = f"{one} {sign} {other}"
    python = f"{_fractions(one)} {'==' if sign == '=' else sign} {_fractions(other)}"
    try:
        expected = eval(python, {"F": Fraction}, dict(NAMES))  # noqa: S307  # of our own making
    except ZeroDivisionError:
        with pytest.raises((DividedByNothingError, FormulaError), match="divides by 0"):
            _holds(text)
        return
    assert _holds(text) is expected


def _fractions(text: str) -> str:
    return " ".join(
        f"{word[: len(word) - len(word.lstrip('('))]}F({word.strip('()')})"
        f"{word[len(word.rstrip(')')) :]}"
        if word.strip("()").isdigit()
        else word
        for word in text.split(" ")
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a <= 5 万元", "“a <= 5 万元”: <= cannot be of a number and an amount of money"),
        ("1 元 * 1 元 > 1", "“1 元 * 1 元”: * cannot be of an amount of money and an amount"),
        ("1 / 1 元 > 1", "“1 / 1 元”: / cannot be of a number and an amount of money"),
        ("a + (a > b) > 1", "“a + (a > b)”: + cannot be of a number and a condition"),
        ("a and b", "“a and b”: and cannot be of a number and a number"),
        ("a / 0 > 1", "“a / 0” divides by 0"),
        ("a < b < 3", "two comparisons follow each other at “<”"),
        ("a <", "the formula ends too early"),
        ("", "the formula ends too early"),
        ("a b", "“b” cannot stand there"),
        ("abs(a, b) > 1", "abs is of 1 numbers"),
        ("share a > 1", "“a” cannot stand there"),
        ("a; b", "“;” is no sign of formulas"),
        ("a.b > 1", "“.” is no sign of formulas"),
        ("a > 5 斤", "there is no unit 斤"),
        ("9999999999999999 > a", "a number has more than 15 digits"),
        ("1e999999999 > a", "there is no unit e999999999"),
        ("__import__(a)", "“(” cannot stand there"),
        ("{{ a }}", "“{” is no sign of formulas"),
    ],
)
def test_what_means_nothing_is_refused(text: str, reason: str) -> None:
    with pytest.raises(FormulaError) as error:
        _holds(text)
    assert ENGLISH(error.value.reason).startswith(reason)
    assert ENGLISH(error.value.hint)


def test_a_unit_before_its_number_is_told_where_it_stands() -> None:
    with pytest.raises(FormulaError) as error:
        _holds("a <= 元 5")
    assert ENGLISH(error.value.reason) == "“5” cannot stand there"
    assert ENGLISH(error.value.hint) == "a unit stands behind its number: 5 元"
    assert Translator("zh")(error.value.hint) == "单位写在数字后面：5 元"


def test_size_and_depth_are_bounded() -> None:
    long = " + ".join(["a"] * (MAX_SIGNS // 2))
    assert _value(long) == 7 * MAX_SIGNS // 2
    deep = "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH
    assert _value(deep) == 7
    for text in (f"{long} + a + a", f"({deep})", "-" * 100 + "a", "not " * 100 + "a = 1",
                 "abs(" * 100 + "a" + ")" * 100):  # fmt: skip
        with pytest.raises(FormulaError):
            parsed(text, UNITS)


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("a > 0 and a > 9", "a > 9"), ("a > 9 or b > 0", "b > 0"), ("not a = 7", "a = 7"),
        ("a > 9 and b > 9", "a > 9"), ("a > 9 or (b > 0 and a > 0)", "b > 0"),
    ],
)  # fmt: skip
def test_the_comparison_that_decided_is_told(text: str, comparison: str) -> None:
    assert deciding(parsed(text, UNITS), NAMES).text == comparison


OF_SIGNS = {
    "₹": Unit("₹", 100),
    "₹ crore": Unit("₹ crore", 1_000_000_000),
    "₹ lakh": Unit("₹ lakh", 10_000_000),
    "元": Unit("元", 100),
}


@pytest.mark.parametrize(
    ("text", "fen"),
    [("2 ₹ crore", 2_000_000_000), ("2₹ lakh", 20_000_000), ("3 ₹", 300), ("3₹*2", 600),
     ("1 ₹ + 1 元", 200)],
)  # fmt: skip
def test_a_unit_may_be_a_sign_and_a_word(text: str, fen: int) -> None:
    assert value_of(parsed(text, OF_SIGNS), {}) == fen


@pytest.mark.parametrize(
    ("text", "reason", "hint", "chinese"),
    [
        ("a <= 100 crore", "there is no unit crore", "it may be ₹, ₹ crore, ₹ lakh, 元",
         "可填：₹、₹ crore、₹ lakh、元"),
        ("a <= ₹ 100", "“100” cannot stand there", "a unit stands behind its number: 100 ₹",
         "单位写在数字后面：100 ₹"),
        ("a <= ₹ crore 100", "“100” cannot stand there",
         "a unit stands behind its number: 100 ₹ crore", "单位写在数字后面：100 ₹ crore"),
        ("a <= 100 ₹ crores", "“crores” cannot stand there", "did you mean ₹ crore?",
         "是否应为₹ crore？"),
        ("a <= 100 ₽", "there is no unit ₽", "it may be ₹, ₹ crore, ₹ lakh, 元",
         "可填：₹、₹ crore、₹ lakh、元"),
    ],
)  # fmt: skip
def test_a_unit_of_signs_that_is_typed_otherwise_is_told(
    text: str, reason: str, hint: str, chinese: str
) -> None:
    with pytest.raises(FormulaError) as error:
        parsed(text, OF_SIGNS)
    assert (ENGLISH(error.value.reason), ENGLISH(error.value.hint)) == (reason, hint)
    assert Translator("zh")(error.value.hint) == chinese
