"""SRC005: what the source expects of its figures holds."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, rule, some
from budgetc.rules.src.expected import check_expected, checked_document


@rule("SRC005")
def expectations_hold(context: RuleContext) -> Findings:
    expected = some(context.budget.expect, msg("the source expects nothing of its figures"))
    yield from check_expected(expected, checked_document(context))
