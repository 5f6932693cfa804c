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
from budgetc.document.model import Figure, Formula, Line
from budgetc.layout import functions, quantities, tables
from budgetc.layout.absent import Absent
from budgetc.layout.datum import Datum, follow
from budgetc.layout.measures import Change, Measure, Percent
from budgetc.ledger import Cube, Total
from budgetc.numbers.values import Amount
from budgetc.render import data
from budgetc.render.data import render_json
from budgetc.render.markdown import render_markdown
from budgetc.templating.sandbox import exposed

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
        (tables._RowPrinter, "_cell", _cell),  # noqa: SLF001  # what is measured is inside
        (Cube, "total", _total),
        (quantities.Quantities, "_sum", _sum),
        (Datum, "_wrap", _wrap),
        (Measure, "figure", _figure),
        (Percent, "figure", _percentage),
        (Change, "_operands", lambda _: ()),
        (functions, "share", _share),
        (functions.Functions, "count", _count),
        (functions.Functions, "size", _size),
        (functions.Functions, "total", _total_of),
        (functions.Functions, "sum_of", _sum_of),
        (data, "_figure_id", lambda _: None),
        (data, "_figures_in", lambda *_: []),
    )
    with ExitStack() as stack:
        for owner, name, function in lean:
            stack.enter_context(patch.object(owner, name, function))
        yield


def _cell(self: Any, sketch: Any, leaf: Any, mask: int, _: object) -> Line:
    if leaf.show is not None:
        text = sketch.texts.get(leaf.show, "")
        return (text,) if text else ()
    facts_mask = sketch.mask & mask
    if not facts_mask and not self.style.prints_zero:
        return ()
    text, exact = self.style.amount(self.cube.total(facts_mask).fen or 0)
    return (Figure("", text, exact, Formula.SUM),) if text else ()


def _total(self: Any, mask: int) -> Total:
    totals = self._totals
    if mask not in totals:
        fen: int | None = 0
        facts = self.facts(mask)
        for fact in facts:
            if fact.fen is None:
                totals[mask] = Total(None, facts)  # a finding says what is missing
                return totals[mask]  # type: ignore[no-any-return]
            fen += fact.fen
        totals[mask] = Total(fen, ())
    return totals[mask]  # type: ignore[no-any-return]


def _sum(self: Any, figure_id: str, total: Total, _: str) -> Measure:
    return Measure(figure_id, total.fen or 0, self.style, Formula.SUM)


def _wrap(self: Any, value: Any, hint: Any, _: object, name: str) -> object:
    if isinstance(value, tuple):
        return tuple(self._wrap(item, str, _, name) for item in value)
    if hasattr(type(value), "__dataclass_fields__"):
        return self.beside(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Measure(name, value, self._style if hint is Amount else None, Formula.GIVEN)
    return value


def _figure(self: Any) -> Figure:
    if self.style is None:
        text = exact = str(self.value)
    else:
        text, exact = self.style.amount(self.value)
    return Figure("", text, exact, self.formula)


def _percentage(self: Any) -> Figure:
    return Figure("", self.text, self.exact, self.formula)


def _share(part: Measure, whole: Measure, style: Any) -> Percent:
    text, exact = style.percent(part.value, whole.value)
    return Percent("", text, exact, Formula.SHARE, ())


@exposed
def _count(self: Any, path: str) -> Measure | Absent:
    items = follow(self._quantities.source, path)
    return items if isinstance(items, Absent) else _size(self, path, items)


@exposed
def _size(_: object, name: str, items: Any) -> Measure:
    return Measure(name, len(items), None, Formula.COUNT)


@exposed
def _total_of(self: Any, base: str, paths: list[str]) -> Measure | Absent:
    entry = follow(self._quantities.source, base)
    if isinstance(entry, Absent):
        return entry
    values = [follow(self._quantities.source, f"{base}.{path}") for path in paths]
    parts = [value for value in values if isinstance(value, Measure)]
    style = parts[0].style if parts else self._quantities.style
    return Measure(base, sum(part.value for part in parts), style, Formula.SUM)


@exposed
def _sum_of(self: Any, name: str, members: Any) -> Measure:
    value = sum(member.amount.current.value for member in members)
    return Measure(name, value, self._quantities.style, Formula.SUM)


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
