"""YOY001: last year's amount is what last year's source says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Cube, Fact, LastYear, Period, line_key
from budgetc.messages import msg
from budgetc.rules.case import Case
from budgetc.spans import Span


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
            yield from _compare_line(case, case.last, key, facts)
    if case.last_cube is not None:
        for spec in case.layout.figures.values():
            if len(spec.prior) == 1:
                yield from _compare_figure(case, case.last_cube, spec)


def _is_typed(fact: Fact) -> bool:
    return fact.entry is fact.origin and fact.origin.node.get("prior") is not None


def _compare_line(
    case: Case, last: LastYear, key: tuple[str, ...], facts: list[Fact]
) -> Iterator[Diagnostic]:
    found = last.of(key)
    there = sum(earlier.fen or 0 for earlier in found)
    typed = sum(fact.fen or 0 for fact in facts)
    if there != typed:
        related = case.related((*facts[1:], *found))
        yield _differs(case, typed, there, facts[0].origin.span("prior"), related)


def _compare_figure(case: Case, last: Cube, spec: FigureSpec) -> Iterator[Diagnostic]:
    """Compare last year's amount of a thing that this year is derived, such as 公务接待费."""
    *home, name = spec.prior[0].split(".")
    entry: Any = case.budget
    for step in home:
        entry = getattr(entry, step, None)
    typed = getattr(entry, name, None)
    if typed is None or getattr(entry, "restated", None):
        return
    total = last.total(last.mask(spec.margin, spec))
    there = total.fen or 0
    if there != typed:
        yield _differs(case, typed, there, entry.origin.span(name), case.related(total.facts))


def _differs(
    case: Case, typed: int, there: int, span: Span, related: tuple[Related, ...]
) -> Diagnostic:
    return finding(
        "YOY001",
        msg(
            "last year's amount is {typed} here, and {found} in last year's source: a difference "
            "of {difference}",
            typed=case.money(typed),
            found=case.money(there),
            difference=case.money(abs(typed - there)),
        ),
        span,
        related=related,
        hint=msg("delete prior: and it comes from there; or add restated: with the reason"),
    )
