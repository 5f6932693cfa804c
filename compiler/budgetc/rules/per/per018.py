"""PER018: a project that builds or buys has a cost indicator; one on nature, a cost to it."""

from __future__ import annotations

from budgetc.budget.lines import Project
from budgetc.classification import CodeList
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import Framework
from budgetc.lists.model import TargetLists
from budgetc.rules.per.tables import TargetTable, framed_tables, members_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER018")
def costly_projects_have_a_cost_target(context: RuleContext) -> Findings:
    words = context.words.targets
    concerned = False
    for table, framework in context.look(framed_tables):
        project = table.project
        if project is None or not table.indicators:
            continue
        capital, nature = _capital(context, project, words), _nature(context, project, words)
        for place, classes in ((capital, words.cost), (nature, words.environmental_cost)):
            if place is None:
                continue
            concerned = True
            lacking = _lacking(table, framework, classes)
            if lacking is None:
                continue
            said = {"table": table.name, "item": place.message, "lacking": lacking}
            yield Violation(
                table.origin.key_span("indicators"),
                msg("{table} builds or buys ({item}), and has no indicator of {lacking}", **said)
                if place is capital
                else msg(
                    "{table} is about nature ({item}), and has no indicator of {lacking}", **said
                ),
                related=[place],
                hint=msg(
                    "add one with category: {lacking}, or waive the rule with the reason",
                    lacking=lacking,
                ),
                severity=None if place is capital else Severity.NOTE,
            )
    some(concerned, msg("no project with targets builds, buys or is about nature"))


def _capital(context: RuleContext, project: Project, words: TargetLists) -> Related | None:
    """Return the place of the first capital item of a project's money."""
    for part in project.allocation:
        origin = project.origin if part.economic is None else part.origin
        code = part.economic or project.economic
        if part.amount and _is_under(code, words.capital, context.catalogue.economic):
            return Related(origin.span("economic"), context.coded("economic", code))
    return None


def _nature(context: RuleContext, project: Project, words: TargetLists) -> Related | None:
    """Return the place of a project's function, if that is about nature and no office work."""
    code, codes = project.function, context.catalogue.function
    if _is_under(code, words.environment_administration, codes) or not _is_under(
        code, words.environment, codes
    ):
        return None
    return Related(project.origin.span("function"), context.coded("function", code))


def _is_under(code: str, above: frozenset[str], codes: CodeList) -> bool:
    return not above.isdisjoint(codes.lineage(code))


def _lacking(table: TargetTable, framework: Framework, classes: frozenset[str]) -> str | None:
    """Return the class of a framework, one of several names, that a table has nothing of."""
    lacking = None
    for dimension in framework.dimensions:
        offered = [name for name in dimension.categories or (dimension.name,) if name in classes]
        if not offered:
            continue
        members = members_of(dimension, table)
        if any(not dimension.categories or member.category in classes for member in members):
            return None
        if members or not dimension.required:  # else PER007 reports it
            lacking = offered[0]
    return lacking
