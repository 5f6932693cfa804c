"""Days as people write them."""

from __future__ import annotations

import pytest

from budgetc.numbers.days import day_meant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-02-10", "2025-02-10"),
        ("2025年2月10日", "2025-02-10"),
        ("2025年 2月 10日", "2025-02-10"),
        ("2025/2/10", "2025-02-10"),
        ("20250210", "2025-02-10"),
        ("２０２５．２．１０", "2025-02-10"),
        ("2025-02-30", None),
        ("202502", None),
        ("2025210", None),
        ("10/2/2025", None),
        ("", None),
    ],
)
def test_a_day_is_told_in_many_writings(text: str, day: str | None) -> None:
    assert day_meant(text) == day
