"""NAR012: a text says something."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import lint_of
from budgetc.rules.nar.filler import is_filler
from budgetc.rules.nar.passages import NO_TEXT
from budgetc.rules.rule import Finding


def texts_say_something(case: Case) -> Iterator[Finding]:
    """NAR012: a text has two Chinese characters or more, not one of them again and again.

    The number of a technical standard needs no Chinese.

    Source: practice; all seven sections on projects of a published budget say "1".
    """
    lint = lint_of(case)
    if not case.texts:
        yield NO_TEXT
    idle = {value for value in {text.value for text in case.texts} if is_filler(value, lint)}
    for text in case.texts:
        if text.value in idle:
            yield finding(
                "NAR012",
                msg("“{text}” says nothing", text=text.value.strip()),
                text.span(),
                hint=msg("write what a reader is to know, or delete the key"),
            )
