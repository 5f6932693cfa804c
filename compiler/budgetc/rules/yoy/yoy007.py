"""YOY007: a budget is compared with last year's budget."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.layout.context import chosen_wording
from budgetc.rules.case import Case
from budgetc.rules.lint import excerpt, lint_of
from budgetc.rules.rule import Finding, NotApplicable

_FINAL = "final"


def texts_compare_budget_with_budget(case: Case) -> Iterator[Finding]:
    """YOY007: no text of a budget compares with 执行数 or 决算数, unless the document does as well.

    Source: practice: the sentences around it compare with last year's budget.
    """
    if case.own.stage == _FINAL:
        yield NotApplicable(msg("final accounts are compared with what was spent"))
        return
    lint = lint_of(case)
    texts = [text for text in case.texts if text.key in lint.keys_of_comparison]
    if not texts:
        yield NotApplicable(msg("no text speaks of last year"))
        return
    said = tuple(chosen_wording(case.own, case.layout).values())
    for text in texts:
        match = lint.executed.search(text.value)
        if match is None or any(value and value in match.group() for value in said):
            continue
        yield finding(
            "YOY007",
            msg(
                "“{excerpt}” compares with what was spent; the document compares with last year's "
                "budget",
                excerpt=excerpt(text.value, match.start(), match.end()),
            ),
            text.span(),
            hint=msg("compare with last year's budget, or leave the comparison out"),
        )
