"""PER006: each indicator is of a class that the target table has."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import Indicator
from budgetc.diagnostics import Diagnostic, finding
from budgetc.layout.rows import belongs, classes_of
from budgetc.messages import msg
from budgetc.rules.case import Case
from budgetc.suggest import choices


def indicators_have_a_class(case: Case) -> Iterator[Diagnostic]:
    """PER006: 一级指标 and 二级指标 are of the jurisdiction's closed list.

    An indicator of no class has no row, and its weight would count unseen.

    Source: 财预〔2021〕101号, to be compared with the official text.
    """
    budget = case.budget
    if budget.performance is not None:
        yield from _check(case, "overall", budget.performance.indicators)
    for project in budget.projects:
        if project.targets is not None:
            yield from _check(case, "project", project.targets.indicators)


def _check(case: Case, name: str, indicators: tuple[Indicator, ...]) -> Iterator[Diagnostic]:
    framework = case.layout.frameworks.get(name)
    if framework is None:
        return
    classes = tuple(classes_of(framework))
    known = tuple(dict.fromkeys(category or dimension for dimension, category in classes))
    for indicator in indicators:
        if any(belongs(indicator, *each, framework) for each in classes):
            continue
        key = "category" if any(category for _, category in classes) else "dimension"
        typed = getattr(indicator, key) or ""
        yield finding(
            "PER006",
            msg("{name}: the table has no class {typed}", name=indicator.name, typed=typed),
            indicator.origin.span(key),
            hint=choices(typed, known),
        )
