"""YOY007: a budget is compared with last year's budget."""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics.messages import msg
from budgetc.layout.choices import chosen_wording
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule, some
from budgetc.rules.texts import Texts, matching


@rule("YOY007")
def texts_compare_budget_with_budget(context: RuleContext) -> Findings:
    if context.budget.stage == FINAL:
        raise NotApplicable(msg("final accounts are compared with what was spent"))
    lint = context.words.texts
    texts = [text for text in context.texts if text.key in lint.keys_of_comparison]
    some(texts, msg("no text speaks of last year"))
    said = tuple(chosen_wording(context.consolidated, context.layout).values())
    for text in matching(Texts(texts), lint.executed):
        match = lint.executed.search(text.value)
        if match is None or any(value and value in match.words for value in said):
            continue
        yield Violation(
            text.span(),
            msg(
                "“{excerpt}” compares with what was spent; the document compares with last year's "
                "budget",
                excerpt=text.around(match),
            ),
            hint=msg("compare with last year's budget, or leave the comparison out"),
        )
