"""`python -m benchmarks.provenance`: what it costs that every figure knows where it comes from.

The same documents are built twice in each round: as they are, and by a compiler whose figures are
nothing but printed digits. What findings need stays in both: the places of typed values, and the
facts of the ledger.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.measure import Clock, Ratio, Series, interleave, timed
from benchmarks.warm import RESOURCES, Subject, document, subjects
from budgetc.document.model import Figure, Formula
from budgetc.layout import functions, style
from budgetc.render import data
from budgetc.render.data import render_json
from budgetc.render.markdown import render_markdown

AIM = 1.15
"""How many times as long building with provenance may take."""

ROUNDS = 40
WARM_UPS = 3
_KINDS = ("check", "markdown", "json")


def build(subject: Subject, kind: str) -> str:
    """Return the document of a source in a format; of `check`, nothing of it."""
    laid_out = document(subject)
    if kind == "markdown":
        return render_markdown(laid_out, RESOURCES)
    return render_json(laid_out) if kind == "json" else ""


def clocks(subject: Subject) -> Iterator[Clock]:
    """Yield clocks for a source, with provenance and without it."""
    for kind in _KINDS:
        work = partial(build, subject, kind)
        yield timed(f"{kind} {subject.name}, with", work)
        yield _without(timed(f"{kind} {subject.name}, without", work))


def _without(clock: Clock) -> Clock:
    """Return a clock whose work is done by a compiler without provenance."""

    def run() -> Any:
        with without_provenance():
            return clock()

    return run


@contextmanager
def without_provenance() -> Iterator[None]:
    """Let figures be printed digits alone, for as long as it is entered."""
    lean: tuple[tuple[object, str, Callable[..., object]], ...] = (
        (style, "Figure", _figure),
        (functions.Functions, "_counted", lambda *_: ()),
        (functions, "_places_of", lambda _: ()),
        (data, "spans", lambda _: ()),
    )
    with ExitStack() as stack:
        for owner, name, function in lean:
            stack.enter_context(patch.object(owner, name, function))
        yield


def _figure(_: str, text: str, exact: str, formula: Formula, *__: object, **known: Any) -> Figure:
    return Figure("", text, exact, formula, value=known.get("value", 0), unit=known.get("unit", ""))


def report(results: dict[str, Series], names: list[str]) -> Iterator[str]:
    """Yield a table as Markdown."""
    yield "## What provenance costs\n"
    yield "| | with, ms | without, ms | with / without | aim |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for kind in _KINDS:
        for name in names:
            with_it, lean = (results[f"{kind} {name}, {one}"] for one in ("with", "without"))
            ratio = Ratio.of(with_it, lean).value
            verdict = "reached" if ratio <= AIM else "NOT reached"
            yield (
                f"| {kind} {name} | {with_it.median * 1000:.2f} | {lean.median * 1000:.2f} "
                f"| {ratio:.3f} × | ≤ {AIM} ×: {verdict} |"
            )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        measured = subjects(Path(folder))
        both = [clock for subject in measured for clock in clocks(subject)]
        results = interleave(both, rounds=ROUNDS, warm_ups=WARM_UPS)
        print("\n".join(report(results, [subject.name for subject in measured])))


if __name__ == "__main__":
    main()
