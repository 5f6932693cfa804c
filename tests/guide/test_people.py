"""Each slip has one answer that names it, says what to write, and accuses nothing else."""

from __future__ import annotations

import pytest

from .people import CASES, Case, answer, held


@pytest.mark.parametrize("case", CASES, ids=[case.row for case in CASES])
def test_the_answer_to_a_slip(case: Case) -> None:
    assert answer(case) == held()[case.row]


def test_every_row_is_typed_once() -> None:
    assert [*held()] == [case.row for case in CASES]
