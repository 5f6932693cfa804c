"""PER018: a project that builds or buys has a cost indicator; one on nature, a cost to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.budget.model import Project
from budgetc.classification import CodeList
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.jurisdiction.spec import Framework
from budgetc.rules.case import Case
from budgetc.rules.per.tables import TargetTable, framed_tables, members_of
from budgetc.rules.per.words import TargetWords, target_words
from budgetc.rules.rule import Finding, NotApplicable
from budgetc.source.origin import Origin


def costly_projects_have_a_cost_target(case: Case) -> Iterator[Finding]:
    """PER018: money under 资本性支出 → an indicator of 经济成本; 节能环保 → of 生态环境成本.

    Where no cost at all is named and the layout asks for it, PER007 says so. A function code alone
    does not tell that nature suffers, so that one is a note; the office work of 环境保护管理事务 is
    left alone.

    Source: 财预〔2021〕101号, to be compared with the official text.
    """
    words = target_words(case.resources)
    concerned = 0
    for table, framework in framed_tables(case):
        project = table.project
        if project is None or not table.indicators:
            continue
        if (place := _capital(case, project, words)) is not None:
            concerned += 1
            if (lacking := _lacking(table, framework, words.cost)) is not None:
                yield _no_capital_cost(case, table, place, lacking)
        if _touches_nature(case, project, words):
            concerned += 1
            if (lacking := _lacking(table, framework, words.environmental_cost)) is not None:
                yield _no_environmental_cost(case, table, project, lacking)
    if not concerned:
        yield NotApplicable(msg("no project with targets builds, buys or is about nature"))


def _capital(case: Case, project: Project, words: TargetWords) -> tuple[Origin, str] | None:
    """Return where the first capital item of a project's money stands, and its code."""
    codes = case.catalogue.economic
    for part in project.allocation:
        origin = project.origin if part.economic is None else part.origin
        code = part.economic or project.economic
        if part.amount and _is_under(code, words.capital, codes):
            return origin, code
    return None


def _touches_nature(case: Case, project: Project, words: TargetWords) -> bool:
    codes = case.catalogue.function
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
    case: Case, table: TargetTable, place: tuple[Origin, str], lacking: str
) -> Diagnostic:
    origin, code = place
    entry = case.catalogue.economic.get(code)
    shown = msg("{code} {name}", code=code, name=entry.name if entry else "")
    return finding(
        "PER018",
        msg(
            "{table} builds or buys ({item}), and has no indicator of {lacking}",
            table=table.name,
            item=shown,
            lacking=lacking,
        ),
        table.origin.key_span("indicators"),
        related=[Related(origin.span("economic"), shown)],
        hint=_add(lacking),
    )


def _no_environmental_cost(
    case: Case, table: TargetTable, project: Project, lacking: str
) -> Diagnostic:
    entry = case.catalogue.function.get(project.function)
    shown = msg("{code} {name}", code=project.function, name=entry.name if entry else "")
    return finding(
        "PER018",
        msg(
            "{table} is about nature ({item}), and has no indicator of {lacking}",
            table=table.name,
            item=shown,
            lacking=lacking,
        ),
        table.origin.key_span("indicators"),
        related=[Related(project.origin.span("function"), shown)],
        hint=_add(lacking),
        severity=Severity.NOTE,
    )


def _add(lacking: str) -> Message:
    return msg("add one with category: {lacking}, or waive the rule with the reason",
               lacking=lacking)  # fmt: skip
