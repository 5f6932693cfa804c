"""PER017: the indicators of a table have names of their own, and all that is printed of them.

三级指标 names are unique in a table; 赋分规则 and 佐证资料 are there where printed.
How a target in words is judged is PER008's.
Source: practice.
"""

from __future__ import annotations

from budgetc.budget.model import Indicator
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.per.numbers import number_of
from budgetc.rules.per.tables import NO_TARGETS, TargetTable, prints, target_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("PER017")
def indicators_are_complete(context: RuleContext) -> Findings:
    tables = [table for table in target_tables(context.budget) if table.indicators]
    if not tables:
        yield NO_TARGETS
    for table in tables:
        yield from _check_names(table)
        if prints(context, table.framework, "scoring"):
            yield from _check_scoring(table)
        if prints(context, table.framework, "evidence"):
            yield from _check_evidence(table)


def _check_names(table: TargetTable) -> Findings:
    first: dict[str, Indicator] = {}
    for indicator in table.indicators:
        earlier = first.setdefault(indicator.name, indicator)
        if earlier is indicator:
            continue
        yield Violation(
            indicator.origin.span("name"),
            msg("{table}: two indicators are named {name}", table=table.name, name=indicator.name),
            related=[Related(earlier.origin.span("name"), msg("the first one is here"))],
            hint=msg("say in each name what it counts, or delete one"),
        )


def _check_scoring(table: TargetTable) -> Findings:
    without = [i for i in table.indicators if i.scoring is None and number_of(i) is not None]
    if without:
        yield Violation(
            without[0].origin.span("name"),
            msg(
                "{table}: nothing says how points are given for {names}",
                table=table.name,
                names=_names(without),
            ),
            hint=msg("add scoring: to each"),
        )


def _check_evidence(table: TargetTable) -> Findings:
    without = [indicator for indicator in table.indicators if indicator.evidence is None]
    if without:
        yield Violation(
            without[0].origin.span("name"),
            msg(
                "{table}: nothing says what proves the result of {names}",
                table=table.name,
                names=_names(without),
            ),
            hint=msg("add evidence: to each"),
        )


def _names(indicators: list[Indicator]) -> str:
    return "、".join(indicator.name for indicator in indicators)
