"""NAR108: a department calls itself a department, and a unit a unit."""

from __future__ import annotations

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, excerpt


@rule("NAR108", looks_at=printed_texts)
def bodies_call_themselves_what_they_are(context: RuleContext, texts: Texts) -> Findings:
    kind = context.budget.kind
    words = context.words.texts.kinds_of_bodies
    wrong = {word: other for other, said in words.items() if other != kind for word in said}
    own = next(iter(words.get(kind, ())), "")
    for text in texts:
        word = next((word for word in wrong if word in text.value), None)
        if word is not None:
            place = text.value.index(word)
            said = {"excerpt": excerpt(text.value, place, place + len(word)), "own": own}
            yield Violation(
                text.span(),
                msg("“{excerpt}”: this is the budget of a unit, which calls itself {own}", **said)
                if kind == "unit"
                else msg(
                    "“{excerpt}”: this is the budget of a department, which calls itself {own}",
                    **said,
                ),
                hint=msg("write {own}, or the name of the body that is meant", own=own),
                # Its own office is a unit as well, and a department may speak of that.
                severity=None if kind == "unit" else Severity.NOTE,
            )
