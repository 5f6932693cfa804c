"""The items of “三公”经费, as the jurisdiction's figures say."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Dimensions, Fact
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import RuleContext, some


def figure_of(context: RuleContext, name: str) -> FigureSpec:
    """Return what a figure is of.

    Raises:
        NotApplicable: the jurisdiction has no such figure.
    """
    figure = context.layout.figures.get(name)
    return some(figure, msg("no figure of this spending is laid down here"))


def own_money(context: RuleContext, figure: str) -> tuple[Fact, ...]:
    """Return what the source itself spends on the economic items of a figure, of any fund.

    Raises:
        NotApplicable: the jurisdiction has no such figure.
    """
    narrow = Dimensions(economic=figure_of(context, figure).economic, entity=OWN_OFFICE)
    return tuple(fact for fact in context.total("economic", narrow).facts if fact.fen)
