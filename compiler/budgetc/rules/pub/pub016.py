"""PUB016: operating cost is that of administrative and civil-service bodies alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.budget.model import Budget
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Dimensions, Period
from budgetc.rules.facts import OWN_OFFICE
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.tpx.items import figure_of


@rule("PUB016")
def operating_cost_is_of_no_institution(context: RuleContext) -> Findings:
    own = context.budget
    figure = figure_of(context, "operating_cost")
    if figure.type and own.department.type not in figure.type:
        yield from _last_year_is_typed(context)
    within = Dimensions(entity=OWN_OFFICE)
    here = context.cube.total(context.cube.narrowed(context.cube.asked(figure), within)).known
    typed = own.operating_cost.amount if own.operating_cost is not None else None
    if typed is not None and own.operating_cost is not None:
        if typed > here:
            yield Violation(
                own.operating_cost.origin.span("amount"),
                msg(
                    "the operating cost is {typed}, and the public expense of all bodies in this "
                    "file is {whole}",
                    typed=context.money(typed),
                    whole=context.money(here),
                ),
                hint=msg("correct the amount, or the public expense of basic expenditure"),
            )
        if typed < here:  # else it is all public expense, as last year's is
            yield from _last_year_has_more(context, figure)
        return
    named = _without_sources(own, figure)
    some(here and named, msg("no institution is without a source of its own"))
    yield Violation(
        own.department.origin.key_span("subordinate_units"),
        msg(
            "the operating cost is {whole}, all public expense of this file, and institutions have "
            "none: {names}",
            whole=context.money(here),
            names=enumerated(named),
        ),
        severity=Severity.WARNING,  # they may be in no amount of this file
        hint=msg(
            "add under operating_cost: {key}: with what administrative and civil-service bodies "
            "spend of it; all of it, if the amounts of these institutions are not in this file",
            key=context.layout.reports,
        ),
    )


def _last_year_is_typed(context: RuleContext) -> Iterator[Violation]:
    """Yield what an institution types of last year, which is printed nowhere."""
    entry, key = context.budget.operating_cost, context.layout.compares
    if entry is not None and (prior := entry.prior or entry.amounts.get(key)):
        yield Violation(
            entry.origin.span(key if key in entry.origin.node.entries else Period.PRIOR),
            msg(
                "an institution has no operating cost, and {amount} of last year is typed, "
                "which is printed nowhere",
                amount=context.money(prior),
            ),
            severity=Severity.WARNING,
            hint=msg(
                "delete operating_cost:, or correct type: under department:; if it was no "
                "institution last year, say so under other_matters:"
            ),
        )


def _without_sources(budget: Budget, figure: FigureSpec) -> Sequence[str]:
    """Return the institutions whose amounts may stand in a source, for they have none."""
    return [
        unit.name or ""
        for unit in budget.department.subordinate_units
        if unit.id is None and unit.type not in figure.type
    ]


def _last_year_has_more(context: RuleContext, figure: FigureSpec) -> Iterator[Violation]:
    """Yield what this year's amount is compared with, where that has institutions in it."""
    entry, last = context.budget.operating_cost, context.last_budget
    beside = context.cubes_beside.get(Period.PRIOR)
    key = context.layout.compares
    if entry is None or last is None or beside is None or entry.origin.node.get(key):
        return
    theirs = last.own.operating_cost
    if (theirs is not None and theirs.amount is not None) or not _without_sources(last.own, figure):
        return
    within = Dimensions(entity=OWN_OFFICE)
    if whole := beside.total(beside.narrowed(beside.asked(figure), within)).known:
        file = last.origin.tree.file
        yield Violation(
            entry.origin.span("amount"),
            msg(
                "the operating cost is that of some bodies, and last year's of {file} is {whole}, "
                "all public expense with that of institutions: both cannot be compared",
                file=file,
                whole=context.money(whole),
            ),
            related=[Related(last.origin.key_span("operating_cost"), msg("last year's is here"))],
            severity=Severity.WARNING,
            hint=msg(
                "add under operating_cost: here {key}: with last year's amount of the same bodies, "
                "and restated: with the reason; or, while {file} may be changed, {amount}: there",
                file=file,
                key=key,
                amount=context.layout.reports,
            ),
        )
