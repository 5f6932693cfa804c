"""GOV007: what is bought from society as a service is procured as a service."""

from __future__ import annotations

from budgetc.budget.matters import ProcurementLine
from budgetc.diagnostics.messages import msg
from budgetc.rules.gov.purchases import CATEGORIES, lines_of, places_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("GOV007", looks_at=lines_of)
def purchased_services_are_services(
    context: RuleContext, lines: tuple[ProcurementLine, ...]
) -> Findings:
    bought = some(
        [line for line in lines if line.purchased_service],
        msg("no line is a service bought from society"),
    )
    for line in bought:
        if line.category != "services":
            yield Violation(
                line.origin.span("category"),
                msg(
                    "{item}: {amount} is a service bought from society and procured as {category}",
                    item=line.item,
                    amount=context.money(line.amount),
                    category=CATEGORIES[line.category],
                ),
                related=places_of(context, [line], "purchased_service"),
                hint=msg("write category: services, or delete purchased_service:"),
            )
