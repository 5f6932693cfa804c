"""PUB015: the numbers of documents are well-formed."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import Message, msg
from budgetc.lists import Found, Together
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.origin import Origin, Place


@rule("PUB015")
def document_numbers_are_well_formed(context: RuleContext) -> Findings:
    lint = context.words.texts
    texts = [*_texts(context)]
    together = Together([value for value, _ in texts])
    numbers, maimed = (
        [(match, at) for value, at in texts if value in near for match in form.finditer(value)]
        for form in (lint.document_number, lint.document_number_maimed)
        for near in [form.among(together)]
    )
    some(numbers or maimed, msg("no document is named by its number"))
    hint = msg("compare with the document itself, and correct the number")
    for match, place in numbers:
        if (problem := _problem(context, lint.document_number_form, match)) is not None:
            yield Violation(Place(*place).span, problem, hint=hint)
    right = lint.document_number_form.format(year=context.budget.year, number=1)
    for match, place in maimed:
        problem = msg(
            "{number} is no number of a document, which is of the form {right}",
            number=match.words,
            right=right,
        )
        yield Violation(Place(*place).span, problem, hint=hint)


def _texts(context: RuleContext) -> Iterator[tuple[str, tuple[Origin, str, int | None]]]:
    """Yield the texts, and documents named by themselves, with what their `Place` is made of."""
    for text in context.texts:
        yield text.value, (text.origin, text.key, text.item)
    own = context.budget
    if own.approval is not None and own.approval.document:
        yield own.approval.document, (own.approval.origin, "document", None)
    if own.three_public is not None and own.three_public.approval:
        yield own.three_public.approval, (own.three_public.origin, "approval", None)


def _problem(context: RuleContext, form: str, match: Found) -> Message | None:
    year = match["year"]
    right = form.format(year=year, number=int(match["number"]))
    if "".join(match.words.split()) != right:
        return msg("{number} should be {right}", number=match.words, right=right)
    if int(year) > context.budget.year:
        return msg(
            "{number} is of a later year than this budget ({year})",
            number=match.words,
            year=str(context.budget.year),
        )
    return None
