"""CLS005: items that are called “other” hold little of their class.

each 其他 item (3..99) ≤ `other_share` % of its 类 in basic expenditure, in 分.
A class that is itself called “other” (399) is not looked at.
Source: practice of audits; the share is `thresholds.other_share`.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, ExpenditureKind, Mask
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.numbers.values import Code
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    NotEvaluated,
    RuleContext,
    Violation,
    Violations,
    rule,
)

_OTHER = "99"
"""What the code of an item ends in that holds whatever has no item of its own (其他)."""


@rule("CLS005")
def other_items_are_small(context: RuleContext) -> Findings:
    limit = context.thresholds.other_share
    cube, codes = context.cube, context.catalogue.economic
    facts = cube.facts(cube.mask("economic", Dimensions(kind=(ExpenditureKind.BASIC,))))
    others = dict.fromkeys(f.economic for f in facts if f.economic.endswith(_OTHER))
    if not facts:
        yield NotApplicable(msg("there is no basic expenditure by economic item"))
        return
    if limit is None:
        yield NotEvaluated(msg("no share of “other” items is laid down here"))
        return
    for code in others:
        lineage = codes.lineage(code)
        parent = lineage[-2] if len(lineage) > 1 else ""
        if parent and not parent.endswith(_OTHER):
            yield from _check(context, code, parent, limit)


def _check(context: RuleContext, code: str, parent: str, limit: int) -> Violations:
    part, whole = (_mask(context, each) for each in (code, parent))
    held, total = context.sum(part), context.sum(whole)
    if total <= 0 or held * 100 <= limit * total:
        return
    first, *rest = context.cube.facts(part)
    item, above = (context.catalogue.economic.get(each) for each in (code, parent))
    yield Violation(
        first,
        msg(
            "{code} {name} holds {held} of the {total} of {parent} {above}: {share}%, more than "
            "{limit}%",
            code=code,
            name=item.name if item else "",
            held=context.money(held),
            total=context.money(total),
            parent=parent,
            above=above.name if above else "",
            share=decimal_text(round_ratio(held * 10000, total), 2),
            limit=limit,
        ),
        related=context.related(rest),
        hint=msg("move what has an item of its own there, or be ready to say what it is"),
    )


def _mask(context: RuleContext, code: str) -> Mask:
    narrow = Dimensions(kind=(ExpenditureKind.BASIC,), economic=(Code(code),))
    return context.cube.mask("economic", narrow)
