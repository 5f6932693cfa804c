"""GOV009: a project that promises to procure procures something."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import msg
from budgetc.rules.gov.purchases import by_project, lines_of
from budgetc.rules.per.tables import names_of_indicators
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("GOV009")
def promised_procurement_is_budgeted(context: RuleContext) -> Findings:
    words = context.words.procurement.rate_indicators
    rates = context.look(names_of_indicators).having(words)
    promised = [
        (project, indicator)
        for project in context.budget.projects
        for indicator in project.indicators
        if indicator.name in rates and _asks_for_some(indicator)
    ]
    some(promised, msg("no project has an indicator of its rate of procurement"))
    paying = by_project(context, lines_of(context))
    for project, indicator in promised:
        if project not in paying:
            yield Violation(
                indicator.origin.span("name"),
                msg(
                    "{project}: “{name}” is to be {target} %, and no line of procurement is "
                    "paid for by this project",
                    project=project.name,
                    name=indicator.name,
                    target=indicator.target,
                ),
                hint=msg("add the line to procurement:, or take another indicator"),
            )


def _asks_for_some(indicator: Indicator) -> bool:
    try:
        return indicator.sign != "<=" and Decimal(indicator.target) > 0
    except InvalidOperation:
        return False
