"""Amounts of money, this year's and last year's."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from benchmarks.mutants import digits
from benchmarks.mutants.drafts import (
    Drafts,
    both_retyped,
    each,
    exchanged,
    exchanged_with_next,
    neighbours,
    retyped,
    without,
)
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Leaf, Original

AMOUNTS = (
    "revenue[].amount",
    "basic_expenditure.by_function[].amount",
    "basic_expenditure.by_economic[].amount",
    "project_expenditure.projects[].allocation[].amount",
    "revenue[].outturn",
    "basic_expenditure.by_function[].outturn",
    "basic_expenditure.by_economic[].outturn",
    "project_expenditure.projects[].allocation[].outturn",
    "balances.opening[].outturn",
    "balances.closing[].outturn",
    "programs[].accounts[].budget",
    "account_detail[].budget",
    "external_funds[].budget",
)
"""Where this year's money stands."""

PRIORS = (
    "revenue[].prior",
    "basic_expenditure.by_function[].prior",
    "project_expenditure.projects[].prior",
    "three_public.abroad.prior",
    "three_public.vehicle_purchase.prior",
    "three_public.vehicle_operation.prior",
    "three_public.reception.prior",
    "operating_cost.prior",
    "basic_expenditure.by_function[].initial",
    "project_expenditure.projects[].initial",
    "changes.total.prior_outturn",
    "changes.fiscal_total.prior_outturn",
    "changes.general.prior_outturn",
    "operating_cost.prior_outturn",
    "programs[].accounts[].appropriation",
    "account_detail[].appropriation",
)
"""Where the money stands that it is compared with: last year's, or the budget of accounts."""

THIS_YEAR = ("amount", "outturn", "budget")
"""The keys of this year's money."""

Wrong = Callable[[str], str | None]


def _typed(shapes: tuple[str, ...], wrong: Wrong) -> Callable[[Original], Drafts]:
    return lambda original: each(original, original.of_shape(*shapes), wrong)


def _in_another_unit(original: Original) -> Drafts:
    unit = original.leaf(("unit",))
    wrong = digits.in_wan if unit and unit.value.text == "元" else digits.in_yuan
    return each(original, original.of_shape(*AMOUNTS), wrong)


def _blank(original: Original) -> Drafts:
    return (retyped(original, leaf, "") for leaf in original.of_shape(*AMOUNTS))


def _exchanged(shapes: tuple[str, ...]) -> Callable[[Original], Drafts]:
    def make(original: Original) -> Drafts:
        for one_shape in shapes:
            yield from exchanged_with_next(original, original.of_shape(one_shape))

    return make


def _moved_on(original: Original) -> Drafts:
    """Take 1 from a line and give it to the next, so that every sum stays."""
    for one_shape in AMOUNTS:
        for pair in neighbours(original.of_shape(one_shape)):
            one, other = (Decimal(original.raw(leaf)) for leaf in pair)
            if one > 1:
                yield both_retyped(original, pair, (f"{one - 1:f}", f"{other + 1:f}"))


def _as_this_year(original: Original) -> Drafts:
    for leaf in original.of_shape(*PRIORS):
        amount = _this_year(original, leaf)
        if amount and original.raw(amount) != original.raw(leaf):
            yield retyped(original, leaf, original.raw(amount))


def _this_year(original: Original, leaf: Leaf) -> Leaf | None:
    """Return this year's amount beside another one."""
    found = (original.leaf((*leaf.path[:-1], key)) for key in THIS_YEAR)
    return next((amount for amount in found if amount), None)


def _exchanged_years(original: Original) -> Drafts:
    for leaf in original.of_shape(*PRIORS):
        amount = _this_year(original, leaf)
        if amount and original.raw(amount) != original.raw(leaf):
            yield exchanged(original, amount, leaf)


def _without(shapes: tuple[str, ...]) -> Callable[[Original], Drafts]:
    def make(original: Original) -> Drafts:
        return (without(original, leaf) for leaf in original.of_shape(*shapes))

    return make


def _with_unit(original: Original) -> Drafts:
    unit = original.leaf(("unit",))
    name = unit.value.text if unit else ""
    return (
        retyped(original, leaf, original.raw(leaf) + name) for leaf in original.of_shape(*AMOUNTS)
    )


KINDS = (
    Kind("amount-swap", "amount: two digits exchanged", _typed(AMOUNTS, digits.swapped)),
    Kind("amount-typo", "amount: one digit wrong", _typed(AMOUNTS, digits.mistyped)),
    Kind("amount-cut", "amount: last digit lost", _typed(AMOUNTS, digits.cut)),
    Kind("amount-tenfold", "amount: × 10", _typed(AMOUNTS, digits.tenfold)),
    Kind("amount-tenth", "amount: ÷ 10", _typed(AMOUNTS, digits.tenth)),
    Kind("amount-unit", "amount: one line in the other unit, × or ÷ 10 000", _in_another_unit),
    Kind("amount-sign", "amount: a minus before it", _typed(AMOUNTS, digits.negated)),
    Kind("amount-zero", "amount: 0", _typed(AMOUNTS, digits.zeroed)),
    Kind("amount-blank", "amount: left blank", _blank),
    Kind("amount-exchanged", "amounts of two neighbouring lines exchanged", _exchanged(AMOUNTS)),
    Kind("amount-moved", "1 moved from a line to the next", _moved_on),
    Kind("amount-with-unit", "amount: the unit typed after it", _with_unit),
    Kind("prior-swap", "last year's amount: two digits exchanged", _typed(PRIORS, digits.swapped)),
    Kind("prior-typo", "last year's amount: one digit wrong", _typed(PRIORS, digits.mistyped)),
    Kind("prior-tenfold", "last year's amount: × 10", _typed(PRIORS, digits.tenfold)),
    Kind("prior-zero", "last year's amount: 0", _typed(PRIORS, digits.zeroed)),
    Kind("prior-same", "last year's amount: this year's copied", _as_this_year),
    Kind("prior-dropped", "last year's amount: dropped", _without(PRIORS)),
    Kind("years-exchanged", "this year's and last year's amount exchanged", _exchanged_years),
)
"""The classes."""
