"""NAR111: an entry of a list whose entries are counted is one, and no list itself."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.source.nodes import Scalar, Sequence


@rule("NAR111")
def each_office_is_an_entry(context: RuleContext) -> Findings:
    several = context.words.texts.several_offices
    department = context.budget.department.origin
    offices = department.node.get("offices")
    for node in offices.items if isinstance(offices, Sequence) else ():
        if not isinstance(node, Scalar):
            continue
        found = several.search(node.text)
        if found is not None:
            entries = [part.strip() for part in node.text.split(found.words)]
            yield Violation(
                department.tree.span(node),
                msg("“{text}” is counted as one office", text=node.text),
                hint=msg(
                    "if they are several, give each an entry: {entries}",
                    entries=enumerated(filter(None, entries)),
                ),
            )
