"""What is procured: the lines of a source, or its sums where it has no lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from budgetc.budget.model import Procurement, ProcurementLine
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Value, msg
from budgetc.files.data import Resources
from budgetc.numbers.values import Amount
from budgetc.rules.case import Case
from budgetc.rules.rule import NotApplicable, NotEvaluated
from budgetc.source.origin import Origin

NAME = "schema/procurement.json"

NOTHING_PROCURED = NotApplicable(msg("nothing is procured"))
"""Why a rule about procurement has no object."""

NOTHING_RESERVED = NotEvaluated(msg("what is reserved for smaller enterprises is not given"))
"""Why a rule about reserved amounts cannot be judged."""

CATEGORIES: Mapping[str, Value] = {
    "goods": msg("goods"),
    "works": msg("works"),
    "services": msg("services"),
}
"""The categories of procurement, as messages name them."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of procurement in general.

    Attributes:
        never_under: of each category, the economic codes that never pay for it.
        personnel_groups: the groups of economic items that buy nothing.
        rate_indicators: names of indicators that say how much of a project is procured.
    """

    never_under: Mapping[str, frozenset[str]]
    personnel_groups: tuple[str, ...]
    rate_indicators: tuple[str, ...]


@cache
def knowledge(resources: Resources) -> Knowledge:
    """Return what is known of procurement.

    Raises:
        DataFaultError: the file is missing or cannot be understood.
    """
    return resources.parsed_as_shipped(NAME, _parse)


def _parse(text: str) -> Knowledge:
    given = json.loads(text)
    never = {category: frozenset(given["never_under"][category]) for category in CATEGORIES}
    return Knowledge(never, tuple(given["personnel_groups"]), tuple(given["rate_indicators"]))


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something to be procured and what of it is reserved for smaller enterprises, in 分.

    Attributes:
        amounts: what makes its amount: the key, what it is called, and how much.
        medium: reserved for small and medium-sized enterprises, typed under `medium_key`.
        micro: reserved for small and micro enterprises, typed under `micro_key`.
    """

    name: Value
    origin: Origin
    amounts: tuple[tuple[str, Value, int], ...]
    medium: Amount | None
    micro: Amount | None
    medium_key: str
    micro_key: str

    @property
    def amount(self) -> int:
        """How much it is."""
        return sum(fen for _, _, fen in self.amounts)


def purchases(procurement: Procurement) -> Iterator[Purchase]:
    """Yield the lines of a procurement, or the whole of it where it has none."""
    for line in procurement.lines:
        yield Purchase(
            line.item, line.origin, (("amount", line.item, line.amount),),
            line.small_and_medium, line.small_and_micro, "small_and_medium", "small_and_micro",
        )  # fmt: skip
    if not procurement.lines:
        sums = tuple(
            (key, name, fen)
            for key, name in CATEGORIES.items()
            if (fen := getattr(procurement, key)) is not None
        )
        yield Purchase(
            msg("procurement"), procurement.origin, sums,
            procurement.reserved_small_and_medium, procurement.reserved_small_and_micro,
            "reserved_small_and_medium", "reserved_small_and_micro",
        )  # fmt: skip


def total(procurement: Procurement) -> int:
    """Return all that is procured, in 分."""
    return sum(purchase.amount for purchase in purchases(procurement))


def amounts_of(case: Case, purchases: Iterable[Purchase]) -> Iterator[Related]:
    """Yield where the amounts of purchases stand, each with what it is called."""
    for purchase in purchases:
        for key, name, fen in purchase.amounts:
            yield named(case, purchase.origin, key, name, fen)


def named(case: Case, origin: Origin, key: str, name: Value, fen: int) -> Related:
    """Return where an amount stands, with what it is called."""
    said = msg("{name}: {amount}", name=name, amount=case.money(fen))
    return Related(origin.span(key), said)


def lines_of(case: Case) -> tuple[ProcurementLine, ...]:
    """Return the things that a source procures one by one; none where it has sums."""
    procurement = case.own.procurement
    return procurement.lines if procurement else ()


def without_lines(case: Case) -> NotApplicable | NotEvaluated:
    """Return why a rule about single things to be procured has nothing to look at."""
    procurement = case.own.procurement
    if procurement is None or total(procurement) == 0:
        return NOTHING_PROCURED
    return NotEvaluated(msg("procurement is given in sums, not line by line"))
