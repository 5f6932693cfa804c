"""NAR103: goals end alike."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import lint_of
from budgetc.rules.per.tables import target_tables
from budgetc.rules.rule import Finding, NotApplicable

_FEWEST = 3
"""From how many goals on, one that ends in another way than all others is a slip."""


def goals_end_alike(case: Case) -> Iterator[Finding]:
    """NAR103: where all other goals of targets end in a full stop, every goal does.

    Source: practice; a text cut off in a word still looks like a text.
    """
    lint = lint_of(case)
    goals = [table for table in target_tables(case.own) if table.goal.strip()]
    if len(goals) < _FEWEST:
        yield NotApplicable(msg("there are fewer than {count} goals", count=_FEWEST))
        return
    open_ended = [table for table in goals if not lint.sentence_end.match(table.goal.rstrip()[-1])]
    if len(open_ended) == 1:
        words = open_ended[0].goal.rstrip()
        yield finding(
            "NAR103",
            msg("the goal ends in “…{end}”, and all others end in a full stop", end=words[-12:]),
            open_ended[0].origin.span("goal"),
            hint=msg("finish the sentence; if nothing is missing, add 。"),
        )
