"""CLS011: what buys an asset in a project is capital expenditure."""

from __future__ import annotations

from budgetc.budget.model import Allocation, Project
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import Purchases
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS011")
def purchases_of_assets_are_capital_expenditure(context: RuleContext) -> Findings:
    purchases = context.lists.codes.purchases
    for project in some(context.budget.projects, msg("there are no projects")):
        for share in project.allocation:
            code = share.economic or project.economic
            under = code.startswith(purchases.economic) and code not in purchases.exempt
            if under and share.amount and _buys_an_asset(share.item, purchases):
                yield _finding(context, project, share, code)


def _buys_an_asset(item: str, purchases: Purchases) -> bool:
    return (
        any(word in item for word in purchases.acts)
        and any(word in item for word in purchases.things)
        and not any(word in item for word in purchases.other)
    )


def _finding(context: RuleContext, project: Project, share: Allocation, code: str) -> Violation:
    coded = share.origin if share.economic else project.origin
    name = context.name("economic", code)
    return Violation(
        share.origin.span("item"),
        msg(
            "{item} ({amount}) buys an asset, and is coded {code} {name}",
            item=share.item,
            amount=context.money(share.amount),
            code=code,
            name=name,
        ),
        related=[Related(coded.span("economic"), msg("{code} {name}", code=code, name=name))],
        hint=msg(
            "add economic: with an item of 310, such as 31002 or 31003; or, if it is below the "
            "value of an asset, be ready to explain"
        ),
    )
