"""NAR015: words that are often mistyped are right."""

from __future__ import annotations

from functools import cache

from budgetc.diagnostics.messages import msg
from budgetc.lists import Pattern
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, matching


@rule("NAR015", looks_at=printed_texts)
def words_are_spelt_right(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    typo = lint.typo
    pattern = _any_of(tuple(typo))
    for text in matching(texts, pattern):
        match = pattern.search(lint.title.blanked(text.value))
        if match is not None:
            yield Violation(
                text.span(),
                msg(
                    "“{excerpt}”: {wrong} should be {right}",
                    excerpt=text.around(match),
                    wrong=match.words,
                    right=typo[match.words],
                ),
            )


@cache
def _any_of(words: tuple[str, ...]) -> Pattern:
    return Pattern.of_words(words)
