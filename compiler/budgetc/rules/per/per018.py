"""PER018: a project that builds or buys has a cost indicator; one on nature, a cost to it.

money under 资本性支出 → an indicator of 经济成本; 节能环保 → of 生态环境成本.
Where no cost at all is named and the layout asks for it, PER007 says so. A function code alone
does not tell that nature suffers, so that one is a note; the office work of 环境保护管理事务 is
left alone.
Source: 财预〔2021〕101号, to be compared with the official text.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.budget.model import Project
from budgetc.classification import CodeList
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import Message, msg
from budgetc.jurisdiction.spec import Framework
from budgetc.lists.model import TargetLists
from budgetc.rules.per.tables import TargetTable, framed_tables, members_of
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.source.origin import Origin


@rule("PER018")
def costly_projects_have_a_cost_target(context: RuleContext) -> Findings:
    words = context.lists.targets
    concerned = 0
    for table, framework in framed_tables(context):
        project = table.project
        if project is None or not table.indicators:
            continue
        if (place := _capital(context, project, words)) is not None:
            concerned += 1
            if (lacking := _lacking(table, framework, words.cost)) is not None:
                yield _no_capital_cost(context, table, place, lacking)
        if _touches_nature(context, project, words):
            concerned += 1
            if (lacking := _lacking(table, framework, words.environmental_cost)) is not None:
                yield _no_environmental_cost(context, table, project, lacking)
    if not concerned:
        yield NotApplicable(msg("no project with targets builds, buys or is about nature"))


def _capital(
    context: RuleContext, project: Project, words: TargetLists
) -> tuple[Origin, str] | None:
    """Return where the first capital item of a project's money stands, and its code."""
    codes = context.catalogue.economic
    for part in project.allocation:
        origin = project.origin if part.economic is None else part.origin
        code = part.economic or project.economic
        if part.amount and _is_under(code, words.capital, codes):
            return origin, code
    return None


def _touches_nature(context: RuleContext, project: Project, words: TargetLists) -> bool:
    codes = context.catalogue.function
    return _is_under(project.function, words.environment, codes) and not _is_under(
        project.function, words.environment_administration, codes
    )


def _is_under(code: str, above: Iterable[str], codes: CodeList) -> bool:
    return not set(codes.lineage(code)).isdisjoint(above)


def _lacking(table: TargetTable, framework: Framework, classes: frozenset[str]) -> str | None:
    """Return the class of a framework, one of several names, that a table has nothing of."""
    lacking = None
    for dimension in framework.dimensions:
        offered = [name for name in dimension.categories or (dimension.name,) if name in classes]
        if not offered:
            continue
        members = members_of(dimension, table, framework)
        if any(not dimension.categories or member.category in classes for member in members):
            return None
        if members or not dimension.required:  # else PER007 reports it
            lacking = offered[0]
    return lacking


def _no_capital_cost(
    context: RuleContext, table: TargetTable, place: tuple[Origin, str], lacking: str
) -> Violation:
    origin, code = place
    entry = context.catalogue.economic.get(code)
    shown = msg("{code} {name}", code=code, name=entry.name if entry else "")
    return Violation(
        table.origin.key_span("indicators"),
        msg(
            "{table} builds or buys ({item}), and has no indicator of {lacking}",
            table=table.name,
            item=shown,
            lacking=lacking,
        ),
        related=[Related(origin.span("economic"), shown)],
        hint=_add(lacking),
    )


def _no_environmental_cost(
    context: RuleContext, table: TargetTable, project: Project, lacking: str
) -> Violation:
    entry = context.catalogue.function.get(project.function)
    shown = msg("{code} {name}", code=project.function, name=entry.name if entry else "")
    return Violation(
        table.origin.key_span("indicators"),
        msg(
            "{table} is about nature ({item}), and has no indicator of {lacking}",
            table=table.name,
            item=shown,
            lacking=lacking,
        ),
        related=[Related(project.origin.span("function"), shown)],
        hint=_add(lacking),
        severity=Severity.NOTE,
    )


def _add(lacking: str) -> Message:
    return msg(
        "add one with category: {lacking}, or waive the rule with the reason", lacking=lacking
    )
