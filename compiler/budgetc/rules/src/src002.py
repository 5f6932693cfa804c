"""SRC002: the document says what was approved."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.src.expected import check_expected, figures_of


def figures_are_as_approved(case: Case) -> Iterator[Finding]:
    """SRC002: each approved figure (批复数) of the department = the figure of its document.

    The approved figures are those of `budgets/control-totals.yaml`.

    Source: practice; a published budget is the approved one.
    """
    if not case.approved:
        yield NotApplicable(msg("budgets/control-totals.yaml has no figures of this department"))
    elif case.document is None:
        yield NotEvaluated(msg("there is no document to compare with"))
    else:
        yield from check_expected("SRC002", case.approved, figures_of(case, case.document))
