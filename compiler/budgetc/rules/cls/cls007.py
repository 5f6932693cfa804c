"""CLS007: functions of a government fund or of state capital are paid from it."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.ledger import Fact, Period
from budgetc.rules.case import Case
from budgetc.rules.code_rules import FundRule, code_rules
from budgetc.rules.own import line_of, own_facts
from budgetc.rules.rule import Finding, NotApplicable
from budgetc.source.origin import Origin


def fund_and_function_agree(case: Case) -> Iterator[Finding]:
    """CLS007: 21208 and its like only from 政府性基金, 223 only from 国有资本经营预算.

    Which functions belong to which fund is `funds` of `schema/code_rules.json`; money carried over
    from the fund, and received from the department, is allowed. That a fund pays for nothing else
    is not demanded.

    Source: names of the items in 政府收支分类科目; to be compared with the official explanations.
    """
    cube = case.cube
    mask = cube.of("period", Period.CURRENT) & cube.of("margin", "function")
    looked_at = False
    reported: set[Span] = set()
    for fact in own_facts(case, mask):
        rule = _rule_of(case, fact.function)
        if rule is None:
            continue
        looked_at = True
        place = _place(fact)
        if place in reported or set(case.catalogue.fund.lineage(fact.fund)) & set(rule.funds):
            continue
        reported.add(place)
        yield _finding(case, fact, rule, place)
    if not looked_at:
        yield NotApplicable(msg("no function here belongs to one fund alone"))


def _rule_of(case: Case, function: str) -> FundRule | None:
    rules = code_rules(case.resources).funds
    return next((rule for rule in rules if function.startswith(rule.functions)), None)


def _place(fact: Fact) -> Span:
    """Return where the fund was typed, or else the function."""
    line: Origin = line_of(fact)
    for origin in (fact.origin, line):
        if "fund" in origin.node.entries:
            return origin.span("fund")
    return line.span("function" if "function" in line.node.entries else "code")


def _finding(case: Case, fact: Fact, rule: FundRule, place: Span) -> Diagnostic:
    entry = case.catalogue.function.get(fact.function)
    funds = case.catalogue.fund.entries
    right, wrong = funds[rule.funds[0]], funds[fact.fund]
    return finding(
        "CLS007",
        msg(
            "{code} {name} ({amount}) is paid from {wrong}; it is a function of {right}",
            code=fact.function,
            name=entry.name if entry else "",
            amount=case.money(fact.fen or 0),
            wrong=wrong.name,
            right=right.name,
        ),
        place,
        hint=msg("write fund: {fund}.own, or correct the code", fund=right.code),
    )
