"""Matters of style are no differences: the same amount in other clothes is the same amount."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetc.compare import Comparison

from .references import KORLA, PUTUO, compare_with, printed_markdown

GOLDEN = Path(__file__).parent.parent / "golden"
_WIDE = str.maketrans("0123456789%(),:;", "０１２３４５６７８９％（），：；")
_RADICALS = str.maketrans("一二大小", "⼀⼆⼤⼩")
"""Look-alikes from the block of radicals, which the fonts of some PDFs lead to."""

Restyle = Callable[[str], str]


def golden(name: str) -> str:
    """Return one of our documents in Markdown."""
    return (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


def _compare(source: str, text: str) -> Comparison:
    return compare_with(source, printed_markdown(text))


def _in_wide(line: re.Match[str]) -> str:
    return line[0].translate(_WIDE)


def _sentences(change: Restyle) -> Restyle:
    """Return a change of the lines of prose alone: those without cells."""
    return lambda text: "\n".join(
        change(line) if line and line[0] not in "|#<" else line for line in text.split("\n")
    )


def _broken(line: str) -> str:
    """Break every line of prose after eleven characters, words and numbers alike."""
    return "\n".join(line[at : at + 11] for at in range(0, len(line), 11))


RESTYLED: dict[str, Restyle] = {
    "full-width": lambda text: re.sub(r"^(?!\| -).*$", _in_wide, text, flags=re.MULTILINE),
    "look-alikes": lambda text: text.translate(_RADICALS),
    "spaces around numbers": lambda text: re.sub(r"([0-9.]+) *(%|[年月日万元])", r" \1 \2", text),
    "spaces between characters": lambda text: re.sub(r"([\u4e00-\u9fff])", r"\1 ", text),
    "zeros are printed": lambda text: re.sub(r" \|(?= \|\n)", " | 0.00", text),
    "whole amounts have decimals": lambda text: re.sub(
        r"(?<![0-9.,])([0-9]+)万元", r"\1.00万元", text
    ),
    "no zeros in codes": lambda text: re.sub(r"(?<=\| )0([0-9])(?= \|)", r"\1", text),
    "lines of eleven characters": _sentences(_broken),
    "a table of contents": lambda text: (
        f"一、部门概况……………………{1}\n二、收支总表.......... 3\n{text}"
    ),
}


@pytest.mark.parametrize("restyle", RESTYLED.values(), ids=RESTYLED.keys())
@pytest.mark.parametrize(
    ("name", "source"), [("korla", KORLA), ("putuo-finance-bureau-2025", PUTUO)]
)
def test_style_is_no_difference(name: str, source: str, restyle: Restyle) -> None:
    text = restyle(golden(name))
    assert text != golden(name)
    comparison = _compare(source, text)
    assert comparison.told() == ()
    assert comparison.tally.compared > 250


def test_thousands_separators() -> None:
    bare = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", golden("putuo-finance-bureau-2025"))
    assert _compare(PUTUO, bare).told() == ()


def test_another_unit_of_the_tables() -> None:
    """Amounts of 元 may be printed in 万元, where the table says so."""
    text, end, last = golden("putuo-finance-bureau-2025").partition("表 9")
    text = re.sub(r"(?<=[ *])([0-9,]+\.[0-9]{2})(?=[ *])", _in_ten_thousands, text)
    text = text.replace("单位：元", "单位：万元") + end + last
    comparison = _compare(PUTUO, text)
    assert comparison.told() == ()
    assert comparison.tally.compared > 250
    wrong = text.replace("2,512.1091", "2,512.1191", 1)
    (found,) = _compare(PUTUO, wrong).told()
    assert (found.published, found.ours) == ("2,512.1191", "2,512.1091")


@pytest.mark.parametrize(
    ("slip", "fault"), [("973.26", "rounding"), ("973.28", "amount"), ("973.3", "")]
)
def test_a_slip_in_a_table_of_another_unit_is_told_in_that(slip: str, fault: str) -> None:
    text, end, last = golden("putuo-finance-bureau-2025").partition("表 9")
    text = re.sub(r"(?<=[ *])([0-9,]+\.[0-9]{2})(?=[ *])", _in_thousands, text)
    text = text.replace("单位：元", "单位：千元").replace("973.27", slip) + end + last
    told = _compare(PUTUO, text).told()
    assert [(one.fault.value, one.published, one.ours) for one in told] == (
        [(fault, slip, "973.27")] if fault else []
    )


def _in_thousands(amount: re.Match[str]) -> str:
    fen = int(amount[1].replace(",", "").replace(".", ""))
    return f"{(fen + 500) // 1000 / 100:,.2f}"


def _in_ten_thousands(amount: re.Match[str]) -> str:
    return f"{int(amount[1].replace(',', '').replace('.', '')) / 1_000_000:,.4f}"


def test_another_unit_in_a_sentence() -> None:
    text = golden("korla").replace("收支总预算314.66万元", "收支总预算3,146,600.00元", 1)
    assert _compare(KORLA, text).told() == ()
    wrong = text.replace("3,146,600.00", "3,146,700.00")
    (found,) = _compare(KORLA, wrong).told()
    assert (found.published, found.ours) == ("3,146,700.00元", "314.66万元")


def test_fewer_digits_are_equal_only_if_rounded() -> None:
    rounded = golden("korla").replace("占88.24%", "占88.2%", 1)
    assert _compare(KORLA, rounded).told() == ()
    (found,) = _compare(KORLA, golden("korla").replace("占11.76%", "占11.7%", 1)).told()[:1]
    assert (found.fault.value, found.published, found.ours) == ("rounding", "11.7%", "11.76%")


def test_moved_paragraphs_and_tables() -> None:
    text = golden("korla")
    first, second = text.index("（三）项目名称"), text.index("（四）项目名称")
    end = text.index("八、关于")
    moved = text[:first] + text[second:end] + text[first:second] + text[end:]
    assert _compare(KORLA, moved).told() == ()
    table5, table6, table7 = (text.index(f"表 {n} 一般公共预算") for n in (5, 6, 7))
    moved = text[:table5] + text[table6:table7] + text[table5:table6] + text[table7:]
    assert _compare(KORLA, moved).told() == ()
