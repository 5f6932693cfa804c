"""PUB014: a statement on projects says everything it should."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, rule, some

PARTS = ("overview", "basis", "implementers", "plan", "period", "projects", "goal")
"""项目概述, 立项依据, 实施主体, 实施方案, 实施周期, 年度预算安排, 绩效目标; as keys."""


@rule("PUB014")
def project_statement_is_complete(context: RuleContext) -> Findings:
    statement = some(context.budget.project_statement, msg("there is no statement on projects"))
    missing = [part for part in PARTS if not getattr(statement, part)]
    if missing:
        document_of(context)
        parts = enumerated(map(statement.origin.called, missing))
        yield Violation(
            context.budget.origin.key_span("project_statement"),
            msg("the statement on projects leaves out {parts}", parts=parts),
            hint=msg("add what is left out to project_statement:"),
        )
