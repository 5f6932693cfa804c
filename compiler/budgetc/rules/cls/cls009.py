"""CLS009: a function code of last year that this year's list lacks has a successor.

each 项 of last year's basic expenditure is listed this year, or has a successor.
Without one, its line counts as ended and that of its new code as new. A code that this year's
source still uses, or that last year's declared a local one, needs none. Projects go by their
id.
Source: practice; the successors are `functional_successors.csv` of the edition.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.numbers.values import Code
from budgetc.rules.cls.lines import function_lines
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule


@rule("CLS009")
def retired_codes_have_successors(context: RuleContext) -> Findings:
    last = context.last_budget
    if last is None or context.last_cube is None:
        yield NotEvaluated(msg("there is no source of last year"))
        return
    used = {line.code for line in function_lines(context.budget)}
    declared = {local.code for local in last.own.local_codes}
    for code in dict.fromkeys(line.code for line in function_lines(last.own)):
        if code in context.catalogue.function or code in context.catalogue.successors:
            continue
        if code in used or code in declared:
            continue
        narrow = Dimensions(kind=(ExpenditureKind.BASIC,), function=(Code(code),))
        mask = context.last_cube.mask("function", narrow)
        amount = context.last_cube.total(mask).fen
        if not amount:
            continue
        yield Violation(
            context.budget.origin.key_span("basic_expenditure"),
            msg(
                "last year's {code} ({amount}) is not in the list of {year}, and nothing says "
                "which code took its place",
                code=code,
                amount=context.money(amount),
                year=context.catalogue.edition,
            ),
            related=context.related(context.last_cube.facts(mask)),
            hint=msg(
                "add it, with its successor, to schema/classification/{year}/"
                "functional_successors.csv",
                year=context.catalogue.edition,
            ),
        )
