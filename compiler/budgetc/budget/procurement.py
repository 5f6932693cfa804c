"""Sums of procurement, from its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budgetc.budget.model import Budget, ProcurementLine
from budgetc.numbers.values import Amount


def with_procurement_added_up(budget: Budget) -> Budget:
    """Return a budget whose procurement has its sums where it is given line by line."""
    procurement = budget.procurement
    if procurement is None or not procurement.lines:
        return budget
    lines = procurement.lines
    added = replace(
        procurement,
        goods=_sum_of(lines, "goods"),
        works=_sum_of(lines, "works"),
        services=_sum_of(lines, "services"),
        reserved_small_and_medium=_reserved(line.small_and_medium for line in lines),
        reserved_small_and_micro=_reserved(line.small_and_micro for line in lines),
    )
    return replace(budget, procurement=added)


def _sum_of(lines: Iterable[ProcurementLine], category: str) -> Amount:
    return Amount(sum(line.amount for line in lines if line.category == category))


def _reserved(amounts: Iterable[Amount | None]) -> Amount:
    """Return the sum of what is given; a line that says nothing reserves nothing (GOV003 asks)."""
    return Amount(sum(amount or 0 for amount in amounts))
