"""What a layout says twice: of two things only one is printed, or one is counted in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from budgetc.budget.consistency import repeated
from budgetc.classification import Catalogue
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.jurisdiction.declared import Declared
from budgetc.jurisdiction.spec import FigureSpec, Layout
from budgetc.ledger import DIMENSIONS, condition_of
from budgetc.source.nodes import Path


def check_repeated(
    layout: Layout, declared: Declared, catalogue: Catalogue
) -> Iterator[Diagnostic]:
    """Yield what a layout says twice.

    Args:
        layout: one whose names are all declared.
        declared: the margins of its sources.
        catalogue: the lists, which tell what codes are below others.
    """
    yield from _terms(layout)
    for keys in dict.fromkeys(declared.margins.values()):
        yield from _amounts(layout, keys)
    for name, chart in layout.charts.items():
        if chart.show == "share":
            yield from _overlapping(layout, catalogue, name)


def _terms(layout: Layout) -> Iterator[Diagnostic]:
    """Yield the words that the glossary explains a second time; templates print the last."""
    for (at, one), (first, _) in repeated(enumerate(layout.glossary), lambda each: each[1].term):
        yield finding(
            "LAY001",
            msg("the glossary explains {term} twice", term=one.term),
            _place(layout, "glossary", at, "term"),
            related=[
                Related(_place(layout, "glossary", first, "term"), msg("the first one is here"))
            ],
            hint=msg("delete one of them"),
            severity=Severity.WARNING,
        )


def _amounts(layout: Layout, keys: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the amounts of a line that are of the year and the stage of another of its amounts."""
    told = [(key, layout.amounts[key]) for key in keys if key in layout.amounts]
    same = repeated(told, lambda one: (one[1].year, one[1].to, one[1].stage, one[1].measure))
    for (key, spec), (first, _) in same:
        yield finding(
            "LAY001",
            msg(
                "{key} is of the year and the stage of {other}: {year}, {stage}",
                key=key,
                other=first,
                year=spec.year,
                stage=spec.stage,
            ),
            _place(layout, "amounts", key),
            hint=msg(
                "correct the year or the stage; a word of your own may be a stage that no other "
                "source tells"
            ),
            severity=Severity.WARNING,
        )


def _overlapping(layout: Layout, catalogue: Catalogue, chart: str) -> Iterator[Diagnostic]:
    """Yield the parts of a whole that hold one another: they would be more than it."""
    parts = enumerate(layout.charts[chart].parts)
    for (_, one), (at, other) in combinations(parts, 2):
        wide, narrow = layout.figures.get(one.figure), layout.figures.get(other.figure)
        if wide is None or narrow is None:
            continue
        if _holds(wide, narrow, catalogue) or _holds(narrow, wide, catalogue):
            yield finding(
                "LAY001",
                msg(
                    "{one} and {other} are no two parts of a whole: one holds the other",
                    one=one.figure,
                    other=other.figure,
                ),
                _place(layout, "charts", chart, "parts", at, "figure"),
                hint=msg("name figures that do not overlap, or draw amounts: show: amount"),
                severity=Severity.WARNING,
            )


def _holds(wide: FigureSpec, narrow: FigureSpec, catalogue: Catalogue) -> bool:
    """Tell whether whatever a figure counts is counted by another, as far as the layout tells."""
    if wide.less or narrow.less or (wide.margin, wide.of) != (narrow.margin, narrow.of):
        return False
    named = zip(DIMENSIONS, condition_of(wide), condition_of(narrow), strict=True)
    asked = (
        *named,
        *((name, codes, narrow.where.get(name, ())) for name, codes in wide.where.items()),
    )
    lists = catalogue.lists()
    for dimension, codes, below in asked:
        kin = {code: {code} for code in below}
        if dimension in lists:
            kin = {code: {code, *lists[dimension].lineage(code)} for code in below}
        if codes and not (below and all(kin[code].intersection(codes) for code in below)):
            return False
    return True


def _place(layout: Layout, *path: str | int) -> Span:
    """Return where something stands that a layout has, of several files in the first."""
    whole: Path = path
    for tree in layout.trees:
        node, left = tree.at(whole)
        if not left:
            return tree.span(node)
    return Span.point(layout.trees[0].file)  # in an override, which has no more than a part
