"""GOV002: what is reserved for smaller enterprises is part of what is procured.

小微企业预留 ≤ 中小企业预留 ≤ 政府采购预算, line by line where there are lines.
In 分, exact.
Source: 财库〔2020〕46号; each amount is a part of the one before.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.gov.purchases import (
    NOTHING_PROCURED,
    NOTHING_RESERVED,
    Purchase,
    amounts_of,
    named,
    purchases,
)
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("GOV002")
def reserved_amounts_are_parts(context: RuleContext) -> Findings:
    procurement = context.budget.procurement
    if procurement is None:
        yield NOTHING_PROCURED
        return
    stated = [each for each in purchases(procurement) if (each.medium, each.micro) != (None, None)]
    if not stated:
        yield NOTHING_RESERVED
    for purchase in stated:
        yield from _medium(context, purchase)
        yield from _micro(context, purchase)


def _medium(context: RuleContext, purchase: Purchase) -> Findings:
    reserved = purchase.medium
    if reserved is None or reserved <= purchase.amount:
        return
    yield Violation(
        purchase.origin.span(purchase.medium_key),
        msg(
            "{name}: {reserved} is reserved for small and medium-sized enterprises, more than the "
            "{amount} that is procured: a difference of {difference}",
            name=purchase.name,
            reserved=context.money(reserved),
            amount=context.money(purchase.amount),
            difference=context.money(reserved - purchase.amount),
        ),
        related=amounts_of(context, [purchase]),
        hint=msg("what is reserved is a part of what is procured; correct one of the amounts"),
    )


def _micro(context: RuleContext, purchase: Purchase) -> Findings:
    reserved, whole = purchase.micro, purchase.medium
    if reserved is None or whole is None or reserved <= whole:
        return
    name = msg("small and medium-sized enterprises")
    yield Violation(
        purchase.origin.span(purchase.micro_key),
        msg(
            "{name}: {micro} is reserved for small and micro enterprises, more than the {medium} "
            "for small and medium-sized ones: a difference of {difference}",
            name=purchase.name,
            micro=context.money(reserved),
            medium=context.money(whole),
            difference=context.money(reserved - whole),
        ),
        related=[named(context, purchase.origin, purchase.medium_key, name, whole)],
        hint=msg("the small and micro ones are among the small and medium-sized ones"),
    )
