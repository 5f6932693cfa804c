"""PER015: an indicator is under the class that its name speaks of."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.per.tables import NO_TARGETS, indicators_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER015")
def names_suit_their_class(context: RuleContext) -> Findings:
    for indicator in some(indicators_of(context.budget), NO_TARGETS):
        typed = indicator.category or indicator.dimension or ""
        for wrong in context.words.targets.misplaced:
            if typed in wrong.classes and wrong.name.search(indicator.name):
                yield Violation(
                    indicator.origin.span("category" if indicator.category else "dimension"),
                    msg(
                        "{name} stands under {typed}, and reads like one of {belongs}",
                        name=indicator.name,
                        typed=typed,
                        belongs=wrong.belongs,
                    ),
                    hint=msg("move it there, or give it a name that says why it is here"),
                )
                break
