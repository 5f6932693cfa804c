"""NAR112: what a department says a code's money is for is so of its units' money as well."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Purpose
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Dimensions
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.texts import clauses


@rule("NAR112")
def purposes_are_of_the_units_money_too(context: RuleContext) -> Findings:
    some(context.units, msg("there are no units with sources of their own"))
    purposes = context.budget.purposes
    for purpose in some(purposes, msg("no purpose and no goal is typed")):
        untold = tuple(_untold(context, purpose))
        if untold:
            yield Violation(
                purpose.origin.span("text"),
                msg(
                    "{code} is said to be for “{text}”, and units have money of it for {others}",
                    code=context.coded("function", purpose.code),
                    text=purpose.text,
                    others=enumerated(dict.fromkeys(one.text for one in untold)),
                ),
                related=[
                    Related(one.origin.span("text"), msg("what the unit says")) for one in untold
                ],
                hint=msg("the text stands for the whole department: say what the units do as well"),
            )


def _untold(context: RuleContext, purpose: Purpose) -> Iterator[Purpose]:
    """Yield the purposes of units that have money of the code and something else to say of it."""
    cube, lint = context.cube, context.words.texts
    spent = cube.mask("function", Dimensions(function=(purpose.code,)))
    for unit in context.units:
        said = (one for one in unit.budget.purposes if one.code == purpose.code)
        if cube.total(cube.within(spent, "entity", unit.id)).known:
            yield from (
                one
                for one in said
                if not all(part in purpose.text for part in clauses(one.text, lint))
            )
