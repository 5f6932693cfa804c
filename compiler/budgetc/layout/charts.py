"""The charts that a layout declares: the members of a breakdown, each with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from budgetc.document.model import Bar, Chart, Figure, OnDemand, Shown
from budgetc.jurisdiction.spec import ChartSpec
from budgetc.layout.figures import Figures
from budgetc.layout.quantities import Member


def charts(figures: Figures) -> Sequence[Chart]:
    """Return the charts of a layout, each made when somebody looks at it.

    Args:
        figures: that record nothing as read: a chart is no print of what was typed.
    """
    return OnDemand(tuple(figures.layout.charts.items()), partial(_chart, figures))


def _chart(figures: Figures, named: tuple[str, ChartSpec]) -> Chart:
    name, spec = named
    shows = Shown(spec.show)
    members = figures.breakdown(spec.breakdown)
    bars = sorted(_bars(members, shows), key=lambda bar: -bar.figures[0].value)
    return Chart(name, spec.title, shows, tuple(bars))


def _bars(members: Sequence[Member], shows: Shown) -> Iterator[Bar]:
    """Yield a bar for each member whose amounts are known and can be shown as lengths."""
    for member in members:
        amount = member.amount
        asked = (amount.current, amount.prior) if shows is Shown.CHANGE else (amount.current,)
        known = tuple(one for one in asked if isinstance(one, Figure))
        if len(known) == len(asked) and any(known) and all(one.value >= 0 for one in known):
            name = member.name if isinstance(member.name, str) else member.code
            yield Bar(name, known)
