"""BAL109: no body spends more on an item than any body does.

Where a whole source is typed in 元 and says 万元, it balances and contradicts itself nowhere; and
accounts say no people by whom wages could be divided.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.rules.facts import OWN_OFFICE, YUAN, of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some


@rule("BAL109")
def no_item_is_larger_than_a_body(context: RuleContext) -> Findings:
    of_departments(context)
    most = YUAN * given(context.thresholds.item_most, msg("no largest amount of an item is set"))
    asked = Dimensions(margin=("economic",), kind=context.basic, entity=OWN_OFFICE)
    facts = some(context.asked(asked).facts, msg("no basic expenditure is typed by economic item"))
    larger = [fact for fact in facts if (fact.fen or 0) > most]
    if not larger:
        return
    first = max(larger, key=lambda fact: fact.fen or 0)
    yield Violation(
        context.budget.origin.span("unit"),
        msg(
            "{item}: {amount}, more than one body spends on it in a year, as if it were typed in "
            "another unit",
            item=context.coded("economic", first.economic),
            amount=context.money(first.fen or 0),
        ),
        related=context.related(larger),
        hint=msg(
            "amounts of this file are in {unit}: correct unit: or the amounts; if they are right, "
            "waive this with the reason",
            unit=context.unit.name,
        ),
    )
