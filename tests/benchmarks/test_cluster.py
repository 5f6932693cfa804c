"""The build that is played through: what bounds it, of few workers and of many."""

from __future__ import annotations

import pytest

from benchmarks.cluster import Costs, simulated

COSTS = Costs(pack=0.001, make=0.1, take=0.001, sent=50_000, returned=100_000, task=0.0, peak=0)
DEPARTMENTS = 10_000


def test_few_workers_are_what_a_build_waits_for() -> None:
    for workers in (1, 4):
        busy = DEPARTMENTS * COSTS.make / workers
        assert simulated(COSTS, DEPARTMENTS, workers, 20) == pytest.approx(busy, rel=0.01)


def test_of_many_the_machine_that_sends_is() -> None:
    sending = DEPARTMENTS * (COSTS.pack + COSTS.take)
    assert simulated(COSTS, DEPARTMENTS, 1_000, 20) == pytest.approx(sending, rel=0.1)


def test_a_slow_line_is() -> None:
    heavy = Costs(pack=0.0, make=0.1, take=0.0, sent=0, returned=12_500_000, task=0.0, peak=0)
    assert simulated(heavy, 1_000, 1_000, 20) == pytest.approx(100, rel=0.05)
