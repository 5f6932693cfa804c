"""The one page that a layout declares: some figures, some charts, and words explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from budgetc.document.model import Chart, Explanation, Headline, OnePage
from budgetc.jurisdiction.spec import OnePageSpec
from budgetc.layout.blocks import Wording
from budgetc.layout.context import Term

_CHARTS = 3
"""For so many charts a sheet of paper has room."""


def one_page(
    spec: OnePageSpec, wording: Wording, charts: Sequence[Chart], glossary: Sequence[Term]
) -> OnePage:
    """Return the page; what is missing for it is among the omissions of its wording.

    Args:
        spec: what the layout says of it.
        wording: prints its texts; it records nothing as read, for whatever the page shows, the
            document is what is published.
        charts: those of the document.
        glossary: the words that the document may explain, in its order.

    Raises:
        TemplateFaultError: a text of it is no good template.
    """
    by_name: Mapping[str, Chart] = {chart.id: chart for chart in charts if chart.id in spec.drawn}
    meanings = {entry.term: entry.meaning for entry in glossary}
    return OnePage(
        title=wording.line(spec.title, spec.title),
        numbers=tuple(_headlines(spec, wording)),
        charts=tuple(by_name[name] for name in spec.drawn if name in by_name)[:_CHARTS],
        explained=tuple(
            Explanation(term, meanings[term]) for term in spec.explained if term in meanings
        ),
    )


def _headlines(spec: OnePageSpec, wording: Wording) -> Iterator[Headline]:
    """Yield the numbers; one whose text comes to nothing has nothing to tell here."""
    for each in spec.numbers:
        number = wording.line(each.number, each.label)
        if number:
            yield Headline(
                wording.line(each.label, each.label), number, wording.line(each.says, each.label)
            )
