"""What is a number of a text, and what stands behind it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetc.compare.scan import Writing, rejoined, scan
from budgetc.numbers.marks import WITH_COMMA
from budgetc.published.words import squeezed

UNITS = ("元", "万元", "%")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("预算314.66万元", [("314.66", "万元")]),
        ("占 88.24 %，增长71.40％", [("88.24", "%"), ("71.40", "%")]),
        ("1,623.18万\n元", [("1623.18", "万元")]),
        ("３１４．６６元", [("314.66", "元")]),
        ("40，100.5", [("40100.5", "")]),
        ("40，其中", [("40", "")]),
        ("| -5.00 | - 8", [("-5.00", ""), ("8", "")]),
        ("1月1日-2024年", [("1", ""), ("1", ""), ("2024", "")]),
        ("Z6001-2019", [("6001", ""), ("2019", "")]),
        ("314.6 202", [("314.6", ""), ("202", "")]),
        ("5．2025年收支", [("5", ""), ("2025", "")]),
        ("9" * 21, []),
        ("②", []),
    ],
)
def test_numbers(text: str, numbers: list[tuple[str, str]]) -> None:
    found = [(number.value, number.unit) for number in scan(text, UNITS).numbers]
    assert found == [(Decimal(value), unit) for value, unit in numbers]


def test_numbers_that_count_paragraphs() -> None:
    numbers = scan("1.收入 2、支出 3.5万元 6、", UNITS).numbers
    assert [number.ordinal for number in numbers] == [True, True, False, True]


def test_letters_know_where_they_stand() -> None:
    scanned = scan("一 般（类）5 Z", ())
    assert scanned.letters == "一般类z"
    assert [scanned.text[offset] for offset in scanned.offsets] == ["一", "般", "类", "Z"]
    assert [number.gap for number in scanned.numbers] == [3]
    assert scanned.letter_at(1) == 1


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("16\n6.66", "166.66"),
        ("1,623.\n18", "1623.18"),
        ("3,1\n21.42", "3121.42"),
        ("0\n201", None),
        ("3.5\n4.5", None),
    ],
)
def test_broken_numbers(text: str, whole: str | None) -> None:
    assert _rejoined(text) == (Decimal(whole) if whole else None)


def _rejoined(text: str) -> Decimal | None:
    scanned = scan(text, ())
    whole = rejoined(scanned, scanned.numbers)
    return None if whole is None else whole.value


def test_numbers_with_a_decimal_comma() -> None:
    scanned = scan("1.234,50 € und -2,5 %", UNITS, Writing(WITH_COMMA))
    assert [str(one.value) for one in scanned.numbers] == ["1234.50", "-2.5"]
    broken = scan("1.23\n4,50", UNITS, Writing(WITH_COMMA))
    whole = rejoined(broken, broken.numbers)
    assert whole is not None
    assert (whole.value, whole.decimals) == (Decimal("1234.50"), 2)


def test_squeezed() -> None:
    assert squeezed("项 目\n支出 314.6 202 外交") == "项目支出314.6 202外交"


def test_a_mark_of_what_is_below_zero_is_read_where_a_document_prints_it() -> None:
    read = scan("△1,234 ▲5 -6", UNITS, Writing(negative="△")).numbers
    assert [one.value for one in read] == [-1234, 5, -6]
    assert [one.value for one in scan("△1,234", UNITS).numbers] == [1234]


def test_pairs_of_digits_may_stand_above_thousands() -> None:
    text = "₹1,24,75,000 and 12,47,50,000.50; see 1,2 and 12,34"
    values = [str(one.value) for one in scan(text, UNITS).numbers]
    assert values == ["12475000", "124750000.50", "1", "2", "12", "34"]


def test_numbers_in_brackets_are_below_zero_where_a_document_prints_them_so() -> None:
    text = "(599.6) ($1,234) (66.7%) （5） (2024年) (a 3) **(7)** f(8)"
    found = [
        (str(one.value), one.unit)
        for one in scan(text, UNITS, Writing(negative="brackets")).numbers
    ]
    assert found == [
        ("-599.6", ""), ("-1234", ""), ("-66.7", "%"), ("-5", ""), ("2024", ""), ("3", ""),
        ("-7", ""), ("8", ""),
    ]  # fmt: skip
    assert [one.value for one in scan("(599.6) ($1,234)", UNITS).numbers] == [
        Decimal("599.6"),
        Decimal(1234),
    ]
