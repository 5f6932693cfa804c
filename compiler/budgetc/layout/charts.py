"""The charts that a layout declares: parts, or members of a breakdown, each with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Bar, Chart, Figure, OnDemand, Shown
from budgetc.jurisdiction.spec import ChartSpec
from budgetc.layout.choices import chosen_wording
from budgetc.layout.figures import Figures, Spec
from budgetc.layout.quantities import Quantity
from budgetc.ledger import Mask, Period


def charts(figures: Figures) -> Sequence[Chart]:
    """Return the charts of a layout, each made when somebody looks at it.

    Args:
        figures: that record nothing as read: see `compared_in_charts` for what charts need.
    """
    return OnDemand(_chosen(figures), partial(_chart, figures))


def compared_in_charts(figures: Figures) -> Iterator[Mask]:
    """Yield the amounts that the charts of a layout compare with, which are typed for them."""
    layout, cube = figures.layout, figures.cube
    for _, spec in _chosen(figures):
        if spec.show == Shown.CHANGE:
            asked: list[Spec] = [layout.figures[part.figure] for part in spec.parts]
            asked += [layout.breakdowns[spec.breakdown]] if spec.breakdown else []
            key = _beside(figures, spec)
            period = Period.PRIOR if key is None else layout.period(key)
            yield from (cube.periods(cube.every_period(one), (period,)) for one in asked)


def _chosen(figures: Figures) -> Sequence[tuple[str, ChartSpec]]:
    wording = chosen_wording(figures.budget, figures.layout)
    return tuple(
        (name, spec)
        for name, spec in figures.layout.charts.items()
        if all(wording.get(choice) in values for choice, values in spec.when.items())
    )


def _beside(figures: Figures, spec: ChartSpec) -> str | None:
    """Return the key of the amounts that a chart compares with; nothing of last year's budget.

    The documents of a layout on top of this one may have no such amounts, but last year's.
    """
    return spec.beside if spec.beside in figures.layout.amounts else None


def _chart(figures: Figures, named: tuple[str, ChartSpec]) -> Chart:
    name, spec = named
    key = _beside(figures, spec)
    shows = Shown(spec.show)
    if shows is Shown.CHANGE and key is None and not figures.layout.compares_with_some:
        return Chart(name, spec.title, shows, (), "")
    bars = sorted(
        _bars(_asked(figures, spec), shows, key), key=lambda bar: -abs(bar.figures[0].value)
    )
    if shows is Shown.CHANGE and all(len(bar.figures) == 1 for bar in bars):
        bars = []  # nothing is known to compare with
    beside = ""
    if key is not None:
        called = figures.layout.amounts[key].called(key)
        beside = called.in_words(Translator(figures.layout.speaks))
    return Chart(name, spec.title, shows, tuple(bars), beside)


def _asked(figures: Figures, spec: ChartSpec) -> Iterator[tuple[str, Quantity]]:
    """Yield what a chart has a bar of: what it is called, and its amount."""
    for part in spec.parts:
        yield part.label, figures.figure(part.figure)
    members = figures.breakdown(spec.breakdown) if spec.breakdown else ()
    department = figures.budget.department
    own = (department.own_office or department.name) if any(one.unit for one in members) else ""
    for member in members:
        name = member.name if isinstance(member.name, str) else member.code
        # Projects of several bodies may be called alike.
        yield f"{name} · {member.unit or own}" if own else name, member.amount


def _bars(asked: Iterable[tuple[str, Quantity]], shows: Shown, key: str | None) -> Iterator[Bar]:
    """Yield a bar for each whose amount is known, with what it is compared with where that is.

    One that is nothing in both has none. One of which nobody knows what came of last year stays:
    without it a chart of all classes would lack the largest.
    """
    for name, amount in asked:
        wanted = [amount.current]
        if shows is Shown.CHANGE:
            wanted.append(amount.prior if key is None else amount.of(key))
        known = tuple(one for one in wanted if isinstance(one, Figure))
        if isinstance(wanted[0], Figure) and any(known):
            yield Bar(name, known)
