"""GOV006: goods, works and services are paid from items that pay for such things.

A project whose money stands under the class 302 alone can pay for any.
"""

from __future__ import annotations

from budgetc.budget.matters import ProcurementLine
from budgetc.diagnostics.messages import msg
from budgetc.rules.facts import sum_of
from budgetc.rules.gov import purchases
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("GOV006", looks_at=purchases.lines_of)
def items_pay_for_the_category(
    context: RuleContext, lines: tuple[ProcurementLine, ...]
) -> Findings:
    for project, paid in purchases.by_project(context, lines).items():
        money = purchases.money_of(context, project).facts
        for category in purchases.CATEGORIES:
            of_category = [line for line in paid if line.category == category]
            fitting = [fact for fact in money if not _never(context, category, fact.economic)]
            procured, there = sum(line.amount for line in of_category), sum_of(fitting)
            # That a project has too little money for all its lines is another rule's.
            if not of_category or procured <= there or len(fitting) == len(money):
                continue
            first, *others = of_category
            yield Violation(
                first.origin.span("amount"),
                msg(
                    "{project}: {category} for {procured} are to be procured, and {amount} of its "
                    "money is under an item that can pay for them: a difference of {difference}",
                    project=project.name,
                    category=purchases.CATEGORIES[category],
                    **context.compared(procured=procured, amount=there),
                ),
                related=[*purchases.places_of(context, others), *context.related(money)],
                hint=msg(
                    "correct the category of the line, or the economic item of the allocation"
                ),
            )
    for code, paid in purchases.by_item(lines).items():
        for line in paid:
            if _never(context, line.category, code):
                yield Violation(
                    line.origin.span("economic"),
                    msg(
                        "{item}: {code} {name} pays for no {category}, and is to pay {amount} for "
                        "them",
                        item=line.item,
                        code=code,
                        name=context.name("economic", code),
                        category=purchases.CATEGORIES[line.category],
                        amount=context.money(line.amount),
                    ),
                    hint=msg("correct the category or the economic item of the line"),
                )


def _never(context: RuleContext, category: str, code: str) -> bool:
    never = context.lists.procurement.never_under[category]
    return any(above in never for above in context.catalogue.economic.lineage(code))
