"""BAL105: own money and transfers from above balance each by itself."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.classification import Entry
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.case import FISCAL, Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def each_source_of_a_fund_balances(case: Case) -> Iterator[Finding]:
    """BAL105: within a fund of fiscal appropriation, revenue = expenditure, source by source.

    The sources are the fund's own money and transfers from above (上级转移支付). Where a fund as a
    whole does not balance, BAL001 or BAL005 says so, and nothing is said here.

    Source: layout of 部门收支总体情况表 and 部门收入总体情况表, which print both sources apart: one
    table from revenue, the other from expenditure.
    """
    sources = [_with_money(case, fund) for fund in _funds(case)]
    split = [entries for entries in sources if len(entries) > 1]
    if not split:
        yield NotApplicable(msg("no fund has money of its own and transfers from above"))
    for entries in split:
        if sum(_missing(case, source) for source in entries):
            yield NotEvaluated(msg("a fund as a whole does not balance"))
        elif any(_missing(case, source) for source in entries):
            yield _unspent(case, entries)


def _funds(case: Case) -> Iterator[Entry]:
    return (fund for fund in case.catalogue.fund.entries.values() if fund.parent == FISCAL)


def _with_money(case: Case, fund: Entry) -> tuple[Entry, ...]:
    """Return the sources of a fund that either side names."""
    return tuple(
        source
        for source in case.catalogue.fund.entries.values()
        if source.parent == fund.code
        and (case.sum(_revenue(case, source)) or case.sum(_expenditure(case, source)))
    )


def _revenue(case: Case, source: Entry) -> int:
    return case.cube.mask("revenue", Dimensions(fund=(source.code,)))


def _expenditure(case: Case, source: Entry) -> int:
    return case.cube.mask("function", Dimensions(fund=(source.code,)))


def _missing(case: Case, source: Entry) -> int:
    """Return what of the revenue of a source no expenditure names, in 分."""
    return case.sum(_revenue(case, source)) - case.sum(_expenditure(case, source))


def _unspent(case: Case, entries: tuple[Entry, ...]) -> Diagnostic:
    """Make the finding for the source with most money that no line spends."""
    source = max(entries, key=lambda entry: _missing(case, entry))
    income, spending = _revenue(case, source), _expenditure(case, source)
    first = case.cube.facts(income)[0]
    others = [other for other in entries if other is not source]
    return finding(
        "BAL105",
        msg(
            "{fund}: revenue is {revenue}, and the expenditure that names it is {expenditure}: a "
            "difference of {difference}",
            fund=source.name,
            revenue=case.money(case.sum(income)),
            expenditure=case.money(case.sum(spending)),
            difference=case.money(_missing(case, source)),
        ),
        first.origin.span(first.key),
        related=[
            *(
                Related(
                    fact.origin.span(fact.key),
                    msg("{fund}: {amount}", fund=other.name, amount=case.money(fact.fen or 0)),
                )
                for other in others
                for fact in case.cube.facts(_revenue(case, other))
            ),
            *(
                line
                for other in others
                for line in case.related(case.cube.facts(_expenditure(case, other)))
            ),
        ],
        hint=msg(
            "write fund: {fund} at those of these lines that it pays for, or correct the fund of "
            "the revenue; a line without fund: is paid for by general.own",
            fund=source.code,
        ),
    )
