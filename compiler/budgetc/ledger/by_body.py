"""An amount of another period that some bodies of a department type, and others leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from budgetc.budget.consolidate import SECTIONS_OF_ALL, of_bodies, told_there
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.frozen import NamedTuple, frozen
from budgetc.ledger.cube import Amounts, Dimensions, Mask, Total
from budgetc.ledger.fact import Fact


class TypedAt(NamedTuple):
    """An amount that a body types, in 分, and the entry in which it does."""

    entry: Any
    fen: int


class Beside(NamedTuple):
    """The source that tells a period.

    Attributes:
        amounts: of it, under this year's ids and types of bodies.
        budget: the source itself.
    """

    amounts: Amounts
    budget: ConsolidatedBudget


class Compared(NamedTuple):
    """What is typed of bodies that the source beside has, and what that has of them, in 分."""

    typed: Sequence[TypedAt]
    bodies: AbstractSet[str]
    there: int
    facts: Sequence[Fact]


@frozen(eq=False)
class ByBody:
    """How each body of a department tells an amount of another period.

    Attributes:
        condition: says of which facts the amount is the sum.
        beside: the source that tells the period as well.
        bodies: those that have such an amount, by their ids; that of the own office is empty.
        typed: what those of them type that do: all that came in, what was passed on too.
        instead: what bodies of the source beside type in place of their sum.
    """

    condition: Dimensions
    beside: Beside
    bodies: Mapping[str, Budget]
    typed: Mapping[str, TypedAt]
    instead: Mapping[str, TypedAt]

    @property
    def without_word(self) -> str | None:
        """A body that types nothing, and that the source beside does not have; if there is one."""
        told = self.typed.keys() | self._known
        return next((body for body in self.bodies if body not in told), None)

    @property
    def instead_of_untyped(self) -> Mapping[str, TypedAt]:
        """What the source beside types of the bodies that type nothing."""
        return {body: one for body, one in self.instead.items() if body not in self.typed}

    def found(self) -> Total:
        """Return what the source beside adds up to of the bodies of which nothing is typed."""
        return self._total(self._known - self.typed.keys() - self.instead.keys())

    def compared(self) -> Compared | None:
        """Return what is typed of bodies that the source beside has, beside that; if anything is.

        Of the source beside, the bodies that are gone are told of where all others are.
        """
        bodies = self.typed.keys() & self._known
        if not bodies:
            return None
        told = told_there(self.typed.keys(), self.bodies.keys(), self._known)
        total = self._total(told - self.instead.keys())
        instead = sum(one.fen for body, one in self.instead.items() if body in told)
        typed = tuple(self.typed[body] for body in self.typed if body in bodies)
        return Compared(typed, bodies, total.known + instead, total.facts)

    def counted_twice(self, cube: Amounts, period: str, bodies: AbstractSet[str]) -> Mask:
        """Return what takes money passed on to bodies out of what they type, of a period.

        Args:
            cube: this year's amounts, which tell what was passed on then.
            period: of the amount.
            bodies: whose typed amounts are meant.
        """
        of_them = cube.either(*(cube.of("entity", body) for body in bodies))
        return cube.both(cube.counted_twice(self.condition, period), of_them)

    @property
    def _known(self) -> AbstractSet[str]:
        return {entity.id for entity in self.beside.amounts.entities}

    def _total(self, bodies: AbstractSet[str]) -> Total:
        amounts = self.beside.amounts
        of_them = amounts.either(*(amounts.of("entity", body) for body in sorted(bodies)))
        return amounts.total(amounts.both(amounts.asked(self.condition), of_them))


def by_body(
    budget: ConsolidatedBudget,
    path: str,
    condition: Dimensions,
    beside: Beside,
    instead: str | None = None,
) -> ByBody:
    """Return how each body tells an amount of another period.

    Args:
        budget: with its units.
        path: where it is typed, such as `three_public.reception.prior`.
        condition: says of which facts it is the sum.
        beside: the source that tells the period as well.
        instead: where that may have it typed in place of the sum, `operating_cost.amount`.
    """
    here = of_bodies(budget)
    own = here if path.partition(".")[0] in SECTIONS_OF_ALL else {"": budget.own}
    types = condition.type
    bodies = {b: one for b, one in own.items() if not types or one.department.type in types}
    there = of_bodies(beside.budget) if instead else {}
    of_last = {
        b: one
        for b, one in there.items()
        if b in bodies or (b not in here and (not types or one.department.type in types))
    }
    return ByBody(
        condition, beside, bodies, _typed_in(bodies, path), _typed_in(of_last, instead or "")
    )


def _typed_in(bodies: Mapping[str, Budget], path: str) -> Mapping[str, TypedAt]:
    typed = {body: _typed_at(one, path) for body, one in bodies.items()}
    return {body: one for body, one in typed.items() if one is not None}


def _typed_at(budget: Budget, path: str) -> TypedAt | None:
    *home, key = path.split(".")
    entry: Any = budget
    for step in home:
        entry = getattr(entry, step, None)
    fen = getattr(entry, "amounts", {}).get(key, getattr(entry, key, None))
    return None if fen is None else TypedAt(entry, fen)
