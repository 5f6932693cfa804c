"""YOY001: last year's number is what last year's source says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from budgetc.budget.model import Budget, Headcount
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotEvaluated
from budgetc.rules.yoy.priors import TypedPrior, typed_priors

_PEOPLE: Mapping[str, Message] = MappingProxyType(
    {
        "in_service": msg("people in service"),
        "retired": msg("retired people"),
        "honorary_retired": msg("people retired with honours"),
    }
)
"""Keys of `staff`, and what people call them: 在职, 退休, 离休."""


def typed_prior_is_last_years_number(case: Case) -> Iterator[Finding]:
    """YOY001: prior of a line = its amount in last year's source, unless `restated` says why not.

    The same of the people a year ago, who are never restated.

    Source: a comparison with last year compares budget with budget, as it was approved.
    """
    if case.last is None or case.last_budget is None:
        yield NotEvaluated(msg("there is no source of last year"))
        return
    for prior in typed_priors(case, case.last):
        if prior.typed != prior.there and not prior.is_restated():
            yield _differs(case, prior)
    yield from _people(case, case.last_budget)


def _differs(case: Case, prior: TypedPrior) -> Diagnostic:
    return finding(
        "YOY001",
        msg(
            "last year's amount is {typed} here, and {found} in last year's source: a difference "
            "of {difference}",
            typed=case.money(prior.typed),
            found=case.money(prior.there),
            difference=case.money(abs(prior.typed - prior.there)),
        ),
        prior.origins[0].span("prior"),
        related=case.related((*prior.facts, *prior.found)),
        hint=msg("delete prior: and it comes from there; or add restated: with the reason"),
    )


def _people(case: Case, last: Budget) -> Iterator[Diagnostic]:
    staff, earlier = case.budget.department.staff, last.department.staff
    if staff is None or earlier is None:
        return
    for key, name in _PEOPLE.items():
        now: Headcount | None = getattr(staff, key)
        then: Headcount | None = getattr(earlier, key)
        if now and then and now.prior is not None and now.prior != then.current:
            yield _people_differ(name, now, now.prior, then)


def _people_differ(name: Message, now: Headcount, typed: int, then: Headcount) -> Diagnostic:
    first, *others = now.origin.places("prior")
    counted = msg("this number is counted as well")
    return finding(
        "YOY001",
        msg(
            "{name}: {typed} a year ago here, and {found} in last year's source: a difference of "
            "{difference}",
            name=name,
            typed=typed,
            found=then.current,
            difference=abs(typed - then.current),
        ),
        first.span,
        related=[
            *(Related(place.span, counted) for place in others),
            *(
                Related(place.span, msg("last year's source: {count}", count=place.written or ""))
                for place in then.origin.places("current")
            ),
        ],
        hint=msg("delete prior: and it comes from there; or correct last year's source"),
    )
