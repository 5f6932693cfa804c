"""BAL110: no line of money stands twice, word for word and amount for amount.

Two lines of one code are parts of one amount. Two that are alike to the last digit are a line that
was pasted again; on both sides of a balance they leave it in balance.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.consistency import repeated
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.facts import of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.nodes import Mapping, Scalar, Sequence

_LISTS = (
    ("revenue",),
    ("basic_expenditure", "by_function"),
    ("basic_expenditure", "by_economic"),
    ("other_expenditure",),
    ("carry_over",),
    ("balances", "opening"),
    ("balances", "surplus_used"),
    ("balances", "distribution"),
    ("balances", "closing"),
)
"""Where lines of money stand that nothing but their codes and their amounts tells apart."""


@rule("BAL110")
def no_line_stands_twice(context: RuleContext) -> Findings:
    of_departments(context)
    tree = context.budget.origin.tree
    lists = some(list(_lists(context)), msg("no lines of money are typed"))
    for lines in lists:
        for line, first in repeated(lines, _told):
            yield Violation(
                tree.span(line),
                msg("this line stands here twice, with the same amounts"),
                related=[Related(tree.span(first), msg("the first one is here"))],
                hint=msg(
                    "delete one of them; of two amounts that happen to be alike, type the sum"
                ),
            )


def _lists(context: RuleContext) -> Iterator[list[Mapping]]:
    tree = context.budget.origin.tree
    for path in _LISTS:
        node, rest = tree.at(path)
        if isinstance(node, Sequence) and not rest:
            yield [one for one in node.items if isinstance(one, Mapping)]


def _told(line: Mapping) -> object:
    """Return what a line says; of one that says no amount but 0, what no other one does."""
    values = {key: one for key, (_, one) in line.entries.items() if isinstance(one, Scalar)}
    if len(values) < len(line.entries) or not values.get("amount") or not values["amount"].value:
        return id(line)
    return frozenset((key, str(one.value)) for key, one in values.items())
