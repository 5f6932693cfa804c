"""PUB015: the numbers of documents are well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.rules.case import Case
from budgetc.rules.lint import lint_of
from budgetc.rules.rule import Finding, NotApplicable


def document_numbers_are_well_formed(case: Case) -> Iterator[Finding]:
    """PUB015: a number is 〔yyyy〕n号, and its year is not after the budget's.

    In brackets of this form 〔〕, a year that is none and a number without 号 are found as well.

    Source: GB/T 9704 (党政机关公文格式), to be compared with the official text.
    """
    lint = lint_of(case)
    texts = [*_texts(case)]
    numbers = [
        (match, span) for value, span in texts for match in lint.document_number.finditer(value)
    ]
    maimed = [
        (match, span)
        for value, span in texts
        if "〔" in value
        for match in lint.document_number_maimed.finditer(value)
    ]
    if not numbers and not maimed:
        yield NotApplicable(msg("no document is named by its number"))
    for match, span in numbers:
        yield from _check(case, lint.document_number_form, match, span)
    right = lint.document_number_form.format(year=case.own.year, number=1)
    for match, span in maimed:
        problem = msg(
            "{number} is no number of a document, which is of the form {right}",
            number=match.group(),
            right=right,
        )
        yield _finding(problem, span)


def _texts(case: Case) -> Iterator[tuple[str, Span]]:
    """Yield the texts, and the documents that are named by themselves."""
    for text in case.texts:
        yield text.value, text.span()
    own = case.own
    if own.approval is not None and own.approval.document:
        yield own.approval.document, own.approval.origin.span("document")
    if own.three_public is not None and own.three_public.approval:
        yield own.three_public.approval, own.three_public.origin.span("approval")


def _check(case: Case, form: str, match: re.Match[str], span: Span) -> Iterator[Diagnostic]:
    year = match["year"]
    right = form.format(year=year, number=int(match["number"]))
    if "".join(match.group().split()) != right:
        yield _finding(msg("{number} is written {right}", number=match.group(), right=right), span)
    elif int(year) > case.own.year:
        problem = msg(
            "{number} is of a later year than this budget ({year})",
            number=match.group(),
            year=str(case.own.year),
        )
        yield _finding(problem, span)


def _finding(problem: Message, span: Span) -> Diagnostic:
    return finding(
        "PUB015",
        problem,
        span,
        hint=msg("compare with the document itself, and correct the number"),
    )
