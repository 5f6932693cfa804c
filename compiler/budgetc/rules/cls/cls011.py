"""CLS011: what buys an asset in a project is capital expenditure.

an allocation that buys equipment is not coded 302 商品和服务支出.
It is told by its words: one for buying, one for a thing that lasts, none that makes it
something else (维修, 耗材). The words are `purchases` of `schema/code_rules.json`.
Source: practice of audits; from what amount it is 310 资本性支出 is laid down locally.
"""

from __future__ import annotations

from budgetc.budget.model import Allocation, Project
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import Purchases
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, Violations, rule


@rule("CLS011")
def purchases_of_assets_are_capital_expenditure(context: RuleContext) -> Findings:
    if not context.budget.projects:
        yield NotApplicable(msg("there are no projects"))
    rule = context.lists.codes.purchases
    for project in context.budget.projects:
        for share in project.allocation:
            code = share.economic or project.economic
            if code.startswith(rule.economic) and code not in rule.exempt:
                yield from _check(context, rule, project, share)


def _check(
    context: RuleContext, rule: Purchases, project: Project, share: Allocation
) -> Violations:
    if not share.amount or not _buys_an_asset(share.item, rule):
        return
    code = share.economic or project.economic
    coded = share.origin if share.economic else project.origin
    entry = context.catalogue.economic.get(code)
    name = entry.name if entry else ""
    yield Violation(
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


def _buys_an_asset(item: str, rule: Purchases) -> bool:
    return (
        any(word in item for word in rule.acts)
        and any(word in item for word in rule.things)
        and not any(word in item for word in rule.other)
    )
