"""NAR012: a text says something."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import Lint, lint_of
from budgetc.rules.nar.filler import is_filler
from budgetc.rules.nar.passages import NO_TEXT
from budgetc.rules.rule import Finding
from budgetc.rules.texts import TypedText


def texts_say_something(case: Case) -> Iterator[Finding]:
    """NAR012: a text has two Chinese characters or more, not one of them again and again.

    The number of a technical standard needs no Chinese. A duty, a purpose, a goal and the like are
    not 无, for without them there is nothing to speak of.

    Source: practice; all seven sections on projects of a published budget say "1".
    """
    lint = lint_of(case)
    if not case.texts:
        yield NO_TEXT
    idle = {value for value in {text.value for text in case.texts} if is_filler(value, lint)}
    for text in case.texts:
        if text.value in idle or _is_nothing(text, lint):
            yield finding(
                "NAR012",
                msg("“{text}” says nothing", text=text.value.strip()),
                text.span(),
                hint=msg("write what a reader is to know, or delete the key"),
            )


def _is_nothing(text: TypedText, lint: Lint) -> bool:
    return text.key in lint.keys_of_something and text.value.strip().rstrip("。") in lint.nothing
