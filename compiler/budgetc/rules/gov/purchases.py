"""What is procured: the lines of a source, or its sums where it has none; and what pays for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from budgetc.budget.lines import Project
from budgetc.budget.matters import Procurement, ProcurementLine
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Value, msg
from budgetc.frozen import frozen
from budgetc.ledger import Dimensions, Total
from budgetc.numbers.values import Amount, Code
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import NotEvaluated, RuleContext, some
from budgetc.source.origin import Origin

NOTHING_PROCURED = msg("nothing is procured")
"""Why a rule about procurement has no object."""

NOTHING_RESERVED = msg("what is reserved for smaller enterprises is not given")
"""Why a rule about reserved amounts cannot be judged."""

CATEGORIES: Mapping[str, Value] = {
    "goods": msg("goods"),
    "works": msg("works"),
    "services": msg("services"),
}
"""The categories of procurement, as messages name them."""


@frozen()
class Purchase:
    """Something to be procured and what of it is reserved for smaller enterprises, in 分.

    Attributes:
        amounts: what makes its amount: the key, what it is called, and how much.
        medium: reserved for small and medium-sized enterprises.
        micro: reserved for small and micro enterprises.
        reserved: how the keys of both begin.
    """

    name: Value
    origin: Origin
    amounts: tuple[tuple[str, Value, int], ...]
    medium: Amount | None
    micro: Amount | None
    reserved: str = ""

    @property
    def amount(self) -> int:
        """How much it is."""
        return sum(fen for _, _, fen in self.amounts)


def each_of(procurement: Procurement) -> Iterator[Purchase]:
    """Yield the lines of a procurement, or the whole of it where it has none."""
    for line in procurement.lines:
        amounts = (("amount", line.item, line.amount),)
        yield Purchase(line.item, line.origin, amounts, line.small_and_medium, line.small_and_micro)
    if not procurement.lines:
        sums = tuple(
            (key, name, fen)
            for key, name in CATEGORIES.items()
            if (fen := getattr(procurement, key)) is not None
        )
        medium, micro = procurement.reserved_small_and_medium, procurement.reserved_small_and_micro
        yield Purchase(
            msg("procurement"), procurement.origin, sums, medium, micro, reserved="reserved_"
        )


def procured(context: RuleContext) -> Procurement:
    """Return what a source procures.

    Raises:
        NotApplicable: it is nothing, or nothing that costs money.
    """
    procurement = some(context.budget.procurement, NOTHING_PROCURED)
    some(total(procurement), NOTHING_PROCURED)
    return procurement


def lines_of(context: RuleContext) -> tuple[ProcurementLine, ...]:
    """Return the things that a source procures one by one.

    Raises:
        NotApplicable: nothing is procured.
        NotEvaluated: it is given in sums.
    """
    procurement = context.budget.procurement
    if procurement is None or not procurement.lines:
        procured(context)
        raise NotEvaluated(msg("procurement is given in sums, not line by line"))
    return procurement.lines


def total(procurement: Procurement) -> int:
    """Return all that is procured, in 分."""
    return sum(purchase.amount for purchase in each_of(procurement))


def amounts_of(context: RuleContext, purchases: Iterable[Purchase]) -> Iterator[Related]:
    """Yield where the amounts of purchases stand, each with what it is called."""
    for purchase in purchases:
        for key, name, fen in purchase.amounts:
            yield context.amount_at(purchase.origin.span(key), name, fen)


def places_of(
    context: RuleContext, lines: Iterable[ProcurementLine], key: str = "amount"
) -> Iterator[Related]:
    """Yield where things to be procured stand, each with its amount."""
    return (context.amount_at(line.origin.span(key), line.item, line.amount) for line in lines)


def by_project(
    context: RuleContext, lines: Iterable[ProcurementLine]
) -> Mapping[Project, list[ProcurementLine]]:
    """Return the things to be procured that each project pays for."""
    projects = {project.id: project for project in context.budget.projects}
    paid: dict[Project, list[ProcurementLine]] = defaultdict(list)
    for line in lines:
        if line.project in projects:
            paid[projects[line.project]].append(line)
    return paid


def by_item(lines: Iterable[ProcurementLine]) -> Mapping[Code, list[ProcurementLine]]:
    """Return the things to be procured that each economic item of basic expenditure pays for."""
    paid: dict[Code, list[ProcurementLine]] = defaultdict(list)
    for line in lines:
        if line.project is None and line.economic is not None:
            paid[line.economic].append(line)
    return paid


def money_of(context: RuleContext, project: Project) -> Total:
    """Return what a project's money is for."""
    return context.total("economic", Dimensions(project=(project.id,), entity=OWN_OFFICE))


def basic_items(context: RuleContext, *codes: Code) -> Total:
    """Return some economic items of basic expenditure, or all of them."""
    narrow = Dimensions(kind=context.basic, economic=codes, entity=OWN_OFFICE)
    return context.total("economic", narrow)
