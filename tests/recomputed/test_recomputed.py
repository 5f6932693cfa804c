"""Generated departments beside the oracle: every cell, and every figure of a sentence.

A few here; `python -m tests.recomputed SEED N` compares as many as are wanted (docs/oracle.md).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from .compared import compare, compiled
from .oracle import Oracle, percent, written
from .run import Tally, drawn
from .writing import sources

DEPARTMENTS = 20
FIGURES = 5_000


def test_every_figure_is_what_the_sources_say() -> None:
    tally = Tally()
    for name, department in drawn(11, DEPARTMENTS):
        tally.add(name, department)
    assert tally.differences == []
    assert tally.errors == []
    assert tally.owed <= DEPARTMENTS // 10
    assert tally.figures > FIGURES


def test_the_oracle_notices_another_amount() -> None:
    (_, department) = next(iter(drawn(1, 1)))
    files = sources(department)
    document = compiled(files, "2024.yaml").document
    assert document is not None
    assert compare(document, Oracle.of(files, "2024.yaml")).differences == []
    text = files["2024.yaml"]
    start = text.index("    amount: ") + len("    amount: ")
    end = text.index("\n", start)
    other = f"{text[:start]}{Decimal(text[start:end]) + 1}{text[end:]}"
    assert compare(document, Oracle.of({**files, "2024.yaml": other}, "2024.yaml")).differences


NUMBERS = {"unit": "万元", "decimals": "2", "whole": "bare", "zero": "blank", "separator": ","}


@pytest.mark.parametrize(
    ("yuan", "text"),
    [("50", "0.01"), ("49.99", "0"), ("-49.99", "0"), ("-50", "-0.01"), ("12345678.5", "1,234.57"),
     ("10000", "1"), ("99999.99", "10"), ("150", "0.02"), ("250", "0.03")],
)  # fmt: skip
def test_amounts_are_written_halves_away_from_zero(yuan: str, text: str) -> None:
    assert written(Decimal(yuan), NUMBERS) == text


@pytest.mark.parametrize(
    ("part", "text"),
    [(Fraction(1, 3), "33.33%"), (Fraction(1, 20_000), "0.01%"), (Fraction(3, 1), "300%"),
     (Fraction(25, 200_000), "0.01%"), (Fraction(0), "0%")],
)  # fmt: skip
def test_percentages_are_rounded_once(part: Fraction, text: str) -> None:
    assert percent(part, {"decimals": "2", "whole": "bare"}) == text
