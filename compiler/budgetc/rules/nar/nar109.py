"""NAR109: a reason does not begin the sentence anew that it stands in."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, matching


@rule("NAR109", looks_at=printed_texts)
def sentences_begin_once(context: RuleContext, texts: Texts) -> Findings:
    for key, begun in context.words.texts.begun.items():
        for text in matching(Texts(text for text in texts if text.key == key), begun):
            found = begun.search(text.value)
            if found is not None:
                yield Violation(
                    text.span(),
                    msg(
                        "“{excerpt}”: the sentence that this stands in says before it that a "
                        "reason follows; with “{words}” it would say so twice",
                        excerpt=text.around(found),
                        words=found.words,
                    ),
                    hint=msg("write what follows these words, and leave out what is before them"),
                )
