"""TPX006: more “three public” spending than last year has been approved.

“三公”经费 of this year > of last year → `three_public.approval` names the approval.
Last year's is what is typed under `three_public`, else the sum of last year's source.
Source: 党政机关厉行节约反对浪费条例 and notices of 只减不增, to be compared with the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.tpx.items import NO_FIGURE


@rule("TPX006")
def growth_is_approved(context: RuleContext) -> Findings:
    spec = context.layout.figures.get("three_public")
    if spec is None:
        yield NO_FIGURE
        return
    total = context.cube.total(context.cube.mask(spec.margin, spec))
    current = total.fen or 0
    if not current:
        yield NotApplicable(msg("there is no “three public” spending"))
        return
    prior = _prior(context, spec)
    if prior is None:
        yield NotEvaluated(msg("last year's “three public” spending is not given"))
        return
    mine = context.consolidated.three_public
    if current <= prior or (mine and mine.approval):
        return
    yield Violation(
        context.budget.origin.key_span("three_public"),
        msg(
            "the “three public” spending is {current}, last year's was {prior}: {difference} more, "
            "and no approval is named",
            current=context.money(current),
            prior=context.money(prior),
            difference=context.money(current - prior),
        ),
        related=(
            *context.related(f for f in total.facts if f.fen),
            *_places_of_prior(context, spec),
        ),
        hint=msg("add approval: there, with the document that approved it; or spend less"),
    )


def _prior(context: RuleContext, spec: FigureSpec) -> int | None:
    typed: list[int | None] = [getattr(entry, key, None) for entry, key in _typed(context, spec)]
    given = [amount for amount in typed if amount is not None]
    if typed and len(given) == len(typed):
        return sum(given)
    if context.last_cube is None:
        return None
    return context.last_cube.total(context.last_cube.mask(spec.margin, spec)).fen or 0


def _places_of_prior(context: RuleContext, spec: FigureSpec) -> Iterator[Related]:
    for entry, key in _typed(context, spec):
        if getattr(entry, key, None):
            for place in entry.origin.places(key):
                yield Related(place.span, msg("last year's amount is here"))


def _typed(context: RuleContext, spec: FigureSpec) -> Iterator[tuple[Any, str]]:
    """Yield the entries under which last year's amounts are typed, and the key of each."""
    for path in spec.prior:
        *home, key = path.split(".")
        entry: Any = context.consolidated
        for step in home:
            entry = getattr(entry, step, None)
        yield entry, key
