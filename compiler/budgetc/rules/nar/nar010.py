"""NAR010: the years in a text are no earlier than last year."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import blanked, excerpt, lint_of
from budgetc.rules.nar.passages import NO_TEXT, printed_texts, quoted
from budgetc.rules.rule import Finding


def years_in_texts_are_up_to_date(case: Case) -> Iterator[Finding]:
    """NAR010: a year in a text is not before last year.

    Years of titles, of plan periods and of past events are their own; later years are plans.

    Source: practice; sentences copied from an earlier document.
    """
    lint = lint_of(case)
    texts = [text for text in printed_texts(case) if text.key not in lint.keys_without_years]
    if not texts:
        yield NO_TEXT
    last_year = case.own.year - 1
    for text in texts:
        if not lint.year.search(text.value):
            continue
        searched = blanked(lint.year_of_history, blanked(lint.title, text.value))
        old = [match for match in lint.year.finditer(searched) if int(match.group()) < last_year]
        if old:
            yield finding(
                "NAR010",
                msg(
                    "{passages}: {years} is earlier than the year before this budget, {last_year}",
                    passages=quoted(excerpt(text.value, m.start(), m.end() + 1) for m in old),
                    years=", ".join(dict.fromkeys(match.group() for match in old)),
                    last_year=str(last_year),
                ),
                text.span(),
                hint=msg("it may have been copied from an earlier document: bring it up to date"),
            )
