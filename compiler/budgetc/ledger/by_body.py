"""An amount of another period that some bodies of a department type, and others leave out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetc.budget.consolidate import SECTIONS_OF_ALL, of_bodies, told_there
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.frozen import NamedTuple, frozen
from budgetc.ledger.cube import Amounts, Dimensions, Total


class TypedAt(NamedTuple):
    """An amount that a body types, in 分, and the entry in which it does."""

    entry: Any
    fen: int


@frozen(eq=False)
class ByBody:
    """Who types an amount of another period.

    Attributes:
        bodies: those that have such an amount, by their ids; that of the own office is empty.
        typed: what those of them type that do.
    """

    bodies: Mapping[str, Budget]
    typed: Mapping[str, TypedAt]

    def without_word(self, beside: Amounts) -> str | None:
        """Return a body that types nothing, and is not in the source beside; if there is one."""
        known = {entity.id for entity in beside.entities}
        return next((body for body in self.bodies if body not in self.typed.keys() | known), None)

    def rest(self, beside: Amounts, condition: Dimensions) -> Total:
        """Return what the source beside has of the bodies that type nothing.

        Args:
            beside: its amounts.
            condition: says of which facts the amount is the sum.
        """
        typed = [beside.of("entity", body) for body in self.typed]
        return beside.total(beside.without(beside.asked(condition), typed))

    def compared(
        self, beside: Amounts, condition: Dimensions
    ) -> tuple[tuple[TypedAt, ...], Total] | None:
        """Return what is typed of bodies that the source beside has, and what that has of them."""
        known = {entity.id for entity in beside.entities}
        told = told_there(self.typed.keys(), self.bodies.keys(), known)
        typed = tuple(one for body, one in self.typed.items() if body in known)
        if not typed:
            return None
        of_them = beside.either(*(beside.of("entity", body) for body in told))
        return typed, beside.total(beside.both(beside.asked(condition), of_them))


def by_body(budget: ConsolidatedBudget, path: str, condition: Dimensions) -> ByBody:
    """Return who types an amount of another period.

    Args:
        budget: with its units.
        path: where it is typed, such as `three_public.reception.prior`.
        condition: says of which facts it is the sum.
    """
    bodies = of_bodies(budget) if path.partition(".")[0] in SECTIONS_OF_ALL else {"": budget.own}
    types = condition.type
    bodies = {
        body: one for body, one in bodies.items() if not types or one.department.type in types
    }
    typed = {body: _typed_at(one, path) for body, one in bodies.items()}
    return ByBody(bodies, {body: one for body, one in typed.items() if one is not None})


def _typed_at(budget: Budget, path: str) -> TypedAt | None:
    *home, key = path.split(".")
    entry: Any = budget
    for step in home:
        entry = getattr(entry, step, None)
    fen = getattr(entry, "amounts", {}).get(key, getattr(entry, key, None))
    return None if fen is None else TypedAt(entry, fen)
