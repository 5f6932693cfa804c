"""CLS007: functions of a government fund or of state capital are paid from it.

21208 and its like only from 政府性基金, 223 only from 国有资本经营预算.
Which functions belong to which fund is `funds` of `schema/code_rules.json`; money carried over
from the fund, and received from the department, is allowed. That a fund pays for nothing else
is not demanded.
Source: names of the items in 政府收支分类科目; to be compared with the official explanations.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.ledger import Fact, Period
from budgetc.lists.model import FundRule
from budgetc.rules.facts import line_of, typed_facts
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.source.origin import Origin


@rule("CLS007")
def fund_and_function_agree(context: RuleContext) -> Findings:
    cube = context.cube
    mask = cube.of("period", Period.CURRENT) & cube.of("margin", "function")
    looked_at = False
    reported: set[Span] = set()
    for fact in typed_facts(context, mask):
        rule = _rule_of(context, fact.function)
        if rule is None:
            continue
        looked_at = True
        place = _place(fact)
        if place in reported or set(context.catalogue.fund.lineage(fact.fund)) & set(rule.funds):
            continue
        reported.add(place)
        yield _finding(context, fact, rule, place)
    if not looked_at:
        yield NotApplicable(msg("no function here belongs to one fund alone"))


def _rule_of(context: RuleContext, function: str) -> FundRule | None:
    rules = context.lists.codes.funds
    return next((rule for rule in rules if function.startswith(rule.functions)), None)


def _place(fact: Fact) -> Span:
    """Return where the fund was typed, or else the function."""
    line: Origin = line_of(fact)
    for origin in (fact.origin, line):
        if "fund" in origin.node.entries:
            return origin.span("fund")
    return line.span("function" if "function" in line.node.entries else "code")


def _finding(context: RuleContext, fact: Fact, rule: FundRule, place: Span) -> Violation:
    entry = context.catalogue.function.get(fact.function)
    funds = context.catalogue.fund.entries
    right, wrong = funds[rule.funds[0]], funds[fact.fund]
    return Violation(
        place,
        msg(
            "{code} {name} ({amount}) is paid from {wrong}; it is a function of {right}",
            code=fact.function,
            name=entry.name if entry else "",
            amount=context.money(fact.fen or 0),
            wrong=wrong.name,
            right=right.name,
        ),
        hint=msg("write fund: {fund}.own, or correct the code", fund=right.code),
    )
