"""Items of the general public budget's basic expenditure."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.budget.model import OWN_GENERAL
from budgetc.ledger import Dimensions, ExpenditureKind, Total
from budgetc.numbers.values import Code
from budgetc.rules.rule import RuleContext


def basic_by_function(context: RuleContext, codes: Iterable[str]) -> Total:
    """Return what stands under some function items."""
    return context.total("function", _narrowed(context, function=codes))


def basic_by_economic(context: RuleContext, codes: Iterable[str]) -> Total:
    """Return what stands under some economic items."""
    return context.total("economic", _narrowed(context, economic=codes))


def _narrowed(
    context: RuleContext, *, function: Iterable[str] = (), economic: Iterable[str] = ()
) -> Dimensions:
    return Dimensions(
        fund=(context.fund_group(OWN_GENERAL),),
        kind=(ExpenditureKind.BASIC,),
        function=tuple(Code(code) for code in function),
        economic=tuple(Code(code) for code in economic),
    )


def codes_of(dimension: str, total: Total) -> str:
    """Return the codes of a dimension that a sum is made of, as messages name them."""
    return " + ".join(sorted({getattr(fact, dimension) for fact in total.facts}))
