"""GOV009: a project that promises to procure procures something."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from budgetc.budget.model import Indicator, Project
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.gov.payers import by_project
from budgetc.rules.gov.purchases import knowledge, lines_of, without_lines
from budgetc.rules.rule import Finding, NotApplicable


def promised_procurement_is_budgeted(case: Case) -> Iterator[Finding]:
    """GOV009: an indicator such as 政府采购率 above 0 % ⇒ the project has a line of procurement.

    The names are in `schema/procurement.json`.

    Source: practice; a rate of nothing cannot be reached.
    """
    promised = list(_promises(case))
    if not promised:
        yield NotApplicable(msg("no project has an indicator of its rate of procurement"))
    elif not lines_of(case):
        yield without_lines(case)
    else:
        paying = by_project(case)
        for project, indicator in promised:
            if project not in paying:
                yield finding(
                    "GOV009",
                    msg(
                        "{project}: “{name}” is to be {target} %, and no line of procurement is "
                        "paid for by this project",
                        project=project.name,
                        name=indicator.name,
                        target=indicator.target,
                    ),
                    indicator.origin.span("name"),
                    hint=msg("add the line to procurement:, or take another indicator"),
                )


def _promises(case: Case) -> Iterator[tuple[Project, Indicator]]:
    names = knowledge(case.resources).rate_indicators
    for project in case.own.projects:
        for indicator in project.targets.indicators if project.targets else ():
            if any(name in indicator.name for name in names) and _is_positive(indicator):
                yield project, indicator


def _is_positive(indicator: Indicator) -> bool:
    """Tell whether an indicator asks for more than nothing."""
    try:
        return indicator.operator != "<=" and Decimal(indicator.target) > 0
    except InvalidOperation:
        return False
