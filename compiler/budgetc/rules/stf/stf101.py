"""STF101: the cost of a person is one that people are paid."""

from __future__ import annotations

from budgetc.budget.department import Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.numbers.money import round_ratio
from budgetc.rules.facts import YUAN
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, given, rule
from budgetc.rules.stf.people import people_in_service, wages


@rule("STF101", looks_at=people_in_service)
def cost_of_a_person_is_plausible(context: RuleContext, people: Headcount) -> Findings:
    unlimited = msg("the jurisdiction sets no limits to the cost of a person")
    least = YUAN * given(context.thresholds.staff_cost_least, unlimited)
    most = YUAN * given(context.thresholds.staff_cost_most, unlimited)
    paid = context.asked(wages(context))
    if not paid.known:
        raise NotEvaluated(msg("there are no wages in basic expenditure"))
    if least * people.current <= paid.known <= most * people.current:
        return
    a_head = context.money(round_ratio(paid.known, people.current))
    little, much = context.money(least), context.money(most)
    yield Violation(
        context.budget.origin.span("unit"),
        msg("wages are {amount} a head and year, less than {least}", amount=a_head, least=little)
        if paid.known < least * people.current
        else msg("wages are {amount} a head and year, more than {most}", amount=a_head, most=much),
        related=[
            *(
                Related(place.span, msg("people in service: {count}", count=place.written or ""))
                for place in people.origin.places("current")
            ),
            *context.related(paid.facts),
        ],
        hint=msg(
            "see whether the amounts are in the unit that the file says (unit:), and whether the "
            "number of people is right"
        ),
    )
