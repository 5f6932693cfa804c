"""The first trials of the fuzz, and that it would notice what it looks for."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from tests.fuzz.__main__ import attempt
from tests.fuzz.trials import KINDS, NoPlaceError, Trial, drawn, hold_a_place, run


@pytest.mark.parametrize("number", range(40))
def test_nothing_gets_through(number: int) -> None:
    run(drawn(9, number))


def test_every_kind_is_drawn_again_the_same() -> None:
    trials = [drawn(9, number) for number in range(40)]
    assert {trial.kind for trial in trials} == set(KINDS)
    assert trials == [drawn(9, number) for number in range(40)]


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
