"""NAR107: a text speaks of the level of government that its department is of."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule
from budgetc.rules.texts import Texts, matching


@rule("NAR107", looks_at=printed_texts)
def texts_are_of_the_own_level(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    name = context.budget.department.name
    levels = [found.words for found in lint.level_of_a_name.finditer(lint.no_level.blanked(name))]
    own = given(levels or None, msg("the name says no level of government"))[-1]
    mine = next((alike for alike in lint.levels_alike if own in alike), frozenset({own}))
    from_above = mine | lint.levels_above.get(own, frozenset())
    for text in matching(texts, lint.level_claimed):
        is_duty = text.is_of_a_duty()  # who works for others names their levels as well
        for found in lint.level_claimed.finditer(text.value):
            level = found["level"] or found["task"]
            is_right = level in (from_above if found["task"] else mine)
            if not is_right and (found["task"] or not is_duty):
                yield Violation(
                    text.span(),
                    msg(
                        "“{excerpt}” speaks of {level}, and {name} is of {own}",
                        excerpt=text.around(found),
                        level=level,
                        name=name,
                        own=own,
                    ),
                    hint=msg("it may have been copied from another level: correct it"),
                )
                break
