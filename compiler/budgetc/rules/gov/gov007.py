"""GOV007: what is bought from society as a service is procured as a service."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.gov.purchases import CATEGORIES, lines_of, named, without_lines
from budgetc.rules.rule import Finding, NotApplicable


def purchased_services_are_services(case: Case) -> Iterator[Finding]:
    """GOV007: a line with `purchased_service: true` (政府购买服务) is of the category 服务.

    Source: 政府购买服务管理办法, to be compared with the official text.
    """
    lines = lines_of(case)
    bought = [line for line in lines if line.purchased_service]
    if not lines:
        yield without_lines(case)
    elif not bought:
        yield NotApplicable(msg("no line is a service bought from society"))
    for line in bought:
        if line.category != "services":
            yield finding(
                "GOV007",
                msg(
                    "{item}: {amount} is a service bought from society and procured as {category}",
                    item=line.item,
                    amount=case.money(line.amount),
                    category=CATEGORIES[line.category],
                ),
                line.origin.span("category"),
                related=[named(case, line.origin, "purchased_service", line.item, line.amount)],
                hint=msg("write category: services, or delete purchased_service:"),
            )
