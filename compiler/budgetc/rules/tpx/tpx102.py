"""TPX102: the kind of vehicle that a text names is there, or is to be bought."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.rules.facts import allocated_items
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some
from budgetc.source.origin import Place

_BOUGHT = ("planned_vehicles",)
_RUN = ("vehicles_by_use", "planned_vehicles")
"""The keys of `assets:` that count vehicles which are bought, and which are run."""


@frozen(eq=False)
class _Said:
    """What is said of vehicles, and the keys that count them."""

    text: str
    keys: tuple[str, ...]
    place: Place


@rule("TPX102")
def named_vehicles_are_counted(context: RuleContext) -> Findings:
    words = context.words.texts.vehicles_by_use
    names = [word for several in words.values() for word in several]
    said = [one for one in _said(context) if any(name in one.text for name in names)]
    some(said, msg("no text names a kind of vehicle"))
    assets = given(context.budget.assets, msg("how many vehicles there are is not typed"))
    for one in said:
        counts = [count for key in one.keys if (count := getattr(assets, key)) is not None]
        given(counts or None, msg("vehicles are not counted by their use"))
        for use, several in words.items():
            word = next((word for word in several if word in one.text), None)
            if word is not None and not any(getattr(count, use) for count in counts):
                key = one.keys[0]
                yield Violation(
                    one.place.span,
                    msg("“{word}” is named, and {key}: has none of this use", word=word, key=key),
                    related=[Related(assets.origin.key_span(key), msg("they are counted here"))],
                    hint=msg("correct the use there, or the words"),
                )


def _said(context: RuleContext) -> Iterator[_Said]:
    public = context.budget.three_public
    if public is not None:
        for item, keys in ((public.vehicle_purchase, _BOUGHT), (public.vehicle_operation, _RUN)):
            if item is not None and item.reason:
                yield _Said(item.reason, keys, Place(item.origin, "reason"))
    bought = context.look(allocated_items).having(context.words.codes.purchases.acts)
    for project in context.budget.projects if bought else ():
        for part in project.allocation:
            if part.item in bought:
                yield _Said(part.item, _BOUGHT, Place(part.origin, "item"))
