"""TPX006: more “three public” spending than last year has been approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.tpx.items import NO_FIGURE


def growth_is_approved(case: Case) -> Iterator[Finding]:
    """TPX006: “三公”经费 of this year > of last year → `three_public.approval` names the approval.

    Last year's is what is typed under `three_public`, else the sum of last year's source.

    Source: 党政机关厉行节约反对浪费条例 and notices of 只减不增, to be compared with the texts.
    """
    spec = case.layout.figures.get("three_public")
    if spec is None:
        yield NO_FIGURE
        return
    total = case.cube.total(case.cube.mask(spec.margin, spec))
    current = total.fen or 0
    if not current:
        yield NotApplicable(msg("there is no “three public” spending"))
        return
    prior = _prior(case, spec)
    if prior is None:
        yield NotEvaluated(msg("last year's “three public” spending is not given"))
        return
    mine = case.budget.three_public
    if current <= prior or (mine and mine.approval):
        return
    yield finding(
        "TPX006",
        msg(
            "the “three public” spending is {current}, last year's was {prior}: {difference} more, "
            "and no approval is named",
            current=case.money(current),
            prior=case.money(prior),
            difference=case.money(current - prior),
        ),
        case.own.origin.key_span("three_public"),
        related=(*case.related(f for f in total.facts if f.fen), *_places_of_prior(case, spec)),
        hint=msg("add approval: there, with the document that approved it; or spend less"),
    )


def _prior(case: Case, spec: FigureSpec) -> int | None:
    typed: list[int | None] = [getattr(entry, key, None) for entry, key in _typed(case, spec)]
    given = [amount for amount in typed if amount is not None]
    if typed and len(given) == len(typed):
        return sum(given)
    if case.last_cube is None:
        return None
    return case.last_cube.total(case.last_cube.mask(spec.margin, spec)).fen or 0


def _places_of_prior(case: Case, spec: FigureSpec) -> Iterator[Related]:
    for entry, key in _typed(case, spec):
        if getattr(entry, key, None):
            for place in entry.origin.places(key):
                yield Related(place.span, msg("last year's amount is here"))


def _typed(case: Case, spec: FigureSpec) -> Iterator[tuple[Any, str]]:
    """Yield the entries under which last year's amounts are typed, and the key of each."""
    for path in spec.prior:
        *home, key = path.split(".")
        entry: Any = case.budget
        for step in home:
            entry = getattr(entry, step, None)
        yield entry, key
