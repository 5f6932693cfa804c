"""GOV004: as much is reserved for smaller enterprises as the notice asks for.

Of a sum that no larger lot fits into, all is to be reserved; of any other, the share of larger
lots.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.budget.matters import Procurement
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.rules.facts import YUAN
from budgetc.rules.gov import purchases
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule


@frozen()
class _Policy:
    """What the notice asks for: shares in percent, the largest small lots in 分."""

    medium_share: int
    micro_share: int
    small: Mapping[str, int]

    def of_larger(self, fen: int) -> int:
        """Return what of larger lots is to be reserved."""
        return _share(fen, self.medium_share)

    def hint(self, context: RuleContext) -> Message:
        return msg(
            "goods and services up to {small} a lot and works up to {works} are reserved as a "
            "whole, of larger lots {share} %; where smaller enterprises cannot supply it, be ready "
            "to explain",
            small=context.money(self.small["goods"]),
            works=context.money(self.small["works"]),
            share=self.medium_share,
        )


@rule("GOV004", looks_at=purchases.procured)
def enough_is_reserved(context: RuleContext, procurement: Procurement) -> Findings:
    thresholds = context.thresholds
    unset = msg("the jurisdiction sets no share for smaller enterprises")
    small = YUAN * given(thresholds.small_lot_goods_and_services, unset)
    works = YUAN * given(thresholds.small_lot_works, unset)
    policy = _Policy(
        given(thresholds.small_and_medium_share, unset),
        given(thresholds.small_and_micro_share, unset),
        {"goods": small, "services": small, "works": works},
    )
    if procurement.lines:
        yield from _lines(context, procurement, policy)
    else:
        reserved = given(procurement.reserved_small_and_medium, purchases.NOTHING_RESERVED)
        yield from _sums(context, procurement, reserved, policy)


def _share(fen: int, percent: int) -> int:
    """Return a share of an amount; a part of one 分 counts as a whole one."""
    return -(-fen * percent // 100)


def _lines(context: RuleContext, procurement: Procurement, policy: _Policy) -> Findings:
    stated = [line for line in procurement.lines if line.small_and_medium is not None]
    larger = [line for line in stated if line.amount > policy.small[line.category]]
    for line in stated:
        reserved = line.small_and_medium or 0
        if line not in larger and reserved < line.amount:
            yield Violation(
                line.origin.span("small_and_medium"),
                msg(
                    "{item}: a lot of {amount} is small, and {reserved} of it is reserved for "
                    "small and medium-sized enterprises, not all: a difference of {difference}",
                    item=line.item,
                    **context.compared(amount=line.amount, reserved=reserved),
                ),
                related=purchases.places_of(context, [line]),
                hint=policy.hint(context),
            )
    whole = sum(line.amount for line in larger)
    medium = sum(line.small_and_medium or 0 for line in larger)
    needed = policy.of_larger(whole)
    if medium < needed:
        yield Violation(
            larger[0].origin.span("small_and_medium"),
            msg(
                "of larger lots of {whole}, {reserved} is reserved for small and medium-sized "
                "enterprises, less than {share} %, which is {needed}: a difference of {difference}",
                whole=context.money(whole),
                share=policy.medium_share,
                **context.compared(reserved=medium, needed=needed),
            ),
            related=purchases.places_of(context, larger),
            hint=policy.hint(context),
        )
    if any(line.small_and_micro is None for line in larger):
        return
    micro = sum(line.small_and_micro or 0 for line in larger)
    # Where more than the share is reserved, the notice can be read to ask for no more of it.
    part = min(medium, needed)
    least = _share(part, policy.micro_share)
    if micro < least:
        yield Violation(
            larger[0].origin.span("small_and_micro"),
            msg(
                "of {medium} that larger lots are to reserve, {micro} is for small and micro "
                "enterprises, less than {share} %, which is {needed}: a difference of {difference}",
                medium=context.money(part),
                share=policy.micro_share,
                **context.compared(micro=micro, needed=least),
            ),
            related=purchases.places_of(context, larger),
            hint=msg("reserve more for small and micro enterprises, or be ready to explain"),
        )


def _sums(
    context: RuleContext, procurement: Procurement, reserved: int, policy: _Policy
) -> Findings:
    supplies = (procurement.goods or 0) + (procurement.services or 0)
    works = procurement.works or 0
    needed = sum(
        amount if amount <= policy.small[category] else policy.of_larger(amount)
        for category, amount in (("goods", supplies), ("works", works))
    )
    if reserved >= needed:
        return
    yield Violation(
        procurement.origin.span("reserved_small_and_medium"),
        msg(
            "of a procurement of {amount}, {reserved} is reserved for small and medium-sized "
            "enterprises, and at least {needed} is to be: a difference of {difference}",
            amount=context.money(purchases.total(procurement)),
            **context.compared(reserved=reserved, needed=needed),
        ),
        related=purchases.amounts_of(context, purchases.each_of(procurement)),
        hint=policy.hint(context),
    )
