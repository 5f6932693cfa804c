"""BAL012: an amount below zero is money taken back, and its line says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.ledger import Fact
from budgetc.rules.bal.words import amount_words
from budgetc.rules.case import Case
from budgetc.rules.own import all_years, line_of, own_facts
from budgetc.rules.rule import Finding
from budgetc.source.nodes import Scalar, scalars
from budgetc.source.origin import Origin

_KEYS = ("item", "reason", "restated")
"""Keys of a line in which it may say that money is taken back."""


def amounts_below_zero_are_taken_back(case: Case) -> Iterator[Finding]:
    """BAL012: amount ≥ 0, unless the item or reason of its line says that money is taken back.

    An economic item has no words of its own: it may be negative where a function line of the same
    budget says so. Procurement, assets and last year's “three public” amounts are never negative.

    Source: practice; a minus is a slip of the hand far more often than money taken back (冲减).
    """
    below = [fact for fact in own_facts(case, all_years(case)) if (fact.fen or 0) < 0]
    unsaid = [fact for fact in below if not _says_so(case, fact)]
    explained = {case.fund_group(fact.fund) for fact in below if fact not in unsaid}
    for fact in unsaid:
        if fact.function or not fact.economic:
            key = "item" if "item" in fact.origin.node.entries else "reason"
            yield _finding(case, fact, msg(
                "delete the minus; or, if money is taken back, say so in {key}: with a word such "
                "as {words}", key=key, words=_words(case),
            ))  # fmt: skip
        elif case.fund_group(fact.fund) not in explained:
            yield _finding(case, fact, msg(
                "delete the minus; or, if money is taken back, say so in reason: of its function "
                "line, with a word such as {words}", words=_words(case),
            ))  # fmt: skip
    yield from _never_negative(case)


def _says_so(case: Case, fact: Fact) -> bool:
    written = [origin.node.get(key) for origin in (fact.origin, line_of(fact)) for key in _KEYS]
    return any(
        word in node.text
        for node in written
        if isinstance(node, Scalar)
        for word in amount_words(case.resources).taken_back
    )


def _words(case: Case) -> str:
    return ", ".join(amount_words(case.resources).taken_back[:4])


def _finding(case: Case, fact: Fact, hint: Message) -> Diagnostic:
    return finding(
        "BAL012",
        msg("the amount is {amount}, less than nothing", amount=case.money(fact.fen or 0)),
        fact.origin.span(fact.key),
        hint=hint,
    )


def _never_negative(case: Case) -> Iterator[Diagnostic]:
    own = case.own
    for entry in (own.procurement, own.assets, own.three_public, own.operating_cost):
        if entry is not None:
            yield from _below_zero(entry.origin)


def _below_zero(origin: Origin) -> Iterator[Diagnostic]:
    for scalar in scalars(origin.node):
        if isinstance(scalar.value, int | Decimal) and scalar.value < 0:
            yield finding(
                "BAL012",
                msg("{number} is less than nothing", number=scalar.text),
                origin.tree.span(scalar),
                hint=msg("delete the minus"),
            )
