"""PER007: each class that a target table needs has an indicator."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.per.tables import NO_TARGETS, framed_tables, members_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER007")
def required_classes_are_filled(context: RuleContext) -> Findings:
    for table, framework in some(context.look(framed_tables), NO_TARGETS):
        empty = [
            dimension.name
            for dimension in framework.dimensions
            if dimension.required and not members_of(dimension, table)
        ]
        if not empty:
            continue
        yield Violation(
            table.origin.key_span("indicators"),
            msg(
                "{name}: {count} of {all} classes have no indicator: {classes}",
                name=table.name,
                count=len(empty),
                all=len(framework.dimensions),
                classes=enumerated(empty),
            ),
            hint=msg("add an indicator of each, or waive the rule with the reason"),
        )
