"""YOY001: last year's amount is what last year's source says."""

from __future__ import annotations

from collections import defaultdict
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
    typed: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in case.cube.facts(case.cube.of("period", Period.PRIOR)):
        key = line_key(fact, case.cube.body(fact))
        if key is not None and _is_typed(fact):
            typed[key].append(fact)
    for key, facts in typed.items():
        if not any(fact.origin.node.get("restated") for fact in facts):
            yield from _compare(case, case.last, key, facts)


def _is_typed(fact: Fact) -> bool:
    return fact.entry is fact.origin and fact.origin.node.get("prior") is not None


def _compare(
    case: Case, last: LastYear, key: tuple[str, ...], facts: list[Fact]
) -> Iterator[Diagnostic]:
    found = last.of(key)
    there = sum(earlier.fen or 0 for earlier in found)
    typed = sum(fact.fen or 0 for fact in facts)
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
        facts[0].origin.span("prior"),
        related=case.related((*facts[1:], *found)),
        hint=msg("delete prior: and it comes from there; or add restated: with the reason"),
    )
