"""CLS011: what buys an asset in a project is capital expenditure."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import Purchases
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS011")
def purchases_of_assets_are_capital_expenditure(context: RuleContext) -> Findings:
    purchases = context.words.codes.purchases
    for project in some(context.budget.projects, msg("there are no projects")):
        for share in project.allocation:
            if not (share.amount and _buys_an_asset(share.item, purchases)):
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


def _buys_an_asset(item: str, purchases: Purchases) -> bool:
    return (
        any(word in item for word in purchases.acts)
        and any(word in item for word in purchases.things)
        and not any(word in item for word in purchases.other)
    )
