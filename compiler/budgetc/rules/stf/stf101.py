"""STF101: the cost of a person is one that people are paid.

staff_cost_least ≤ 工资福利支出 of basic expenditure ÷ 在职 ≤ staff_cost_most.
In yuan a head and year; the department with its units. The band is wide: it is left by a file
whose unit is 元 where 万元 is meant, or the other way round.
Source: practice; all amounts of a file in a wrong unit agree with one another.
"""

from __future__ import annotations

from budgetc.budget.model import Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.numbers.money import round_ratio
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.stf.people import WAGES, everybody_counts

_FEN = 100
"""分 in a yuan, which the thresholds are in."""


@rule("STF101")
def cost_of_a_person_is_plausible(context: RuleContext) -> Findings:
    staff = context.consolidated.department.staff
    people = staff.in_service if staff else None
    least, most = context.thresholds.staff_cost_least, context.thresholds.staff_cost_most
    if people is None or not people.current:
        yield NotApplicable(msg("the number of people in service is not given"))
    elif least is None or most is None:
        yield NotEvaluated(msg("the jurisdiction sets no limits to the cost of a person"))
    elif not everybody_counts(context):
        yield NotEvaluated(msg("not every unit says how many people are in service"))
    elif not context.sum(context.cube.mask("economic", WAGES)):
        yield NotEvaluated(msg("there are no wages in basic expenditure"))
    else:
        yield from _compare(context, people, least, most)


def _compare(context: RuleContext, people: Headcount, least: int, most: int) -> Findings:
    wages = context.cube.mask("economic", WAGES)
    cost = context.sum(wages)
    if least * _FEN * people.current <= cost <= most * _FEN * people.current:
        return
    a_head = context.money(round_ratio(cost, people.current))
    little, much = context.money(least * _FEN), context.money(most * _FEN)
    yield Violation(
        context.budget.origin.span("unit"),
        msg("wages are {amount} a head and year, less than {least}", amount=a_head, least=little)
        if cost < least * _FEN * people.current
        else msg("wages are {amount} a head and year, more than {most}", amount=a_head, most=much),
        related=[
            *(
                Related(place.span, msg("people in service: {count}", count=place.written or ""))
                for place in people.origin.places("current")
            ),
            *context.related(context.cube.facts(wages)),
        ],
        hint=msg(
            "see whether the amounts are in the unit that the file says (unit:), and whether the "
            "number of people is right"
        ),
    )
