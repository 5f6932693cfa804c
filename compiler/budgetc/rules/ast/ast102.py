"""AST102: what accounts count on a day, the next year's budget counts alike on the same day."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePosixPath

from budgetc.budget.matters import Assets
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Value, msg
from budgetc.rules.ast.assets import USES, own_assets
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule, some
from budgetc.source.origin import Place

_MONEY = ("building_value", "vehicle_value", "furniture_value", "other_value")
_COUNTS = ("vehicles", "large_equipment", "very_large_equipment")
"""The keys of what is held, in money and in numbers; what is planned is of each year by itself."""

Counted = tuple[Place, int | Decimal, Value]
"""Where a number stands, what it is, and how messages name it."""


@rule("AST102", looks_at=own_assets)
def one_day_has_one_number(context: RuleContext, assets: Assets) -> Findings:
    following = some(context.following, msg("there is no budget of the next year beside accounts"))
    other = some(following.assets, msg("the next year's budget says nothing of assets"))
    if assets.as_of is None or assets.as_of != other.as_of:
        raise NotApplicable(msg("the next year's budget counts assets on another day"))
    there = {place.path: (place, number, said) for place, number, said in _held(context, other)}
    for place, number, said in _held(context, assets):
        same, number_there, said_there = there.get(place.path, (place, number, said))
        if number != number_there:
            yield Violation(
                place.span,
                msg(
                    "{here} as of {day}, and {there} in {file}",
                    here=said,
                    there=said_there,
                    day=assets.as_of,
                    file=PurePosixPath(following.origin.tree.file).name,
                ),
                related=[Related(same.span, msg("the budget's number is here"))],
                hint=msg("one day has one number: correct one of them"),
            )


def _held(context: RuleContext, assets: Assets) -> Iterator[Counted]:
    """Yield what is held, as far as it is given."""
    for key in _COUNTS:
        if (count := getattr(assets, key)) is not None:
            yield Place(assets.origin, key), count, str(count)
    for key in _MONEY:
        if (fen := getattr(assets, key)) is not None:
            yield Place(assets.origin, key), fen, context.money(fen)
    if assets.building_area is not None:
        area = Place(assets.origin, "building_area")
        yield area, Decimal(assets.building_area), assets.building_area
    if assets.vehicles_by_use is not None:
        origin = assets.origin.child("vehicles_by_use")
        for use in USES:
            count = getattr(assets.vehicles_by_use, use)
            yield Place(origin, use), count, str(count)
