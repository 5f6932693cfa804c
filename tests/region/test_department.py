"""A department's sums are held in the narrowest arrays, and say the same as wide ones."""

from __future__ import annotations

from array import array

import pytest

from budgetc.region.department import packed


@pytest.mark.parametrize(
    ("numbers", "width"),
    [
        ([], 1),
        ([0, 127, -128], 1),
        ([128], 2),
        ([-129], 2),
        ([2**15], 4),
        ([2**31 - 1, -(2**31)], 4),
        ([2**31], 8),
        ([2**63 - 1, -(2**63)], 8),
    ],
)
def test_whole_numbers_take_no_more_than_they_need(numbers: list[int], width: int) -> None:
    narrow = packed(numbers)
    assert list(narrow) == numbers
    assert isinstance(narrow, array)
    assert narrow.itemsize == width


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_what_no_array_holds_is_held_all_the_same(number: int) -> None:
    assert packed([1, number]) == (1, number)
