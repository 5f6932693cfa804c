"""YOY001: last year's number is what last year's source says.

People of a year ago are never restated, nor are the balances that final accounts begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from budgetc.budget.consolidate import of_bodies, told_there
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import APPROVED
from budgetc.budget.department import Headcount
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.ledger import EVERYTHING, Flow, LastYear, Period
from budgetc.numbers.values import note_key
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.yoy.comparisons import TypedPrior, typed_priors

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
        if period != Period.PRIOR:
            yield from _other_period(context, period, beside)
    if context.last is None or context.last_budget is None:
        raise NotEvaluated(msg("there is no source of last year"))
    for prior in typed_priors(context, context.last):
        if prior.typed != prior.there and not prior.is_restated():
            yield _last_year_differs(context, prior)
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


def _last_year_differs(context: RuleContext, prior: TypedPrior) -> Violation:
    key = prior.key or prior.origins[0].written(Period.PRIOR)
    if key != Period.PRIOR and not prior.key:  # it is no budget of last year
        return _differs(context, prior, Period.PRIOR, (key, "restated"))
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
    closed = context.last_total(Flow.CLOSING, EVERYTHING)
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


def _other_period(context: RuleContext, period: str, beside: LastYear) -> Iterator[Violation]:
    for one in typed_priors(context, beside, period):
        note = note_key(period)
        if one.typed != one.there and not any(origin.node.get(note) for origin in one.origins):
            yield _differs(context, one, period, (period, note))


def _differs(context: RuleContext, one: TypedPrior, role: str, keys: tuple[str, str]) -> Violation:
    """Make the finding for an amount, by the keys of itself and of the note that may explain it."""
    key, note = keys
    unit = context.measure_of(role)
    return Violation(
        one.origins[0].span(role),
        msg(
            "{key} is {typed} here, and {found} in {file}: a difference of {difference}",
            key=key,
            file=_source_of(one),
            **context.compared(unit, typed=one.typed, found=one.there),
        ),
        related=context.related((*one.facts, *one.found), unit),
        hint=_ways_out_of_a_change(key, note, _source_of(one))
        if _is_of_this_years_budget(context, role)
        else _ways_out(one, key, note),
    )


def _is_of_this_years_budget(context: RuleContext, period: str) -> bool:
    spec = context.layout.amounts.get(period)
    return spec is not None and spec.year == 0 and spec.stage == APPROVED


def _ways_out_of_a_change(key: str, note: str, file: Value) -> Message:
    """Say what to do about a budget of this year, which may have been changed since approval."""
    return msg(
        "delete {key}: and it comes from there, if that is what was approved; where {file} was "
        "changed during the year, put back what was approved, or say in {note}: what was changed",
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


def _source_of(one: TypedPrior) -> Value:
    """Return the file that tells an amount beside a source."""
    file = next((fact.origin.tree.file for fact in one.found), "")
    return PurePosixPath(file).name or msg("the source beside it")


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
