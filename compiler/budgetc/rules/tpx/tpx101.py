"""TPX101: what is paid for is not said not to be."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.lists import Pattern
from budgetc.lists.model import TextLists
from budgetc.rules.facts import of_departments, sum_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.texts import clauses
from budgetc.rules.tpx.items import NAMES, own_money


@rule("TPX101")
def reasons_do_not_deny_what_is_paid(context: RuleContext) -> Findings:
    of_departments(context)
    lint = context.words.texts
    public = some(
        context.budget.three_public, msg("nothing is said of the “three public” spending")
    )
    given = [
        (key, item)
        for key in NAMES.keys() & context.layout.figures.keys()
        if (item := getattr(public, key)) is not None and item.reason
    ]
    for key, item in some(given, msg("no reason is given")):
        name, denied = NAMES[key], _denied(item.reason, lint.denials[key], lint)
        if denied is not None and (spent := own_money(context, key)):
            yield Violation(
                item.origin.span("reason"),
                msg(
                    "{name} has {amount}, and the reason says “{clause}”",
                    name=name,
                    amount=context.money(sum_of(spent)),
                    clause=denied,
                ),
                related=context.related(spent),
                hint=msg("take the money out, or correct the reason"),
            )


def _denied(reason: str, denial: Pattern, lint: TextLists) -> str | None:
    """Return the clause of a reason that says that there is nothing of it this year."""
    if denial.search(reason) is None:
        return None
    return next(
        (
            clause
            for clause in clauses(reason, lint)
            if denial.search(clause) and not lint.not_of_this_year.search(clause)
        ),
        None,
    )
