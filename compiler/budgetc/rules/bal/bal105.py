"""BAL105: own money and transfers from above balance each by itself.

within a fund of fiscal appropriation, revenue = expenditure, source by source.
The sources are the fund's own money and transfers from above (上级转移支付). Where a fund as a
whole does not balance, BAL001 or BAL005 says so, and nothing is said here.
Source: layout of 部门收支总体情况表 and 部门收入总体情况表, which print both sources apart: one
table from revenue, the other from expenditure.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.classification import Entry
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Mask
from budgetc.rules.rule import (
    FISCAL,
    Findings,
    NotApplicable,
    NotEvaluated,
    RuleContext,
    Violation,
    rule,
)


@rule("BAL105")
def each_source_of_a_fund_balances(context: RuleContext) -> Findings:
    sources = [_with_money(context, fund) for fund in _funds(context)]
    split = [entries for entries in sources if len(entries) > 1]
    if not split:
        yield NotApplicable(msg("no fund has money of its own and transfers from above"))
    for entries in split:
        if sum(_missing(context, source) for source in entries):
            yield NotEvaluated(msg("a fund as a whole does not balance"))
        elif any(_missing(context, source) for source in entries):
            yield _unspent(context, entries)


def _funds(context: RuleContext) -> Iterator[Entry]:
    return (fund for fund in context.catalogue.fund.entries.values() if fund.parent == FISCAL)


def _with_money(context: RuleContext, fund: Entry) -> tuple[Entry, ...]:
    """Return the sources of a fund that either side names."""
    return tuple(
        source
        for source in context.catalogue.fund.entries.values()
        if source.parent == fund.code
        and (context.sum(_revenue(context, source)) or context.sum(_expenditure(context, source)))
    )


def _revenue(context: RuleContext, source: Entry) -> Mask:
    return context.cube.mask("revenue", Dimensions(fund=(source.code,)))


def _expenditure(context: RuleContext, source: Entry) -> Mask:
    return context.cube.mask("function", Dimensions(fund=(source.code,)))


def _missing(context: RuleContext, source: Entry) -> int:
    """Return what of the revenue of a source no expenditure names, in 分."""
    return context.sum(_revenue(context, source)) - context.sum(_expenditure(context, source))


def _unspent(context: RuleContext, entries: tuple[Entry, ...]) -> Violation:
    """Make the finding for the source with most money that no line spends."""
    source = max(entries, key=lambda entry: _missing(context, entry))
    income, spending = _revenue(context, source), _expenditure(context, source)
    first = context.cube.facts(income)[0]
    others = [other for other in entries if other is not source]
    return Violation(
        first,
        msg(
            "{fund}: revenue is {revenue}, and the expenditure that names it is {expenditure}: a "
            "difference of {difference}",
            fund=source.name,
            revenue=context.money(context.sum(income)),
            expenditure=context.money(context.sum(spending)),
            difference=context.money(_missing(context, source)),
        ),
        related=[
            *(
                Related(
                    fact.origin.span(fact.key),
                    msg("{fund}: {amount}", fund=other.name, amount=context.money(fact.fen or 0)),
                )
                for other in others
                for fact in context.cube.facts(_revenue(context, other))
            ),
            *(
                line
                for other in others
                for line in context.related(context.cube.facts(_expenditure(context, other)))
            ),
        ],
        hint=msg(
            "write fund: {fund} at those of these lines that it pays for, or correct the fund of "
            "the revenue; a line without fund: is paid for by general.own",
            fund=source.code,
        ),
    )
