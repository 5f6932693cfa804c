"""NAR012: a text says something."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.filler import is_filler
from budgetc.rules.nar.passages import all_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts


@rule("NAR012", looks_at=all_texts)
def texts_say_something(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    idle = {value for value in {text.value for text in texts} if is_filler(value, lint)}
    for text in texts:
        if text.value in idle or (
            text.key in lint.keys_of_something and text.value.strip().rstrip("。") in lint.nothing
        ):
            yield Violation(
                text.span(),
                msg("“{text}” says nothing", text=text.value.strip()),
                hint=msg("write what a reader is to know, or delete the key"),
            )
