"""NAR103: goals end alike."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.per.tables import typed_tables
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule

_FEWEST = 3
"""From how many goals on, one that ends in another way than all others is a slip."""


@rule("NAR103")
def goals_end_alike(context: RuleContext) -> Findings:
    lint = context.words.texts
    goals = [table for table in context.look(typed_tables) if table.goal.strip()]
    if len(goals) < _FEWEST:
        raise NotApplicable(msg("there are fewer than {count} goals", count=_FEWEST))
    open_ended = [table for table in goals if table.goal.rstrip()[-1] not in lint.sentence_end]
    if len(open_ended) == 1:
        words = open_ended[0].goal.rstrip()
        yield Violation(
            open_ended[0].origin.span("goal"),
            msg("the goal ends in “…{end}”, and all others end in a full stop", end=words[-12:]),
            hint=msg("finish the sentence; if nothing is missing, add 。"),
        )
