"""NAR101: the numbers of an enumeration are in order."""

from __future__ import annotations

from itertools import pairwise

from budgetc.diagnostics.messages import msg
from budgetc.lists import Pattern
from budgetc.lists.model import TextLists
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, TypedText, excerpt, matching


@rule("NAR101", looks_at=printed_texts)
def enumerations_are_in_order(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    for text in matching(texts, lint.enumeration):
        searched = lint.title.blanked(text.value)
        for style in lint.enumerations.values():
            yield from _check(text, searched, style, lint)


def _check(text: TypedText, searched: str, style: Pattern, lint: TextLists) -> Findings:
    marks = [
        (int(lint.numerals.get(match["number"], match["number"])), match)
        for match in style.finditer(searched)
    ]
    for (before, _), (number, match) in pairwise(marks):
        if number not in (1, before + 1):
            begin = match.start + match.words.index(match["number"])
            yield Violation(
                text.span(),
                msg(
                    "“{excerpt}”: after {before} comes {number}",
                    excerpt=excerpt(text.value, begin, match.end),
                    before=before,
                    number=number,
                ),
                hint=msg("number the parts one after the other"),
            )
            return
