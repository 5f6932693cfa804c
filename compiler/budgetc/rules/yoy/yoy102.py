"""YOY102: last year's revenue is last year's expenditure, in all and fund by fund.

Where last year's source is there, each amount is compared with it, and it itself has to balance.
Final accounts type totals: what was spent of fiscal appropriation, and what was left of it for this
year to begin with, is all of it; and with what is left of other money no more than all there was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import FINAL
from budgetc.budget.lines import PriorAndReason
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import EVERYTHING, Dimensions, Fact, Flow, Period, Total
from budgetc.numbers.money import Unit
from budgetc.rules.bal.bal001 import INCOMING, OUTGOING
from budgetc.rules.facts import OWN_OFFICE, of_departments
from budgetc.rules.rule import (
    Findings,
    NotEvaluated,
    RuleContext,
    Violation,
    given,
    rule,
    some,
)
from budgetc.rules.yoy.comparisons import PRIORS, unknown
from budgetc.source import nodes


@rule("YOY102")
def last_years_column_balances(context: RuleContext) -> Findings:
    of_departments(context)
    if context.last_budget is not None:
        yield from _source_balances(context, context.last_budget)
        return
    if context.budget.stage == FINAL:
        yield from _totals(context)
        return
    income, spending = _last_year(context, EVERYTHING)
    facts = some((*income.facts, *spending.facts), msg("the source has no amounts"))
    yield from unknown(fact.fen for fact in facts)
    revenue, expenditure = income.fen, spending.fen
    if revenue is None or expenditure is None:
        return
    if revenue == expenditure:
        yield from _by_fund(context, facts)
        return
    difference = abs(revenue - expenditure)
    told = (revenue, expenditure, difference, *(fact.fen or 0 for fact in facts))
    unit = context.unit_for(*told)
    yield Violation(
        facts[0].origin.span("prior"),
        msg(
            "last year's revenue adds up to {revenue}, last year's expenditure to {expenditure}: a "
            "difference of {difference}",
            **context.compared(unit, revenue=revenue, expenditure=expenditure),
        ),
        related=[
            *(
                context.amount_at(
                    fact.span, context.name("fund", fact.fund, fact.fund), fact.fen or 0, unit
                )
                for fact in income.facts
            ),
            *context.related(spending.facts, unit),
        ],
        hint=msg(
            "one of them is mistyped; or a line that ended is missing: type it with {amount}: 0 "
            "and its {prior}:",
            amount=facts[0].origin.written("amount"),
            prior=facts[0].origin.written("prior"),
        )
        if revenue > expenditure
        else msg(
            "one of them is mistyped; if money had been carried over into last year, waive the "
            "rule with the amount"
        ),
    )


_SPENT = ("general", "government_fund", "state_capital")
"""The keys of `changes` under which accounts tell what was spent of fiscal appropriation."""


def _totals(context: RuleContext) -> Findings:
    """Compare the totals of a source's last year with one another; its units answer for theirs."""
    changes = some(context.budget.changes, msg("no total of last year is given"))
    told = {key: getattr(changes, key) for key in (*_SPENT, "fiscal_total", "total")}
    known = {key: one.prior for key, one in told.items() if one and one.prior is not None}
    if any(told[key].restated for key in known):
        raise NotEvaluated(msg("an amount of last year is restated"))
    fiscal = given(known.get("fiscal_total"), msg("last year's fiscal total is not given"))
    given(known.get("general"), msg("what was spent last year is not given"))
    mine, of_fiscal = Dimensions(entity=OWN_OFFICE), (context.fiscal,)
    left = context.total(Flow.OPENING, mine)
    fiscal_left = context.total(Flow.OPENING, replace(mine, fund=of_fiscal))
    spent = [key for key in _SPENT if key in known]
    added = sum(known[key] for key in spent) + fiscal_left.known
    unit = context.unit_for(added, *known.values(), *(fact.fen or 0 for fact in left.facts))
    if fiscal != added:
        yield Violation(
            told["fiscal_total"].origin.span("prior"),
            msg(
                "last year's fiscal appropriation is {total} in all; what was spent of it and "
                "what this year begins with add up to {added}: a difference of {difference}",
                **context.compared(unit, total=fiscal, added=added),
            ),
            related=[
                *_places(context, told, spent, unit),
                *context.related(fiscal_left.facts, unit),
            ],
            hint=msg(
                "one of them is mistyped, or the budget is missing that spent something last year "
                "alone; if what was left was changed since, waive the rule with the amount"
            ),
        )
    least = fiscal + left.known - fiscal_left.known
    if known.get("total", least) < least:
        others = [fact for fact in left.facts if fact not in fiscal_left.facts]
        yield Violation(
            told["total"].origin.span("prior"),
            msg(
                "last year's total is {total}, and its fiscal appropriation with what was left of "
                "other money is {least} alone: a difference of {difference}",
                **context.compared(unit, total=known["total"], least=least),
            ),
            related=[
                *_places(context, told, ["fiscal_total"], unit),
                *context.related(others, unit),
            ],
            hint=msg("one of them is mistyped: the total is of all money"),
        )


def _places(
    context: RuleContext, told: Mapping[str, PriorAndReason], keys: Iterable[str], unit: Unit
) -> Iterator[Related]:
    """Yield where totals of last year stand, each with what it is called."""
    for key in keys:
        entry = told[key]
        name = PRIORS[f"changes.{key}.prior"]
        yield context.amount_at(entry.origin.span("prior"), name, entry.prior or 0, unit)


def _source_balances(context: RuleContext, last: ConsolidatedBudget) -> Findings:
    revenue, expenditure = (
        context.last_asked(Dimensions(margin=margin)) for margin in (INCOMING, OUTGOING)
    )
    if revenue is None or expenditure is None or revenue.known == expenditure.known:
        return
    tree = last.origin.tree
    waivers, _ = tree.at(("waive",))
    count = len(waivers.items) if isinstance(waivers, nodes.Sequence) else 0
    if any(tree.said("waive", number, "rule") == "BAL001" for number in range(count)):
        raise NotEvaluated(msg("last year's source waives BAL001"))
    file = tree.file
    yield Violation(
        context.budget.origin.span("year"),
        msg(
            "last year's source {file} does not balance: revenue is {revenue}, expenditure is "
            "{expenditure}, a difference of {difference}",
            file=file,
            **context.compared(revenue=revenue.known, expenditure=expenditure.known),
        ),
        related=[Related(last.origin.key_span("revenue"), msg("last year's revenue stands here"))],
        hint=msg("last year's amounts come from there: check {file} and mend it", file=file),
    )


def _last_year(context: RuleContext, narrow: Dimensions) -> tuple[Total, Total]:
    cube = context.cube
    revenue, function = (
        cube.total(cube.mask(margin, narrow, Period.PRIOR)) for margin in ("revenue", "function")
    )
    return revenue, function


def _by_fund(context: RuleContext, facts: Sequence[Fact]) -> Findings:
    funds = dict.fromkeys(fact.fund for fact in facts)
    for fund in dict.fromkeys(map(context.fund_group, funds)):
        income, spending = _last_year(context, Dimensions(fund=(fund,)))
        more = spending.known - income.known
        if more <= 0:
            continue  # what one fund has too much, another has too little: told once
        one = next((fact for fact in spending.facts if fact.fen == more), spending.facts[0])
        others = [fact for fact in (*spending.facts, *income.facts) if fact is not one]
        told = (income.known, spending.known, more, *(fact.fen or 0 for fact in others))
        unit = context.unit_for(*told)
        yield Violation(
            one,
            msg(
                "{fund}: last year's revenue is {revenue}, last year's expenditure {expenditure}: "
                "a difference of {difference}, which another fund lacks",
                fund=context.name("fund", fund, fund),
                **context.compared(unit, revenue=income.known, expenditure=spending.known),
            ),
            related=context.related(others, unit),
            hint=msg(
                "a line of last year may be of the wrong fund; of a project that several funds pay "
                "for, type prior_by_fund:"
            ),
        )
