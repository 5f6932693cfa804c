"""PER015: an indicator is under the class that its name speaks of."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.per.tables import NO_TARGETS, names_of_indicators, typed_indicators
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER015")
def names_suit_their_class(context: RuleContext) -> Findings:
    indicators = some(context.look(typed_indicators), NO_TARGETS)
    names = context.look(names_of_indicators)
    misplaced = [(one, one.name.among(names)) for one in context.words.targets.misplaced]
    for indicator in indicators:
        typed = indicator.category or indicator.dimension or ""
        for wrong, called_so in misplaced:
            if indicator.name in called_so and typed in wrong.classes:
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
