"""CLS005: items that are called “other” hold little of their class."""

from __future__ import annotations

from dataclasses import replace

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions
from budgetc.numbers.money import percent_text
from budgetc.numbers.values import Code
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some

_OTHER = "99"
"""What the code of an item ends in that holds whatever has no item of its own (其他)."""


@rule("CLS005")
def other_items_are_small(context: RuleContext) -> Findings:
    basic = Dimensions(kind=context.basic)
    facts = context.total("economic", basic).facts
    some(facts, msg("there is no basic expenditure by economic item"))
    limit = given(
        context.thresholds.other_share, msg("no share of “other” items is laid down here")
    )
    for code in dict.fromkeys(f.economic for f in facts if f.economic.endswith(_OTHER)):
        parent = context.catalogue.economic.above(code)
        if not parent or parent.endswith(_OTHER):
            continue
        part, whole = (
            context.total("economic", replace(basic, economic=(Code(each),)))
            for each in (code, parent)
        )
        if whole.known <= 0 or part.known * 100 <= limit * whole.known:
            continue
        first, *rest = part.facts
        yield Violation(
            first,
            msg(
                "{code} {name} holds {held} of the {total} of {parent} {above}: {share}%, more "
                "than {limit}%",
                code=code,
                name=context.name("economic", code),
                held=context.money(part.known),
                total=context.money(whole.known),
                parent=parent,
                above=context.name("economic", parent),
                share=percent_text(part.known, whole.known),
                limit=limit,
            ),
            related=context.related(rest),
            hint=msg("move what has an item of its own there, or be ready to say what it is"),
        )
