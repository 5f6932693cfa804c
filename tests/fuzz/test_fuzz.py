"""The first trials of the fuzz, and that it would notice what it looks for."""

from __future__ import annotations

from itertools import count, islice

import pytest

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from tests.fuzz.__main__ import attempt
from tests.fuzz.trials import KINDS, NoPlaceError, Trial, drawn, hold_a_place, run

SEED, MANY = 9, 10


def _first_of(kind: str) -> list[int]:
    """Return the numbers of the first trials of a kind, however often the others are drawn."""
    return list(islice((n for n in count() if drawn(SEED, n).kind == kind), MANY))


@pytest.mark.parametrize("number", [number for kind in KINDS for number in _first_of(kind)])
def test_nothing_gets_through(number: int) -> None:
    run(drawn(SEED, number))


@pytest.mark.parametrize("kind", KINDS)
def test_a_trial_is_drawn_again_the_same(kind: str) -> None:
    numbers = _first_of(kind)
    assert [drawn(SEED, n) for n in numbers] == [drawn(SEED, n) for n in numbers]


def test_an_exception_is_a_failure() -> None:
    def fail(_: Trial) -> None:
        raise ValueError("out")

    failure = attempt(3, Trial("source", {}), fail, limit=5)
    assert failure is not None
    assert (failure.number, failure.kind) == (3, "source")
    assert failure.problem.startswith("ValueError: out (")


def test_a_hang_is_a_failure() -> None:
    def hang(_: Trial) -> None:
        while True:
            pass

    failure = attempt(3, Trial("source", {}), hang, limit=0.05)
    assert failure is not None
    assert failure.problem.startswith("HangError")


@pytest.mark.parametrize("span", [Span.point(""), Span.point("budgets/bureau/2024.yaml", 8, 1)])
def test_a_finding_without_a_place_is_a_failure(span: Span) -> None:
    with pytest.raises(NoPlaceError):
        hold_a_place(finding("SYN001", msg("x"), span), lines=7)
