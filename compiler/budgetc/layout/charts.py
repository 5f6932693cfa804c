"""The charts that a layout declares: parts, or members of a breakdown, each with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from budgetc.document.model import Bar, Chart, Figure, OnDemand, Shown
from budgetc.jurisdiction.spec import ChartSpec
from budgetc.layout.figures import Figures
from budgetc.layout.quantities import Quantity


def charts(figures: Figures) -> Sequence[Chart]:
    """Return the charts of a layout, each made when somebody looks at it.

    Args:
        figures: that record nothing as read: a chart is no print of what was typed.
    """
    return OnDemand(tuple(figures.layout.charts.items()), partial(_chart, figures))


def _chart(figures: Figures, named: tuple[str, ChartSpec]) -> Chart:
    name, spec = named
    shows = Shown(spec.show)
    bars = _bars(_asked(figures, spec), shows)
    return Chart(
        name, spec.title, shows, tuple(sorted(bars, key=lambda bar: -abs(bar.figures[0].value)))
    )


def _asked(figures: Figures, spec: ChartSpec) -> Iterator[tuple[str, Quantity]]:
    """Yield what a chart has a bar of: what it is called, and its amount."""
    for part in spec.parts:
        yield part.label, figures.figure(part.figure)
    for member in figures.breakdown(spec.breakdown) if spec.breakdown else ():
        yield member.name if isinstance(member.name, str) else member.code, member.amount


def _bars(asked: Iterable[tuple[str, Quantity]], shows: Shown) -> Iterator[Bar]:
    """Yield a bar for each whose amounts are known, and not all of them nothing."""
    for name, amount in asked:
        wanted = (amount.current, amount.prior) if shows is Shown.CHANGE else (amount.current,)
        known = tuple(one for one in wanted if isinstance(one, Figure))
        if len(known) == len(wanted) and any(known):
            yield Bar(name, known)
