"""Names that must be one thing's alone."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Budget, Project
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.messages import msg


def check_ids(budget: Budget) -> Iterator[Diagnostic]:
    """Yield the projects whose id another project has."""
    seen: dict[str, Project] = {}
    for project in budget.project_expenditure.projects if budget.project_expenditure else ():
        if project.id in seen:
            first = seen[project.id]
            yield finding(
                "SCH006",
                msg("the id {id} is another project's", id=project.id),
                project.origin.span("id"),
                related=[Related(first.origin.span("id"), msg("the first one is here"))],
                hint=msg("give each project an id of its own; it stays the same from year to year"),
            )
        seen.setdefault(project.id, project)
