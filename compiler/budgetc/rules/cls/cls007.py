"""CLS007: functions of a government fund or of state capital are paid from it."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.ledger import Fact
from budgetc.lists.model import FundRule
from budgetc.rules.facts import line_of, typed_here
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS007")
def fund_and_function_agree(context: RuleContext) -> Findings:
    facts = context.cube.facts(context.cube.mask("function"))
    codes = {fact.function for fact in facts}
    rules = {code: one for code in codes if (one := _rule_of(context, code)) is not None}
    bound = typed_here(context, (fact for fact in facts if fact.function in rules))
    reported: set[Span] = set()
    for fact in some(bound, msg("no function here belongs to one fund alone")):
        place, bound_to = _place(fact), rules[fact.function]
        if place in reported or set(context.catalogue.fund.lineage(fact.fund)) & set(
            bound_to.funds
        ):
            continue
        reported.add(place)
        right, wrong = (context.catalogue.fund.entries[f] for f in (bound_to.funds[0], fact.fund))
        yield Violation(
            place,
            msg(
                "{code} {name} ({amount}) is paid from {wrong}; it is a function of {right}",
                code=fact.function,
                name=context.name("function", fact.function),
                amount=context.money(fact.fen or 0),
                wrong=wrong.name,
                right=right.name,
            ),
            hint=msg("write fund: {fund}.own, or correct the code", fund=right.code),
        )


def _rule_of(context: RuleContext, function: str) -> FundRule | None:
    funds = context.lists.codes.funds
    return next((each for each in funds if function.startswith(each.functions)), None)


def _place(fact: Fact) -> Span:
    """Return where the fund was typed, or else the function."""
    line = line_of(fact)
    for origin in (fact.origin, line):
        if "fund" in origin.node.entries:
            return origin.span("fund")
    return line.span("function" if "function" in line.node.entries else "code")
