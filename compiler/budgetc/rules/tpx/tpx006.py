"""TPX006: more “three public” spending than last year has been approved."""

from __future__ import annotations

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, given, rule, some
from budgetc.rules.tpx.items import figure_of
from budgetc.rules.yoy.comparisons import entry_of_prior


@rule("TPX006")
def growth_is_approved(context: RuleContext) -> Findings:
    if context.budget.stage == FINAL:
        raise NotApplicable(msg("accounts say what was spent; what may be is approved before"))
    spec = figure_of(context, "three_public")
    total = context.asked(spec)
    current = some(total.known, msg("there is no “three public” spending"))
    prior = given(
        context.last_figure(spec), msg("last year's “three public” spending is not given")
    )
    mine = context.consolidated.three_public
    if current <= prior or (mine and mine.approval):
        return
    yield Violation(
        context.budget.origin.key_span("three_public"),
        msg(
            "the “three public” spending is {current}, last year's was {prior}: {difference} more, "
            "and no approval is named",
            **context.compared(current=current, prior=prior),
        ),
        related=(
            *context.related(fact for fact in total.facts if fact.fen),
            *(
                Related(place.span, msg("last year's amount is here"))
                for entry, key in (entry_of_prior(context, path) for path in spec.prior)
                if getattr(entry, key, None)
                for place in entry.origin.places(key)
            ),
        ),
        hint=msg("add approval: there, with the document that approved it; or spend less"),
    )
