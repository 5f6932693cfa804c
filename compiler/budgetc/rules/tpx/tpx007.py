"""TPX007: reception is no larger a part of public expenditure than is usual here.

公务接待费 ÷ 公用经费 ≤ `reception_share` %, both of general basic expenditure.
Source: local norms; the threshold is the jurisdiction's, and there is none of the nation.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Dimensions, ExpenditureKind
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule
from budgetc.rules.tpx.items import NO_FIGURE


@rule("TPX007")
def reception_is_within_its_share(context: RuleContext) -> Findings:
    spec = context.layout.figures.get("reception")
    if spec is None:
        yield NO_FIGURE
        return
    public = context.cube.mask("economic", _public(context, spec))
    reception = context.cube.narrowed(public, Dimensions(economic=spec.economic))
    part, whole = context.sum(reception), context.sum(public)
    ceiling = context.thresholds.reception_share
    if part <= 0:
        yield NotApplicable(msg("no money is for reception"))
    elif ceiling is None:
        yield NotEvaluated(msg("no threshold is set: reception_share"))
    elif part * 100 > ceiling * whole:
        first, *others = (fact for fact in context.cube.facts(reception) if fact.fen)
        yield Violation(
            first,
            msg(
                "reception is {part} of {whole} public expenditure: {share} %, more than "
                "{ceiling} %",
                part=context.money(part),
                whole=context.money(whole),
                share=decimal_text(round_ratio(part * 10000, whole), 2),
                ceiling=ceiling,
            ),
            related=context.related(others),
            hint=msg("spend less on it, or be ready to explain"),
        )


def _public(context: RuleContext, reception: FigureSpec) -> Dimensions:
    """Return what narrows to 公用经费 of the general public budget: the group of reception."""
    entries = (context.catalogue.economic.get(code) for code in reception.economic)
    groups = tuple({entry.group for entry in entries if entry is not None})
    return Dimensions(fund=("general",), kind=(ExpenditureKind.BASIC,), group=groups)
