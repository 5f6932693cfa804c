"""PUB012: a document says when it was issued."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, document_of, rule


@rule("PUB012")
def documents_are_dated(context: RuleContext) -> Findings:
    chinese = context.lists.texts.language  # whose laws ask for it
    if context.layout.source != DEPARTMENTAL or context.layout.speaks != chinese:
        raise NotApplicable(msg("the sources of this jurisdiction have a form of their own"))
    document_of(context)
    if context.budget.issued is None:
        yield Violation(
            context.budget.origin.span("year"),
            msg("nothing says when this was issued: the document ends without issuer and date"),
            hint=msg("add issued: with the day of publication"),
        )
