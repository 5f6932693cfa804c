"""STF003: the cost of a person changes no more than people can explain.

|工资福利支出 ÷ 在职 against last year| ≤ staff_cost_change.
In percent of last year's cost a head; the department with its units.
Source: practice; where pay and numbers of people disagree, one of them is mistyped.
"""

from __future__ import annotations

from budgetc.budget.model import Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Cube
from budgetc.numbers.money import round_ratio
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.stf.people import WAGES, everybody_counts


@rule("STF003")
def cost_of_a_person_is_steady(context: RuleContext) -> Findings:
    staff, limit = context.consolidated.department.staff, context.thresholds.staff_cost_change
    people = staff.in_service if staff else None
    if people is None or not people.current:
        yield NotApplicable(msg("the number of people in service is not given"))
    elif limit is None:
        yield NotEvaluated(msg("the jurisdiction sets no limit to the change of cost a head"))
    elif context.last_cube is None:
        yield NotEvaluated(msg("there is no source of last year"))
    elif not people.prior or not everybody_counts(context):
        yield NotEvaluated(msg("the number of people in service is not known of both years"))
    else:
        yield from _compare(context, context.last_cube, people, people.prior, limit)


def _compare(
    context: RuleContext, last: Cube, people: Headcount, prior: int, limit: int
) -> Findings:
    now = context.cube.mask("economic", WAGES)
    cost, before = context.sum(now), last.total(last.mask("economic", WAGES)).fen or 0
    if not cost or not before:
        yield NotEvaluated(msg("there are no wages in one of the years"))
        return
    # cost / people against before / prior, without a division.
    new, old = cost * prior, before * people.current
    if abs(new - old) * 100 <= limit * old:
        return
    change = round_ratio(abs(new - old) * 100, old)
    up = new > old
    yield Violation(
        people.origin.span("current"),
        msg(
            "wages a head go up by {change} %, from {before} to {now}",
            change=change,
            before=context.money(round_ratio(before, prior)),
            now=context.money(round_ratio(cost, people.current)),
        )
        if up
        else msg(
            "wages a head go down by {change} %, from {before} to {now}",
            change=change,
            before=context.money(round_ratio(before, prior)),
            now=context.money(round_ratio(cost, people.current)),
        ),
        related=[
            Related(
                people.origin.span("current"),
                msg("people in service: {count}", count=people.current),
            ),
            *context.related(context.cube.facts(now)),
        ],
        hint=msg("the number of people or a wage may be mistyped; else be ready to explain"),
    )
