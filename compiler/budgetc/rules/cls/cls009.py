"""CLS009: a function code of last year that this year's list lacks has a successor."""

from __future__ import annotations

from collections import defaultdict

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Fact, Period
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule


@rule("CLS009")
def retired_codes_have_successors(context: RuleContext) -> Findings:
    last = given(context.last_budget, msg("there is no source of last year"))
    catalogue = context.catalogue
    known: set[str] = {local.code for local in last.own.local_codes}
    known.update(fact.function for fact in context.total("function").facts)
    # Of this year's projects, and of lines that successors continue, nothing ended.
    ended: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.cube.facts(context.cube.mask("function", period=Period.PRIOR)):
        is_own = not context.cube.entity_of(fact).id and not fact.is_passed_on
        if fact.entry is None and is_own and fact.fen and fact.function not in known:
            ended[fact.function].append(fact)
    for code, facts in ended.items():
        if code in catalogue.function or code in catalogue.successors:
            continue
        former = catalogue.function.former.get(code)
        yield Violation(
            context.budget.origin.key_span("basic_expenditure"),
            msg(
                "last year's {code} ({amount}) is not in the list of {year}, and nothing says "
                "which code took its place",
                code=context.coded("function", code, former.name) if former else code,
                amount=context.money(sum_of(facts)),
                year=catalogue.edition,
            ),
            related=context.related(facts),
            hint=msg(
                "add it, with its successor, to schema/classification/{year}/"
                "functional_successors.csv; where nothing took its place, waive the rule: it ended",
                year=catalogue.edition,
            ),
        )
