"""AST005: the very large equipment is part of the large equipment."""

from __future__ import annotations

from budgetc.budget.matters import Assets
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.ast.assets import given_pairs, own_assets
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule

PAIRS = (
    ("very_large_equipment", "large_equipment"),
    ("planned_very_large_equipment", "planned_large_equipment"),
)
"""The keys of a part and of the whole: held, and to be bought."""


@rule("AST005", looks_at=own_assets)
def very_large_is_part_of_large(_: RuleContext, assets: Assets) -> Findings:
    pairs = given_pairs(assets, PAIRS)
    if not pairs:
        raise NotEvaluated(msg("large equipment is not given by both values"))
    for part, whole in pairs:
        very_large, large = getattr(assets, part), getattr(assets, whole)
        if very_large > large:
            yield Violation(
                assets.origin.span(part),
                msg(
                    "equipment worth 1,000,000 yuan or more: {very_large}; worth 500,000 yuan or "
                    "more: {large}, which includes it: a difference of {difference}",
                    very_large=very_large,
                    large=large,
                    difference=very_large - large,
                ),
                related=[Related(assets.origin.span(whole), msg("the whole is here"))],
                hint=msg("what is worth 1,000,000 yuan is counted in both"),
            )
