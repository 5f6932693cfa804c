"""BAL012: an amount below zero is money taken back, and its line says so.

Procurement, assets and last year's “three public” amounts are never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetc.budget.model import Budget
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Fact, Flow
from budgetc.rules.facts import all_years, line_of, typed_here
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.source.nodes import Scalar, scalars
from budgetc.source.origin import Origin

_KEYS = ("item", "reason", "restated")
"""Keys of a line in which it may say that money is taken back."""


@rule("BAL012")
def amounts_below_zero_are_taken_back(context: RuleContext) -> Findings:
    _look_if_any(context)
    facts = context.cube.facts(all_years(context))
    below = typed_here(context, (fact for fact in facts if (fact.fen or 0) < 0))
    unsaid = [fact for fact in below if not _says_so(context, fact)]
    explained = {context.fund_group(fact.fund) for fact in below if fact not in unsaid}
    words = enumerated(context.words.amounts.taken_back[:4])
    for fact in unsaid:
        key = "item" if "item" in fact.origin.node.entries else "reason"
        if fact.function or not fact.economic:
            hint = msg(
                "delete the minus; or, if money is taken back, say so in {key}: with a word such "
                "as {words}",
                key=key,
                words=words,
            )
        elif context.fund_group(fact.fund) not in explained:
            hint = msg(
                "delete the minus; or, if money is taken back, say so in reason: of its function "
                "line, with a word such as {words}",
                words=words,
            )
        else:
            continue
        problem = msg(
            "the amount is {amount}, less than nothing", amount=context.money(fact.fen or 0)
        )
        yield Violation(fact, problem, hint=hint)
    for entry in _never_below(context.budget):
        for scalar in scalars(entry.node):
            if isinstance(scalar.value, int | Decimal) and scalar.value < 0:
                yield Violation(
                    entry.tree.span(scalar),
                    msg("{number} is less than nothing", number=scalar.text),
                    hint=msg("delete the minus"),
                )


def _never_below(own: Budget) -> Sequence[Origin]:
    """Return the sections that a source has whose numbers are never negative."""
    sections = (own.procurement, own.assets, own.three_public, own.operating_cost)
    return [section.origin for section in sections if section is not None]


def _look_if_any(context: RuleContext) -> None:
    """Raise where all amounts are of sections that the jurisdiction declares."""
    years, declared = all_years(context), context.cube.of("flow", Flow.DECLARED)
    is_all = years and not context.cube.without(years, (declared,))
    if is_all and not _never_below(context.budget):
        raise NotApplicable(
            msg(
                "all amounts are in sections that the jurisdiction declares; their schema says "
                "which may be below zero"
            )
        )


def _says_so(context: RuleContext, fact: Fact) -> bool:
    written = [origin.node.get(key) for origin in (fact.origin, line_of(fact)) for key in _KEYS]
    return any(
        word in node.text.lower()
        for node in written
        if isinstance(node, Scalar)
        for word in context.words.amounts.taken_back
    )
