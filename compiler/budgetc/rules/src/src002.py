"""SRC002: the document says what was approved."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, RuleContext, given, rule, some
from budgetc.rules.src.expected import check_expected, checked_document
from budgetc.source.spoken import value_typed


@rule("SRC002")
def figures_are_as_approved(context: RuleContext) -> Findings:
    totals = some(
        context.control_totals,
        msg("budgets/control-totals.yaml has no figures of this department"),
    )
    stage = context.budget.stage
    approved = given(
        tuple(total for total in totals if total.stage == stage) or None,
        msg(
            "budgets/control-totals.yaml has no figures of the stage {stage}",
            stage=value_typed(context.budget.origin.tree, ("stage",), stage),
        ),
    )
    yield from check_expected(approved, checked_document(context))
