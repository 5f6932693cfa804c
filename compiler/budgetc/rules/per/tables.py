"""The performance-target tables that a source types."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.lines import Project
from budgetc.budget.model import Budget
from budgetc.budget.targets import Indicator
from budgetc.diagnostics.messages import Value, msg
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import DimensionSpec, Framework
from budgetc.lists import Together
from budgetc.rules.rule import RuleContext, some
from budgetc.source.origin import Origin

OVERALL, PROJECT = "overall", "project"
"""The frameworks of a layout: of the department's own targets, and of a project's."""

NO_TARGETS = msg("no performance targets are typed")
NO_FRAMEWORK = msg("no table of performance targets is laid down here")


@frozen(eq=False)
class TargetTable:
    """One performance-target table.

    Attributes:
        framework: the name of the framework that its classes follow.
        name: what messages call it.
        project: whose targets they are; the department's own have none.
    """

    framework: str
    name: Value
    origin: Origin
    goal: str
    indicators: tuple[Indicator, ...]
    project: Project | None = None


FramedTable = tuple[TargetTable, Framework]
"""A table whose classes the jurisdiction lays down, and its framework."""


def target_tables(budget: Budget | ConsolidatedBudget) -> Iterator[TargetTable]:
    """Yield the tables of a source: the department's own, then one a project."""
    if (own := budget.performance) is not None:
        name = msg("the department's targets")
        yield TargetTable(OVERALL, name, own.origin, own.goal, own.indicators)
    for project in budget.projects:
        if (its := project.targets) is not None:
            yield TargetTable(PROJECT, project.name, its.origin, its.goal, its.indicators, project)


def typed_tables(context: RuleContext) -> tuple[TargetTable, ...]:
    """Return the tables of the source."""
    return tuple(target_tables(context.budget))


def filled_tables(context: RuleContext) -> list[TargetTable]:
    """Return the tables of the source that have indicators.

    Raises:
        NotApplicable: there are none.
    """
    tables = context.look(typed_tables)
    return some([table for table in tables if table.indicators], NO_TARGETS)


def framed_tables(context: RuleContext) -> list[FramedTable]:
    """Return the tables whose classes the jurisdiction lays down, each with its framework."""
    frameworks = context.layout.frameworks
    return [
        (table, frameworks[table.framework])
        for table in context.look(typed_tables)
        if table.framework in frameworks
    ]


def filled_framed_tables(context: RuleContext) -> list[FramedTable]:
    """Return those of them that have indicators.

    Raises:
        NotApplicable: there are none.
    """
    framed = context.look(framed_tables)
    return some([each for each in framed if each[0].indicators], NO_TARGETS)


def typed_indicators(context: RuleContext) -> list[Indicator]:
    """Return the indicators of all tables of the source."""
    return [indicator for table in context.look(typed_tables) for indicator in table.indicators]


def names_of_indicators(context: RuleContext) -> Together:
    """Return what they are called."""
    return Together([indicator.name for indicator in context.look(typed_indicators)])


def members_of(dimension: DimensionSpec, table: TargetTable) -> list[Indicator]:
    """Return the indicators of a table that are of a first-level class.

    Without a class, the category of an indicator tells it.
    """
    name, categories, each = dimension.name, dimension.categories, table.indicators
    if not categories:
        return [one for one in each if one.dimension == name]
    return [one for one in each if one.category in categories and one.dimension in (None, name)]


def prints(context: RuleContext, framework: str, text: str) -> bool:
    """Tell whether the printed table of a framework has a column for a text of its indicators."""
    return (framework, text) in context.look(_printed_columns)


def _printed_columns(context: RuleContext) -> frozenset[tuple[str, str]]:
    return frozenset(
        (panel.rows.framework, column.show)
        for table in context.layout.tables
        for panel in table.panels
        if panel.rows.framework is not None
        for column in panel.all_columns
        if column.show is not None
    )
