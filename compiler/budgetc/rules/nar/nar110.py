"""NAR110: quotation marks around a whole value are meant, and not typed for those of YAML."""

from __future__ import annotations

import re

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.filler import is_chinese
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.source.nodes import scalars

_QUOTED = re.compile(r"[“”＂「『]([^“”＂「」『』]*)[“”＂」』]")


@rule("NAR110")
def quotes_are_meant(context: RuleContext) -> Findings:
    tree = context.budget.origin.tree
    for node in scalars(tree.root):
        quoted = _QUOTED.fullmatch(node.text) if node.text[:1] in "“”＂「『" else None
        if quoted is not None:
            inside = quoted.group(1)
            yield Violation(
                tree.span(node),
                msg("{text}: these quotation marks are printed", text=node.text),
                hint=msg("if they are not meant, write {line}", line=f'"{inside}"'),
                # A name may be nothing but words in quotes; a number never is.
                severity=Severity.NOTE if any(map(is_chinese, inside)) else None,
            )
