"""GOV002: what is reserved for smaller enterprises is part of what is procured.

Of final accounts, what they won of it is a part of what was reserved.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.budget.matters import Procurement
from budgetc.diagnostics.messages import Message, msg
from budgetc.rules.gov.purchases import (
    NOTHING_PROCURED,
    NOTHING_RESERVED,
    amounts_of,
    each_of,
    total,
)
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("GOV002")
def reserved_amounts_are_parts(context: RuleContext) -> Findings:
    procurement = some(context.budget.procurement, NOTHING_PROCURED)
    yield from _won(context, procurement)
    stated = [each for each in each_of(procurement) if (each.medium, each.micro) != (None, None)]
    if not stated:
        raise NotEvaluated(NOTHING_RESERVED)
    for purchase in stated:
        medium, micro = purchase.medium, purchase.micro
        if medium is not None and medium > purchase.amount:
            yield Violation(
                purchase.origin.span(f"{purchase.reserved}small_and_medium"),
                msg(
                    "{name}: {reserved} is reserved for small and medium-sized enterprises, more "
                    "than the {amount} that is procured: a difference of {difference}",
                    name=purchase.name,
                    **context.compared(reserved=medium, amount=purchase.amount),
                ),
                related=amounts_of(context, [purchase]),
                hint=msg(
                    "what is reserved is a part of what is procured; correct one of the amounts"
                ),
            )
        if medium is not None and micro is not None and micro > medium:
            name, key = msg("small and medium-sized enterprises"), "small_and_medium"
            place = purchase.origin.span(f"{purchase.reserved}{key}")
            yield Violation(
                purchase.origin.span(f"{purchase.reserved}small_and_micro"),
                msg(
                    "{name}: {micro} is reserved for small and micro enterprises, more than the "
                    "{medium} for small and medium-sized ones: a difference of {difference}",
                    name=purchase.name,
                    **context.compared(micro=micro, medium=medium),
                ),
                related=[context.amount_at(place, name, medium)],
                hint=msg("the small and micro ones are among the small and medium-sized ones"),
            )


_NAMES: Mapping[str, Message] = {
    "reserved_small_and_medium": msg("reserved for small and medium-sized enterprises"),
    "reserved_small_and_micro": msg("reserved for small and micro enterprises"),
    "won_small_and_medium": msg("won by small and medium-sized enterprises of what is reserved"),
    "won_small_and_micro": msg("won by small and micro enterprises of what is reserved"),
}
"""What the amounts of smaller enterprises are called, by their keys."""

_PARTS = (
    ("won_small_and_medium", "reserved_small_and_medium"),
    ("won_small_and_micro", "reserved_small_and_micro"),
    ("won_small_and_micro", "won_small_and_medium"),
)
"""The keys of a part and of the whole, of which contracts are no larger than what is budgeted."""


def _won(context: RuleContext, procurement: Procurement) -> Findings:
    """Yield what enterprises won more of than there was to win; contracts count all procured."""
    wrong: set[str] = set()
    for key, of in _PARTS:
        part, whole = getattr(procurement, key), getattr(procurement, of)
        if part is not None and whole is not None and part > whole and key not in wrong:
            wrong.add(key)
            yield Violation(
                procurement.origin.span(key),
                msg(
                    "{part_name}: {part}; more than {whole_name}: {whole}; a difference of "
                    "{difference}",
                    part_name=_NAMES[key],
                    whole_name=_NAMES[of],
                    **context.compared(part=part, whole=whole),
                ),
                related=[context.amount_at(procurement.origin.span(of), _NAMES[of], whole)],
                hint=msg("the one is a part of the other; correct one of the amounts"),
            )
    medium, otherwise = procurement.won_small_and_medium, procurement.won_otherwise
    in_all = (medium or 0) + (otherwise or 0)
    if not wrong and in_all > total(procurement):
        key = "won_small_and_medium"
        yield Violation(
            procurement.origin.span("won_otherwise" if otherwise else key),
            msg(
                "small and medium-sized enterprises won {won} in all, more than the {amount} that "
                "is procured: a difference of {difference}",
                **context.compared(won=in_all, amount=total(procurement)),
            ),
            related=[
                context.amount_at(procurement.origin.span(key), _NAMES[key], medium or 0),
                *amounts_of(context, each_of(procurement)),
            ],
            hint=msg("what they won is a part of what is procured; correct one of the amounts"),
        )
