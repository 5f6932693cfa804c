"""The results as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.measure import Ratio, Series
from benchmarks.warm import FORMATS, PHASES

CHECK_AIM, TUNED_AIM = 10, 1.3
"""How many times faster than the naive and the tuned pipeline a check shall be."""

VERSION_AIM = 3
"""How many times the bare interpreter `--version` may take."""

Results = Mapping[str, Series]


def report(results: Results, subjects: Sequence[str]) -> str:
    """Return all tables."""
    parts = (
        _comparison(results, subjects),
        _phases(results, subjects),
        _cold(results),
        _memory(results),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _comparison(results: Results, subjects: Sequence[str]) -> Iterator[str]:
    yield "## One department in a warm process\n"
    yield (
        "| | budgetc, ms | naive, ms | naive / budgetc | aim | tuned, ms | tuned / budgetc | aim |"
    )
    yield "| --- | ---: | ---: | ---: | --- | ---: | ---: | --- |"
    for step in ("check", "build"):
        for subject in subjects:
            ours, naive, tuned = (
                results[f"{step} {subject}, {pipeline}"]
                for pipeline in ("budgetc", "naive", "tuned")
            )
            ratios = [Ratio.of(other, ours).value for other in (naive, tuned)]
            aims = [
                _verdict(f"≥ {aim} ×", reached=ratio >= aim) if step == "check" else ""
                for ratio, aim in zip(ratios, (CHECK_AIM, TUNED_AIM), strict=True)
            ]
            yield (
                f"| {step} {subject} | {_ms(ours)} | {_ms(naive)} | {ratios[0]:.1f} × | {aims[0]} "
                f"| {_ms(tuned)} | {ratios[1]:.1f} × | {aims[1]} |"
            )


def _phases(results: Results, subjects: Sequence[str]) -> Iterator[str]:
    yield "## Phases of budgetc, ms\n"
    yield f"| | {' | '.join(subjects)} |"
    yield f"| --- |{' ---: |' * len(subjects)}"
    for phase in (*PHASES, "rest", *FORMATS):
        cells = (_ms(results[f"{phase}, {subject}"]) for subject in subjects)
        yield f"| {phase} | {' | '.join(cells)} |"


def _cold(results: Results) -> Iterator[str]:
    bare = results["python -c pass"]
    yield "## Whole processes\n"
    yield "| | ms | / bare Python | aim |"
    yield "| --- | ---: | ---: | --- |"
    for name in (
        *("python -c pass", "budgetc --version", "budgetc --help"),
        *("budgetc check Korla", "budgetc build Korla", "naive check Korla"),
    ):
        ratio = Ratio.of(results[name], bare).value
        aim = ""
        if name == "budgetc --version":
            aim = _verdict(f"< {VERSION_AIM} ×", reached=ratio < VERSION_AIM)
        yield f"| {name} | {_ms(results[name])} | {ratio:.1f} × | {aim} |"


def _memory(results: Results) -> Iterator[str]:
    prefix = "memory of "
    if peaks := [series for name, series in results.items() if name.startswith(prefix)]:
        yield "## Peak memory of a process\n"
        yield "| | MiB |"
        yield "| --- | ---: |"
        for peak in peaks:
            yield f"| {peak.name.removeprefix(prefix)} | {peak.median / 2**20:.1f} |"


def _ms(series: Series) -> str:
    spread = f" ± {series.spread / 2:.0%}" if series.spread else ""
    return f"{series.median * 1000:.2f}{spread}"


def _verdict(aim: str, *, reached: bool) -> str:
    return f"{aim}: {'reached' if reached else 'NOT reached'}"
