"""Interleaved timing, and its results as a pyperf suite.

One round times every case once, so that a machine that slows down slows all of them; ratios are
taken within a round. Garbage of one case is collected before the next one is timed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import pyperf  # type: ignore[import-untyped]

Clock = Callable[[], Mapping[str, float]]
"""Does some work and returns how many seconds each part of it took."""


@dataclass(frozen=True, slots=True)
class Series:
    """What was measured of one thing, a value a round.

    Attributes:
        unit: as pyperf calls it, `second` or `byte`.
    """

    name: str
    values: tuple[float, ...]
    unit: str = "second"

    @property
    def median(self) -> float:
        """The middle value."""
        return median(self.values)

    @property
    def spread(self) -> float:
        """Distance of the quartiles, as a part of the median."""
        if len(self.values) < 2:  # noqa: PLR2004  # one value has no quartiles
            return 0.0
        lower, _, upper = quantiles(self.values, n=4)
        return (upper - lower) / self.median


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times slower one series is than another, round by round."""

    value: float

    @classmethod
    def of(cls, slower: Series, faster: Series) -> Ratio:
        """Return the median of the ratios of each round."""
        pairs = zip(slower.values, faster.values, strict=True)
        return cls(median(a / b for a, b in pairs))


def timed(name: str, work: Callable[[], object], before: Callable[[], object] = list) -> Clock:
    """Return a clock for one piece of work; what is done before it is not timed."""

    def run() -> Mapping[str, float]:
        before()
        gc.collect()
        start = pyperf.perf_counter()
        work()
        return {name: pyperf.perf_counter() - start}

    return run


def interleave(clocks: Sequence[Clock], *, rounds: int, warm_ups: int) -> dict[str, Series]:
    """Run every clock once a round; return the series by name, warm-ups left out."""
    for _ in range(warm_ups):
        for clock in clocks:
            clock()
    values: dict[str, list[float]] = {}
    for _ in range(rounds):
        for clock in clocks:
            for name, seconds in clock().items():
                values.setdefault(name, []).append(seconds)
    return {name: Series(name, tuple(series)) for name, series in values.items()}


def save(series: Iterable[Series], path: str) -> None:
    """Write a pyperf suite, for `python -m pyperf compare_to before.json after.json`."""
    benchmarks = [
        pyperf.Benchmark([pyperf.Run(list(s.values), metadata={"name": s.name, "unit": s.unit})])
        for s in series
    ]
    pyperf.BenchmarkSuite(benchmarks).dump(path, replace=True)
