"""CLS011: what buys an asset in a project is capital expenditure."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists import Together
from budgetc.lists.model import Purchases
from budgetc.rules.facts import allocated_items
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS011")
def purchases_of_assets_are_capital_expenditure(context: RuleContext) -> Findings:
    purchases = context.words.codes.purchases
    assets = _assets_bought(context.look(allocated_items), purchases)
    for project in some(context.budget.projects, msg("there are no projects")):
        for share in project.allocation:
            if not share.amount or share.item not in assets:
                continue
            code = share.economic or project.economic
            if not code.startswith(purchases.economic) or code in purchases.exempt:
                continue
            coded = share.origin if share.economic else project.origin
            yield Violation(
                share.origin.span("item"),
                msg(
                    "{item} ({amount}) buys an asset, and is coded {code} {name}",
                    item=share.item,
                    amount=context.money(share.amount),
                    code=code,
                    name=context.name("economic", code),
                ),
                related=[Related(coded.span("economic"), context.coded("economic", code))],
                hint=msg(
                    "add economic: with an item of 310, such as 31002 or 31003; or, if it is below "
                    "the value of an asset, be ready to explain"
                ),
            )


def _assets_bought(items: Together, purchases: Purchases) -> frozenset[str]:
    bought = items.having(purchases.acts)
    if not bought:  # as mostly
        return bought
    return bought & items.having(purchases.things) - items.having(purchases.other)
