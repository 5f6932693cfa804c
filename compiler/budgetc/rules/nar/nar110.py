"""NAR110: quotation marks around a whole value are meant, and not typed for those of YAML."""

from __future__ import annotations

import re

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.filler import is_chinese
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.source.nodes import scalars

_OPENING = "“”＂「『"
_QUOTED = re.compile(rf"[{_OPENING}]([^“”＂「『」』]*)[“”＂」』]")

_SUSPECT = re.compile(
    rf"""[{_OPENING}](?<![^\s"'\[{{,:].)[^“”＂「『」』]*[“”＂」』](?![^\s"'\]}},\\])"""
)
"""The same in a file, where a value may begin and end."""

_ESCAPE = re.compile(r"\\[uUx]")
"""What may stand for a mark in a file that has none."""


@rule("NAR110")
def quotes_are_meant(context: RuleContext) -> Findings:
    tree = context.budget.origin.tree
    for node in scalars(tree.root) if _may_be_quoted(tree.text) else ():
        quoted = _QUOTED.fullmatch(node.text) if node.text[:1] in _OPENING else None
        if quoted is not None:
            inside = quoted.group(1)
            yield Violation(
                tree.span(node),
                msg("{text}: these quotation marks are printed", text=node.text),
                hint=msg("if they are not meant, write {line}", line=f'"{inside}"'),
                # A name may be nothing but words in quotes; a number never is.
                severity=Severity.NOTE if any(map(is_chinese, inside)) else None,
            )


def _may_be_quoted(file: str) -> bool:
    """Tell whether a value of a file may be in such marks; mostly none is, and no tree walked."""
    marked = any(mark in file for mark in _OPENING) and _SUSPECT.search(file) is not None
    return marked or ("\\" in file and _ESCAPE.search(file) is not None)
