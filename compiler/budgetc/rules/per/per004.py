"""PER004: the weights of a performance-target table add up."""

from __future__ import annotations

from budgetc.diagnostics.messages import Value, msg
from budgetc.rules.per.tables import FramedTable, filled_framed_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("PER004", looks_at=filled_framed_tables)
def weights_add_up(_: RuleContext, framed: list[FramedTable]) -> Findings:
    for table, framework in framed:
        allowed = framework.weights
        total = sum(indicator.weight for indicator in table.indicators)
        if total in allowed:
            continue
        totals: Value = allowed[0]
        for other in allowed[1:]:
            totals = msg("{first} or {second}", first=totals, second=other)
        yield Violation(
            table.origin.key_span("indicators"),
            msg(
                "{name}: the weights add up to {total}, not {allowed}: a difference of "
                "{difference}",
                name=table.name,
                total=total,
                allowed=totals,
                difference=min(abs(weight - total) for weight in allowed),
            ),
            hint=msg("correct the weight of an indicator, or add the one that is left out"),
        )
