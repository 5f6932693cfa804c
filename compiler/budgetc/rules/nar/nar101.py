"""NAR101: the numbers of an enumeration are in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import Lint, Pattern, blanked, excerpt, lint_of
from budgetc.rules.nar.passages import NO_TEXT, printed_texts
from budgetc.rules.rule import Finding
from budgetc.rules.texts import TypedText

_FEWEST = 2
"""How many numbers an enumeration has at least."""


def enumerations_are_in_order(case: Case) -> Iterator[Finding]:
    """NAR101: after n in an enumeration comes n + 1, or 1 where another begins.

    Each style, such as 1、 and （一） and 一是, is counted by itself; titles are left out.

    Source: practice.
    """
    lint = lint_of(case)
    texts = printed_texts(case)
    if not texts:
        yield NO_TEXT
    for text in texts:
        if len(lint.enumeration.findall(text.value)) < _FEWEST:
            continue
        searched = blanked(lint.title, text.value)
        for style in lint.enumerations.values():
            yield from _check(text, searched, style, lint)


def _check(text: TypedText, searched: str, style: Pattern, lint: Lint) -> Iterator[Diagnostic]:
    marks = [
        (int(lint.numerals.get(match["number"], match["number"])), match)
        for match in style.finditer(searched)
    ]
    for (before, _), (number, match) in pairwise(marks):
        if number not in (1, before + 1):
            yield finding(
                "NAR101",
                msg(
                    "“{excerpt}”: after {before} comes {number}",
                    excerpt=excerpt(text.value, match.start("number"), match.end()),
                    before=before,
                    number=number,
                ),
                text.span(),
                hint=msg("number the parts one after the other"),
            )
            return
