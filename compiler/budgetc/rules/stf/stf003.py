"""STF003: the cost of a person changes no more than people can explain."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.budget.consolidate import of_bodies
from budgetc.budget.department import Headcount
from budgetc.diagnostics.messages import Value, msg
from budgetc.numbers.money import round_ratio
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, given, rule
from budgetc.rules.stf.people import people_in_service, place_of_people, wages


def _people_there(context: RuleContext, people: Headcount) -> int | None:
    """Return how many people last year's wages are of: another number where bodies are others."""
    last = context.last_budget
    if last is None or of_bodies(last).keys() == of_bodies(context.consolidated).keys():
        return people.prior
    staff = last.department.staff
    return staff.in_service.current if staff is not None and staff.in_service else None


@rule("STF003", looks_at=people_in_service)
def cost_of_a_person_is_steady(context: RuleContext, people: Headcount) -> Findings:
    limit = given(
        context.thresholds.staff_cost_change,
        msg("the jurisdiction sets no limit to the change of cost a head"),
    )
    paid = wages(context)
    before = given(context.last_asked(paid), msg("there is no source of last year"))
    if not people.prior:
        raise NotEvaluated(msg("the number of people in service is not known of both years"))
    if people.prior != _people_there(context, people):
        raise NotEvaluated(msg("last year's source has the wages of other bodies"))
    now = context.asked(paid)
    if not now.known or not before.known:
        raise NotEvaluated(msg("there are no wages in one of the years"))
    # cost / people against before / prior, without a division.
    new, old = now.known * people.prior, before.known * people.current
    if abs(new - old) * 100 <= limit * old:
        return
    shown: Mapping[str, Value] = {
        "change": round_ratio(abs(new - old) * 100, old),
        "before": context.money(round_ratio(before.known, people.prior)),
        "now": context.money(round_ratio(now.known, people.current)),
    }
    yield Violation(
        people.origin.span("current"),
        msg("wages a head go up by {change} %, from {before} to {now}", **shown)
        if new > old
        else msg("wages a head go down by {change} %, from {before} to {now}", **shown),
        related=[place_of_people(people), *context.related(now.facts)],
        hint=msg("the number of people or a wage may be mistyped; else be ready to explain"),
    )
