"""Items of the general public budget's basic expenditure."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.budget.model import OWN_GENERAL
from budgetc.ledger import Dimensions, Kind
from budgetc.numbers.values import Code
from budgetc.rules.case import Case


def basic_by_function(case: Case, codes: Iterable[str]) -> int:
    """Return the mask of some function items."""
    return case.cube.mask("function", _narrowed(case, function=codes))


def basic_by_economic(case: Case, codes: Iterable[str]) -> int:
    """Return the mask of some economic items."""
    return case.cube.mask("economic", _narrowed(case, economic=codes))


def _narrowed(
    case: Case, *, function: Iterable[str] = (), economic: Iterable[str] = ()
) -> Dimensions:
    return Dimensions(
        fund=(case.fund_group(OWN_GENERAL),),
        kind=(Kind.BASIC,),
        function=tuple(Code(code) for code in function),
        economic=tuple(Code(code) for code in economic),
    )
