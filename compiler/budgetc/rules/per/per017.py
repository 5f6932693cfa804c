"""PER017: the indicators of a table have names of their own, and all that is printed of them."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Indicator
from budgetc.diagnostics import Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.per.numbers import number_of
from budgetc.rules.per.tables import NO_TARGETS, TargetTable, prints, target_tables
from budgetc.rules.rule import Finding


def indicators_are_complete(case: Case) -> Iterator[Finding]:
    """PER017: 三级指标 names are unique in a table; 赋分规则 and 佐证资料 are there where printed.

    How a target in words is judged is PER008's.

    Source: practice.
    """
    tables = [table for table in target_tables(case.own) if table.indicators]
    if not tables:
        yield NO_TARGETS
    for table in tables:
        yield from _check_names(table)
        if prints(case, table.framework, "scoring"):
            yield from _check_scoring(table)
        if prints(case, table.framework, "evidence"):
            yield from _check_evidence(table)


def _check_names(table: TargetTable) -> Iterator[Finding]:
    first: dict[str, Indicator] = {}
    for indicator in table.indicators:
        earlier = first.setdefault(indicator.name, indicator)
        if earlier is indicator:
            continue
        yield finding(
            "PER017",
            msg(
                "{table}: two indicators are named {name}",
                table=table.name,
                name=indicator.name,
            ),
            indicator.origin.span("name"),
            related=[Related(earlier.origin.span("name"), msg("the first one is here"))],
            hint=msg("say in each name what it counts, or delete one"),
        )


def _check_scoring(table: TargetTable) -> Iterator[Finding]:
    without = [i for i in table.indicators if i.scoring is None and number_of(i) is not None]
    if without:
        yield finding(
            "PER017",
            msg("{table}: nothing says how points are given for {names}", table=table.name,
                names=_names(without)),
            without[0].origin.span("name"),
            hint=msg("add scoring: to each"),
        )  # fmt: skip


def _check_evidence(table: TargetTable) -> Iterator[Finding]:
    without = [indicator for indicator in table.indicators if indicator.evidence is None]
    if without:
        yield finding(
            "PER017",
            msg("{table}: nothing says what proves the result of {names}", table=table.name,
                names=_names(without)),
            without[0].origin.span("name"),
            hint=msg("add evidence: to each"),
        )  # fmt: skip


def _names(indicators: list[Indicator]) -> str:
    return "、".join(indicator.name for indicator in indicators)
