"""NAR015: words that are often mistyped are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import Pattern, blanked, excerpt, lint_of
from budgetc.rules.nar.passages import NO_TEXT, printed_texts
from budgetc.rules.rule import Finding


def words_are_spelt_right(case: Case) -> Iterator[Finding]:
    """NAR015: no text has a word of the list of mistyped ones; titles are left as they are.

    Source: practice; "公务车用车" in a published budget.
    """
    lint = lint_of(case)
    typo = lint.typo
    pattern = _any_of(tuple(typo))
    texts = printed_texts(case)
    if not texts:
        yield NO_TEXT
    for text in texts:
        match = pattern.search(blanked(lint.title, text.value))
        if match is not None:
            yield finding(
                "NAR015",
                msg(
                    "“{excerpt}”: {wrong} should be {right}",
                    excerpt=excerpt(text.value, match.start(), match.end()),
                    wrong=match.group(),
                    right=typo[match.group()],
                ),
                text.span(),
            )


@cache
def _any_of(words: tuple[str, ...]) -> Pattern:
    return re.compile("|".join(re.escape(word) for word in words))
