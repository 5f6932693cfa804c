"""PER112: a target asks for something."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.per.indicators import is_cost, leanings, numbered, shown
from budgetc.rules.per.tables import NO_TARGETS
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER112")
def targets_ask_for_something(context: RuleContext) -> Findings:
    words, names = context.words.targets, context.look(leanings)
    for indicator, number in some(context.look(numbered), NO_TARGETS):
        if number:
            continue
        operator, name, said = indicator.sign, indicator.name, shown(indicator)
        # 超支 and the like may well be 0.
        paid = is_cost(context, indicator) and name not in names.turned
        if operator == ">=" and not any(word in name for word in words.beyond_hundred):
            problem = msg("{name}: the target is {target}, which asks for nothing", **said)
        elif operator in ("=", "<=") and paid:
            problem = msg(
                "{name}: the target is {target}, and what costs nothing is no cost", **said
            )
        elif operator == "=" and name in names.to_be_reached:
            problem = msg(
                "{name}: the target is {target}, so that nothing is to be reached", **said
            )
        else:
            continue
        hint = msg("write the number that is to be reached")
        yield Violation(indicator.origin.span("target"), problem, hint=hint)
