"""The items of “三公”经费, as the jurisdiction's figures say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from budgetc.budget.matters import ThreePublicItem
from budgetc.diagnostics.messages import Message, msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Dimensions, Fact
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import RuleContext, some

NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "abroad": msg("travel abroad"),
        "vehicle_purchase": msg("purchase of vehicles"),
        "vehicle_operation": msg("operation of vehicles"),
        "reception": msg("official reception"),
    }
)
"""The keys of the figures and of `three_public:`, and what people call each."""


def figure_of(context: RuleContext, name: str) -> FigureSpec:
    """Return what a figure is of.

    Raises:
        NotApplicable: the jurisdiction has no such figure.
    """
    figure = context.layout.figures.get(name)
    return some(figure, msg("no figure of this spending is laid down here"))


def item_of(context: RuleContext, key: str) -> ThreePublicItem | None:
    """Return what a source says of an item besides its money, if it says anything."""
    item: ThreePublicItem | None = getattr(context.budget.three_public, key, None)
    return item


def own_money(context: RuleContext, figure: str) -> tuple[Fact, ...]:
    """Return what the source itself spends on the economic items of a figure, of any fund.

    Raises:
        NotApplicable: the jurisdiction has no such figure.
    """
    narrow = Dimensions(economic=figure_of(context, figure).economic, entity=OWN_OFFICE)
    return tuple(fact for fact in context.total("economic", narrow).facts if fact.fen)


def counted_money(context: RuleContext, figure: str) -> tuple[Fact, ...]:
    """Return what of a source's own money a figure counts: in accounts, things are told of it.

    Raises:
        NotApplicable: the jurisdiction has no such figure.
    """
    mine = replace(figure_of(context, figure), entity=OWN_OFFICE)
    return tuple(fact for fact in context.asked(mine).facts if fact.fen)
