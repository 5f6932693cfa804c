"""YOY001: last year's amount is what last year's source says."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.ledger import Fact, LastYear, Period, line_key
from budgetc.messages import msg
from budgetc.rules.case import Case


def typed_prior_is_last_years_amount(case: Case) -> Iterator[Diagnostic]:
    """YOY001: prior of a line = its amount in last year's source, unless `restated` says why not.

    Source: a comparison with last year compares budget with budget, as it was approved.
    """
    if case.last is None:
        return
    for fact in case.cube.facts(case.cube.of("period", Period.PRIOR)):
        if fact.entry is not fact.origin or fact.entry.node.get("restated") is not None:
            continue
        if fact.entry.node.get("prior") is not None:
            yield from _compare(case, case.last, fact)


def _compare(case: Case, last: LastYear, fact: Fact) -> Iterator[Diagnostic]:
    key = line_key(fact)
    found = last.of(key) if key is not None else ()
    there = sum(earlier.fen or 0 for earlier in found)
    typed = fact.fen or 0
    if there == typed:
        return
    yield finding(
        "YOY001",
        msg(
            "last year's amount is {typed} here, and {found} in last year's source: a difference "
            "of {difference}",
            typed=case.money(typed),
            found=case.money(there),
            difference=case.money(abs(typed - there)),
        ),
        fact.origin.span("prior"),
        related=case.related(found),
        hint=msg("delete prior: and it comes from there; or add restated: with the reason"),
    )
