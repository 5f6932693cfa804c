"""The rules of a workspace: the folder of their files, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.names import unusable
from budgetc.files.port import FileRefusedError, Files, FolderEntry, no_file
from budgetc.files.workspace import LOCAL_RULES, SUFFIXES, Source
from budgetc.local.known import BROKEN, LocalRules, ReadRule

if TYPE_CHECKING:
    from budgetc.local.model import LocalRule

MOST = 200
"""How many files of rules a workspace has at most."""


def read_local_rules(source: Source, resources: Resources) -> LocalRules:
    """Return the rules of the workspace that a source is in; none where it has no folder of them.

    Raises:
        DataFaultError: the schema of rules cannot be used.
    """
    return rules_in(source.files, resources) if source.is_of_workspace else LocalRules()


def rules_in(files: Files, resources: Resources) -> LocalRules:
    """Return the rules of a workspace by its files.

    Raises:
        DataFaultError: the schema of rules cannot be used.
    """
    try:
        entries = files.entries(LOCAL_RULES)
    except FileRefusedError as error:
        # Were it passed over, whoever makes the folder a link would switch all rules off.
        return LocalRules(findings=(error.diagnostic,))
    rules: dict[str, ReadRule] = {}
    findings: list[Diagnostic] = []
    named = [one for one in entries if one.name.endswith(SUFFIXES) and one.name[0] != "."]
    for entry in named[:MOST]:
        rule, wrong = _read(entry, files, resources)
        findings += wrong
        if rule is not None:
            first = rules.setdefault(rule.said.code, rule)
            findings += [_twice(rule.said, first.said)] if first is not rule else []
    if len(named) > MOST:
        problem = msg("there are {count} files of rules; at most {most} are read",
                      count=len(named), most=MOST)  # fmt: skip
        place = Span.point(f"{LOCAL_RULES}/{named[MOST].name}")
        hint = msg("delete those that no budget needs any more")
        findings.append(finding(BROKEN, problem, place, hint=hint))
    return LocalRules(tuple(rules[code] for code in sorted(rules)), tuple(findings))


def _read(
    entry: FolderEntry, files: Files, resources: Resources
) -> tuple[ReadRule | None, tuple[Diagnostic, ...]]:
    """Return the rule of one file, or what is wrong with it."""
    from budgetc.local.read import read_rule  # noqa: PLC0415  # most workspaces have none

    name = f"{LOCAL_RULES}/{entry.name}"
    if (wrong := unusable(name)) is not None:
        return None, (wrong,)
    try:
        content = files.read(name) if entry.is_file else None
    except FileRefusedError as error:
        return None, (error.diagnostic,)
    if content is None:
        return None, (no_file(name).diagnostic,)
    return read_rule(resources, name, content)


def _twice(rule: LocalRule, first: LocalRule) -> Diagnostic:
    return finding(
        BROKEN,
        msg("{file} is the rule {code} already", file=first.origin.tree.file, code=rule.code),
        rule.origin.span("code"),
        related=(Related(first.origin.span("code"), msg("the first one is here")),),
        hint=msg("give one of them another code, and its file the same name"),
    )
