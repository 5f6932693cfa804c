"""CLS008: 人员经费 or 公用经费 follows from the code; what is typed against it is an exception."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS008")
def group_follows_from_the_code(context: RuleContext) -> Findings:
    basic = context.budget.basic_expenditure
    typed = some(
        [line for line in basic.by_economic if line.group] if basic else [],
        msg("no economic item has a group of its own"),
    )
    codes, exceptions = context.catalogue.economic, context.lists.codes.group_exceptions
    for line in typed:
        known = next((e for c in reversed(codes.lineage(line.code)) if (e := codes.get(c))), None)
        if known is not None and known.group != line.group and line.code not in exceptions:
            yield Violation(
                line.origin.span("group"),
                msg(
                    "{code} {name} ({amount}) is {right}, not {typed}",
                    code=known.code,
                    name=known.name,
                    amount=context.money(line.amount),
                    right=known.group,
                    typed=line.group or "",
                ),
                hint=msg("delete group: and it follows from the code; or correct the code"),
            )
