"""TPX103: in accounts, money for travel abroad and receptions has people whom it was spent on."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.budget.declarations import FINAL
from budgetc.budget.matters import ThreePublicItem
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule, some
from budgetc.rules.tpx.items import NAMES, counted_money

_COUNTED: Mapping[str, tuple[str, ...]] = {"abroad": ("people",), "reception": ("groups", "people")}
"""What money is never spent without, by the keys; who goes abroad may go with another's group."""


@rule("TPX103")
def money_is_spent_on_people(context: RuleContext) -> Findings:
    if context.budget.stage != FINAL:
        raise NotApplicable(msg("budgets do not tell of groups and people"))
    public = some(
        context.budget.three_public, msg("nothing is said of the “three public” spending")
    )
    items = {key: item for key in _COUNTED if (item := getattr(public, key)) is not None}
    told = {key: item for key, item in items.items() if {item.groups, item.people} != {None}}
    for key, item in some(told, msg("no group and no people are given")).items():
        yield from _without(context, key, item)
        groups, people = item.groups or 0, item.people
        if people is not None and groups > people > 0:
            yield Violation(
                item.origin.span("groups"),
                msg(
                    "{name}: {groups} groups and {people} people: less than one in each",
                    name=NAMES[key],
                    groups=groups,
                    people=people,
                ),
                related=[Related(item.origin.span("people"), msg("the people are here"))],
                hint=msg("the two may have changed places; correct them"),
            )


def _without(context: RuleContext, key: str, item: ThreePublicItem) -> Findings:
    """Yield a finding if money was spent on nobody."""
    nobody = [counted for counted in _COUNTED[key] if getattr(item, counted) == 0]
    if nobody and (spent := counted_money(context, key)):
        yield Violation(
            item.origin.span(nobody[0]),
            msg(
                "{name} has {amount}, and {keys}: 0",
                name=NAMES[key],
                amount=context.money(sum_of(spent)),
                keys=enumerated(map(item.origin.called, nobody)),
            ),
            related=context.related(spent),
            hint=msg("correct the number, or move the money to what it was for"),
        )
