"""YOY001: last year's number is what last year's source says.

People of a year ago are never restated, nor are the balances that final accounts begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from budgetc.budget.consolidate import of_bodies, told_there
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import APPROVED
from budgetc.budget.department import Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, Value, enumerated, msg
from budgetc.ledger import Dimensions, Fact, Flow, LastYear, Period
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.yoy.comparisons import (
    TypedPrior,
    called,
    changed_since,
    file_of,
    note_of,
    typed_priors,
)
from budgetc.rules.yoy.restated import unbalanced

_PEOPLE: Mapping[str, Message] = MappingProxyType(
    {
        "in_service": msg("people in service"),
        "retired": msg("retired people"),
        "honorary_retired": msg("people retired with honours"),
    }
)
"""Keys of `staff`, and what people call them: 在职, 退休, 离休."""


@rule("YOY001")
def typed_prior_is_last_years_number(context: RuleContext) -> Findings:
    for period, beside in context.beside.items():
        if changed_since(context, period) is None:  # else YOY105 says that it is no measure
            unlike = tuple(_unlike(context, period, beside))
            yield from unlike or unbalanced(context, beside, period)
    if context.last_budget is None:
        raise NotEvaluated(msg("there is no source of last year"))
    yield from _balances(context)
    yield from _people(context.consolidated, context.last_budget)


def _people(budget: ConsolidatedBudget, last: ConsolidatedBudget) -> Iterator[Violation]:
    now, then = of_bodies(budget), of_bodies(last)
    for key, name in _PEOPLE.items():
        here, there = (
            {body: heads for body, one in bodies.items()
             if (heads := getattr(one.department.staff, key, None)) is not None}
            for bodies in (now, then)
        )  # fmt: skip
        typed = {body: one for body, one in here.items() if one.prior is not None}
        told = told_there(typed.keys(), now.keys(), then.keys())
        of_them = [one for body, one in typed.items() if body in then]
        if told and told <= there.keys():
            left = [one for body, one in there.items() if body in told]
            if sum(one.prior for one in of_them) != sum(one.current for one in left):
                yield _people_differ(name, of_them, left)


def _last_year_differs(context: RuleContext, prior: TypedPrior, beside: LastYear) -> Violation:
    key = prior.key or prior.origins[0].written(Period.PRIOR)
    if key != Period.PRIOR and not prior.key:  # it is no budget of last year
        file = file_of(beside, prior.found)
        return _differs(context, prior, file, Period.PRIOR, key)
    unit = context.measure_of(Period.PRIOR)
    return Violation(
        prior.origins[0].span(key),
        msg(
            "last year's amount is {typed} here, and {found} in last year's source: a "
            "difference of {difference}",
            **context.compared(unit, typed=prior.typed, found=prior.there),
        ),
        related=context.related((*prior.facts, *prior.found), unit),
        hint=_ways_out(prior, key, "restated")
        if prior.had_source
        else msg("last year its money stood in the lines of its department: add restated: with the "
                 "reason, here and to the lines that it left"),
    )  # fmt: skip


def _balances(context: RuleContext) -> Iterator[Violation]:
    """Compare what accounts begin with, fund by fund, and what last year's ended with."""
    opened = context.total(Flow.OPENING).facts
    closed = context.last_asked(Dimensions(margin=(Flow.CLOSING,)))
    left = closed.facts if closed is not None else ()
    for fund in dict.fromkeys(fact.fund for fact in (*opened, *left)) if left else ():
        here = [fact for fact in opened if fact.fund == fund]
        there = [fact for fact in left if fact.fund == fund]
        opening, closing = sum_of(here), sum_of(there)
        if opening != closing:
            yield Violation(
                here[0] if here else context.budget.origin.key_span("balances"),
                msg(
                    "{fund}: the year begins with {opening}, and the last one ended with "
                    "{closing}: a difference of {difference}",
                    fund=context.name("fund", fund, fund),
                    **context.compared(opening=opening, closing=closing),
                ),
                related=context.related((*here[1:], *there)),
                hint=msg("correct what the year begins with, or what the last one ended with"),
            )


def _unlike(context: RuleContext, period: str, beside: LastYear) -> Iterator[Violation]:
    note = note_of(period)
    for one in typed_priors(context, beside, period):
        if one.is_as_found or one.is_explained(note):
            continue
        if one.typed == one.there:
            yield _stands_elsewhere(context, one, file_of(beside, one.found), period)
        elif period == Period.PRIOR:
            yield _last_year_differs(context, one, beside)
        else:
            yield _differs(context, one, file_of(beside, one.found), period, period)


def _stands_elsewhere(context: RuleContext, one: TypedPrior, file: Value, period: str) -> Violation:
    """Make the finding for a project's amount that was published under other codes than its own."""
    origin = one.origins[0]
    key = origin.written(period)
    return Violation(
        origin.span(period),
        msg(
            "{amount} is typed here, and would count under the function and fund that the project "
            "has now; {file} has it under {there}",
            amount=called(context, period),
            file=file,
            there=enumerated(dict.fromkeys(_place(context, fact) for fact in one.elsewhere)),
        ),
        related=context.related(one.found, context.measure_of(period)),
        hint=_ways_out(one, key, note_of(period)),
    )


def _place(context: RuleContext, fact: Fact) -> str:
    names = context.name("function", fact.function), context.name("fund", fact.fund)
    return f"{fact.function} {names[0]} ({fact.fund} {names[1]})"


def _differs(
    context: RuleContext, one: TypedPrior, file: Value, period: str, key: str
) -> Violation:
    """Make the finding for an amount of a period, which people type under a key."""
    unit, note = context.measure_of(period), note_of(period)
    return Violation(
        one.origins[0].span(period),
        msg(
            "{amount} is {typed} here, and {found} in {file}: a difference of {difference}",
            amount=called(context, key),
            file=file,
            **context.compared(unit, typed=one.typed, found=one.there),
        ),
        related=context.related((*one.facts, *one.found), unit),
        hint=_ways_out_of_a_change(key, note, file)
        if _is_of_this_years_budget(context, period)
        else _ways_out(one, key, note),
    )


def _is_of_this_years_budget(context: RuleContext, period: str) -> bool:
    spec = context.layout.amounts.get(period)
    return spec is not None and spec.year == 0 and spec.stage == APPROVED


def _ways_out_of_a_change(key: str, note: str, file: Value) -> Message:
    """Say what to do about a budget of this year, which may have been changed since approval."""
    return msg(
        "delete {key}: and it comes from there, if that is what was approved; where {file} was "
        "changed during the year, put back what was approved; where the money stood in another "
        "line, add {note}: with the reason, here and in that line",
        key=key,
        note=note,
        file=file,
    )


def _ways_out(one: TypedPrior, key: str, note: str) -> Message:
    """Say what to do about an amount; a note may explain it only where there is such a key."""
    origin = one.origins[0]
    if origin.tree.shape.at(origin.path).has(note):
        return msg(
            "delete {key}: and it comes from there; or add {note}: with the reason",
            key=key,
            note=note,
        )
    return msg("delete {key}: and it comes from there; or correct it there", key=key)


def _people_differ(name: Message, now: Sequence[Headcount], then: Sequence[Headcount]) -> Violation:
    first, *others = (place for one in now for place in one.origin.places("prior"))
    typed, found = sum(one.prior or 0 for one in now), sum(one.current for one in then)
    counted = msg("this number is counted as well")
    return Violation(
        first.span,
        msg(
            "{name}: {typed} a year ago here, and {found} in last year's source: a difference of "
            "{difference}",
            name=name,
            typed=typed,
            found=found,
            difference=abs(typed - found),
        ),
        related=[
            *(Related(place.span, counted) for place in others),
            *(
                Related(place.span, msg("last year's source: {count}", count=place.written or ""))
                for one in then
                for place in one.origin.places("current")
            ),
        ],
        hint=msg("delete prior: and it comes from there; or correct last year's source"),
    )
