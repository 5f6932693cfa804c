"""CAR002: money that was carried over too often is surplus."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated

FISCAL = "carry_over.fiscal"
"""The fund above all carried-over money of fiscal appropriation; a unit's own money may wait."""


def carried_over_money_is_recent(case: Case) -> Iterator[Finding]:
    """CAR002: budget year − year of a 财政拨款结转 ≤ carry_over_years. In years.

    Source: 预算法 on money left over for two years in a row, to be compared with the official text.
    """
    fiscal = case.catalogue.fund.lineage
    lines = [line for line in case.own.carry_over if FISCAL in fiscal(line.fund)]
    limit = case.thresholds.carry_over_years
    if not lines:
        yield NotApplicable(msg("no fiscal money is carried over"))
    elif limit is None:
        yield NotEvaluated(msg("the jurisdiction sets no age at which money is surplus"))
    elif any(line.year is None for line in lines):
        yield NotEvaluated(msg("the year that first gave carried-over money is not given"))
    for line in lines:
        if limit is None or line.year is None or case.own.year - line.year <= limit:
            continue
        yield finding(
            "CAR002",
            msg(
                "{item}: {amount} was given in {year}, {age} years before this budget; after "
                "{limit} years it is surplus",
                item=line.item,
                amount=case.money(line.amount),
                year=str(line.year),
                age=case.own.year - line.year,
                limit=limit,
            ),
            line.origin.span("year"),
            hint=msg("give it back as surplus and take the line out, or correct the year"),
        )
