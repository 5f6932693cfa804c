"""CLS009: a function code of last year that this year's list lacks has a successor."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Kind
from budgetc.numbers.values import Code
from budgetc.rules.case import Case
from budgetc.rules.cls.lines import function_lines
from budgetc.rules.rule import Finding, NotEvaluated


def retired_codes_have_successors(case: Case) -> Iterator[Finding]:
    """CLS009: each 项 of last year's basic expenditure is listed this year, or has a successor.

    Without one, its line counts as ended and that of its new code as new. A code that this year's
    source still uses, or that last year's declared a local one, needs none. Projects go by their
    id.

    Source: practice; the successors are `functional_successors.csv` of the edition.
    """
    last = case.last_budget
    if last is None or case.last_cube is None:
        yield NotEvaluated(msg("there is no source of last year"))
        return
    used = {line.code for line in function_lines(case.own)}
    declared = {local.code for local in last.local_codes}
    for code in dict.fromkeys(line.code for line in function_lines(last)):
        if code in case.catalogue.function or code in case.catalogue.successors:
            continue
        if code in used or code in declared:
            continue
        narrow = Dimensions(kind=(Kind.BASIC,), function=(Code(code),))
        mask = case.last_cube.mask("function", narrow)
        amount = case.last_cube.total(mask).fen
        if not amount:
            continue
        yield finding(
            "CLS009",
            msg(
                "last year's {code} ({amount}) is not in the list of {year}, and nothing says "
                "which code took its place",
                code=code,
                amount=case.money(amount),
                year=case.catalogue.edition,
            ),
            case.own.origin.key_span("basic_expenditure"),
            related=case.related(case.last_cube.facts(mask)),
            hint=msg(
                "add it, with its successor, to schema/classification/{year}/"
                "functional_successors.csv",
                year=case.catalogue.edition,
            ),
        )
