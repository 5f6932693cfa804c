"""NAR010: the years in a text are no earlier than last year."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.nar.passages import NO_TEXT, printed_texts, quoted
from budgetc.rules.per.tables import typed_indicators
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.texts import Texts, excerpt, matching


@rule("NAR010", looks_at=printed_texts)
def years_in_texts_are_up_to_date(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    last_year = context.budget.year - 1
    some(any(text.key not in lint.keys_without_years for text in texts), NO_TEXT)
    yield from _due_before(context)
    for text in matching(texts, lint.year):
        if text.key in lint.keys_without_years:
            continue
        searched = lint.year_of_history.blanked(lint.title.blanked(text.value))
        old = [match for match in lint.year.finditer(searched) if int(match.words) < last_year]
        if old:
            yield Violation(
                text.span(),
                msg(
                    "{passages}: {years} is earlier than the year before this budget, {last_year}",
                    passages=quoted(excerpt(text.value, m.start, m.end + 1) for m in old),
                    years=enumerated(dict.fromkeys(match.words for match in old)),
                    last_year=str(last_year),
                ),
                hint=msg("it may have been copied from an earlier document: bring it up to date"),
            )


def _due_before(context: RuleContext) -> Findings:
    """Tell of targets that are to be reached before the year of the budget begins."""
    due = context.words.texts.due
    for indicator in context.look(typed_indicators):
        found = due.search(indicator.target)
        if found is not None and int(found.words) < context.budget.year:
            yield Violation(
                indicator.origin.span("target"),
                msg(
                    "“{target}”: this target is due before the year of the budget, {year}",
                    target=indicator.target,
                    year=str(context.budget.year),
                ),
                hint=msg("it may have been copied from an earlier document: bring it up to date"),
            )
