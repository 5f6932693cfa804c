"""The sums of departments are held in the narrowest arrays, and say the same as wide ones."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.region.sums import AllSums, Numbers, Sums


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
    narrow = Numbers()
    narrow.extend([1])
    narrow.extend(numbers)
    assert list(narrow.held) == [1, *numbers]
    assert isinstance(narrow.held, array)
    assert narrow.held.itemsize == width


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_what_no_array_holds_is_held_all_the_same(number: int) -> None:
    wide = Numbers()
    wide.extend([1, 200, number])
    wide.extend([-1])
    assert wide.held == [1, 200, number, -1]


_NUMBERS = st.one_of(st.integers(-200, 200), st.integers(-(2**70), 2**70))


@given(st.lists(st.lists(st.tuples(st.integers(0, 300), st.integers(-1, 5), _NUMBERS))))
def test_departments_have_the_sums_that_they_were_given(
    departments: list[list[tuple[int, int, int]]],
) -> None:
    all_sums, given = AllSums(), list[Sums]()
    for rows in departments:
        keys, projects, fens = ([row[at] for row in rows] for at in range(3))
        given.append(Sums(keys, projects, fens, sum(1 << at for at in range(0, len(rows), 2))))
        all_sums.append(given[-1])
    assert len(all_sums) == len(given)
    for here in (range(len(given)), reversed(range(len(given)))):
        for place in here:
            one = all_sums[place]
            narrow = tuple(map(list, (one.keys, one.projects, one.fens)))
            assert (*narrow, one.lacking) == given[place]
    assert [len(one.keys) for one in all_sums] == [len(one.keys) for one in given]
    for beyond in (len(given), -len(given) - 1):
        with pytest.raises(IndexError):
            all_sums[beyond]
    if given:
        assert all_sums[-1] == all_sums[len(given) - 1]
