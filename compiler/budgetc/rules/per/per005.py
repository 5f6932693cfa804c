"""PER005: the weights of each first-level class add up to what is laid down."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.per.tables import NO_FRAMEWORK, FramedTable, filled_framed_tables, members_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some


@rule("PER005", looks_at=filled_framed_tables)
def classes_have_their_weight(_: RuleContext, framed: list[FramedTable]) -> Findings:
    divided = [entry for entry in framed if any(d.weight for d in entry[1].dimensions)]
    for table, framework in some(divided, NO_FRAMEWORK):
        total = sum(indicator.weight for indicator in table.indicators)
        weights = [dimension.weight for dimension in framework.dimensions]
        laid_down = sum(weight or 0 for weight in weights)
        if None not in weights and total in framework.weights and total != laid_down:
            yield NotEvaluated(
                msg(
                    "{name}: the weights add up to {total}; the weight of each class is laid down "
                    "for a total of {laid_down}",
                    name=table.name,
                    total=total,
                    laid_down=laid_down,
                )
            )
            continue
        for dimension in framework.dimensions:
            members = members_of(dimension, table)
            weight = sum(indicator.weight for indicator in members)
            if not members or dimension.weight is None or weight == dimension.weight:
                continue
            first, *others = members
            yield Violation(
                first.origin.span("weight"),
                msg(
                    "{name}: the weights of {dimension} add up to {weight}, not {laid_down}: a "
                    "difference of {difference}",
                    name=table.name,
                    dimension=dimension.name,
                    weight=weight,
                    laid_down=dimension.weight,
                    difference=abs(weight - dimension.weight),
                ),
                related=[
                    Related(
                        other.origin.span("weight"),
                        msg("{name}: {weight}", name=other.name, weight=other.weight),
                    )
                    for other in others
                ],
                hint=msg("move points between the classes, or correct a weight"),
            )
