"""CLS008: 人员经费 or 公用经费 follows from the code, and is typed where nothing tells it."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import OWN_GENERAL
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.ledger import ExpenditureKind, Fact
from budgetc.rules.facts import printed_panels, typed_facts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS008")
def group_follows_from_the_code(context: RuleContext) -> Findings:
    basic = context.budget.basic_expenditure
    typed = [line for line in basic.by_economic if line.group] if basic else []
    untold = tuple(_untold(context))
    some(typed or untold, msg("no group is typed, and none is needed"))
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
    groups = ", ".join(sorted({e.group for e in codes.entries.values() if e.group}))
    for fact in untold:
        if not fact.group:
            yield Violation(
                fact.origin.span("code"),
                msg(
                    "a table splits {code} {name} by group, and nothing says which group its "
                    "{amount} is",
                    code=fact.function,
                    name=context.name("function", fact.function),
                    amount=context.money(fact.fen or 0),
                ),
                hint=msg(
                    "add group: ({groups}); of a line that is both, make two lines", groups=groups
                ),
                severity=Severity.WARNING,
            )


def _untold(context: RuleContext) -> Iterator[Fact]:
    """Yield the basic lines outside the general public budget that a table splits by group."""
    cube = context.cube
    mask = 0
    for panel in printed_panels(context):
        if panel.margin == "function" and any(column.group for column in panel.all_columns()):
            mask |= cube.mask(panel.margin, panel)
    mask &= cube.of("kind", ExpenditureKind.BASIC) & ~cube.of(
        "fund", context.fund_group(OWN_GENERAL)
    )
    return (fact for fact in typed_facts(context, mask) if not fact.economic)
