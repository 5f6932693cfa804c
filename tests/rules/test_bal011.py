"""BAL011 against sums made by hand: whatever a table prints, a reader's sum is what counts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from budgetc.pipeline import Compilation
from budgetc.rules import Outcome
from tests.support import compile_text, minimal_with, with_change


def compiled_with(wages: int, housing: int, training: int) -> Compilation:
    """Compile the minimal source in 元, printed in 万元 with two decimals."""
    text = minimal_with("unit: 万元", "unit: 元")
    total = wages + housing + training
    for old, new in (
        ("amount: 12.00", f"amount: {total}"),
        ("{code: 2013801, amount: 9.00}", f"{{code: 2013801, amount: {wages}}}"),
        ("{code: 30101, amount: 9.00}", f"{{code: 30101, amount: {wages}}}"),
        ("{code: 2210201, amount: 1.00}", f"{{code: 2210201, amount: {housing}}}"),
        ("{code: 30113, amount: 1.00}", f"{{code: 30113, amount: {housing}}}"),
        ("{item: 场地, amount: 1.50}", f"{{item: 场地, amount: {training}}}"),
        ("        - {item: 师资, amount: 0.50}\n", ""),
    ):
        text = with_change(text, old, new)
    return compile_text(text)


def printed(yuan: int) -> Decimal:
    return (Decimal(yuan) / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("wages", "housing", "training"),
    [
        (60055, 10055, 20000),
        (60049, 10049, 20049),
        (60050, 10049, 20001),
        (60001, 10002, 20003),
        (60030, 49, 20000),
        (33, 33, 34),
    ],
)
def test_it_speaks_where_a_readers_sum_is_another(wages: int, housing: int, training: int) -> None:
    compiled = compiled_with(wages, housing, training)
    parts = printed(wages) + printed(housing) + printed(training)
    misses = parts - printed(wages + housing + training)
    found = [f for f in compiled.findings if f.code == "BAL011"]
    assert bool(found) == bool(misses)
    if misses:
        assert dict(dict(found[0].message.values)["miss"].values)["difference"].values == (  # type: ignore[union-attr]
            ("number", f"{abs(misses).normalize():f}"),
            ("unit", "万元"),
        )


def test_amounts_that_are_printed_whole_are_no_object() -> None:
    results = {v.rule: v.outcome for v in compiled_with(60000, 10000, 20000).results}
    assert results["BAL011"] is Outcome.NOT_APPLICABLE
