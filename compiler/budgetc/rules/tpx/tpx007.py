"""TPX007: reception is no larger a part of public expenditure than is usual here."""

from __future__ import annotations

from dataclasses import replace

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.numbers.money import percent_text
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, given, rule
from budgetc.rules.tpx.items import figure_of


@rule("TPX007")
def reception_is_within_its_share(context: RuleContext) -> Findings:
    spec = figure_of(context, "reception")
    # 公用经费 of the general public budget: the group of reception.
    entries = (context.catalogue.economic.get(code) for code in spec.economic)
    groups = tuple({entry.group for entry in entries if entry is not None})
    narrow = Dimensions(fund=("general",), kind=context.basic, group=groups)
    reception = context.total("economic", replace(narrow, economic=spec.economic))
    part, whole = reception.known, context.total("economic", narrow).known
    if part <= 0:
        raise NotApplicable(msg("no money is for reception"))
    ceiling = given(context.thresholds.reception_share, msg("no threshold is set: reception_share"))
    if part * 100 > ceiling * whole:
        first, *others = (fact for fact in reception.facts if fact.fen)
        yield Violation(
            first,
            msg(
                "reception is {part} of {whole} public expenditure: {share} %, more than "
                "{ceiling} %",
                part=context.money(part),
                whole=context.money(whole),
                share=percent_text(part, whole),
                ceiling=ceiling,
            ),
            related=context.related(others),
            hint=msg("spend less on it, or be ready to explain"),
        )
