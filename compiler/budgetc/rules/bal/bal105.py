"""BAL105: own money and transfers from above balance each by itself."""

from __future__ import annotations

from budgetc.classification import Entry
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.ledger import Dimensions, Total
from budgetc.rules.printed import printed_panels
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


class _Source(NamedTuple):
    """A source of a fund, its revenue, and the expenditure that names it."""

    entry: Entry
    revenue: Total
    expenditure: Total

    def unspent(self) -> int:
        """Return what of the revenue no expenditure names, in 分."""
        return self.revenue.known - self.expenditure.known


@rule("BAL105")
def each_source_of_a_fund_balances(context: RuleContext) -> Findings:
    funds = [_with_money(context, fund) for fund in context.catalogue.fund.below(context.fiscal)]
    split = some(
        [sources for sources in funds if len(sources) > 1],
        msg("no fund has money of its own and transfers from above"),
    )
    for sources in split:
        if sum(source.unspent() for source in sources):
            yield NotEvaluated(msg("a fund as a whole does not balance"))
            continue
        # The one with most money that no line spends.
        source = max(sources, key=_Source.unspent)
        if not source.unspent():
            continue
        others = [other for other in sources if other is not source]
        yield Violation(
            source.revenue.facts[0],
            msg(
                "{fund}: revenue is {revenue}, and the expenditure that names it is {expenditure}: "
                "a difference of {difference}",
                fund=source.entry.name,
                **context.compared(
                    revenue=source.revenue.known, expenditure=source.expenditure.known
                ),
            ),
            related=[
                *(
                    context.amount_at(fact.span, other.entry.name, fact.fen or 0)
                    for other in others
                    for fact in other.revenue.facts
                ),
                *(line for other in others for line in context.related(other.expenditure.facts)),
            ],
            hint=msg(
                "write fund: {fund} at those of these lines that it pays for, or correct the fund "
                "of the revenue; a line without fund: is paid for by {own}",
                fund=source.entry.code,
                own=context.own_fund,
            ),
            severity=Severity.ERROR if _is_printed_twice(context, source.entry.code) else None,
        )


def _is_printed_twice(context: RuleContext, fund: str) -> bool:
    """Tell whether tables print a source from revenue and from expenditure, and contradict."""
    margins = {
        margin
        for panel in printed_panels(context)
        for one in (*panel.all_columns, *panel.rows.lines)
        if tuple(one.fund) == (fund,)
        for margin in one.margin or panel.margin
    }
    return margins.issuperset({"revenue", "function"})


def _with_money(context: RuleContext, fund: Entry) -> list[_Source]:
    """Return the sources of a fund that either side names."""
    sources = []
    for entry in context.catalogue.fund.below(fund.code):
        narrow = Dimensions(fund=(entry.code,))
        sources.append(
            _Source(entry, context.total("revenue", narrow), context.total("function", narrow))
        )
    return [source for source in sources if source.revenue.known or source.expenditure.known]
