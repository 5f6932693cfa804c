"""CLS009: a function code of last year that this year's list lacks has a successor."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule


@rule("CLS009")
def retired_codes_have_successors(context: RuleContext) -> Findings:
    last = given(context.last_budget, msg("there is no source of last year"))
    catalogue = context.catalogue
    used = {line.code for line in context.budget.function_lines}
    declared = {local.code for local in last.own.local_codes}
    for code in dict.fromkeys(line.code for line in last.own.function_lines):
        if code in catalogue.function or code in catalogue.successors or code in used | declared:
            continue
        narrow = Dimensions(kind=context.basic, function=(code,))
        before = context.last_total("function", narrow)
        if before is None or not before.known:
            continue
        yield Violation(
            context.budget.origin.key_span("basic_expenditure"),
            msg(
                "last year's {code} ({amount}) is not in the list of {year}, and nothing says "
                "which code took its place",
                code=code,
                amount=context.money(before.known),
                year=catalogue.edition,
            ),
            related=context.related(before.facts),
            hint=msg(
                "add it, with its successor, to schema/classification/{year}/"
                "functional_successors.csv",
                year=catalogue.edition,
            ),
        )
