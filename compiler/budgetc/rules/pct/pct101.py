"""PCT101: a reader who computes a growth from the printed amounts comes to the printed growth.

Where a jurisdiction computes it from the printed amounts (`numbers.percent.made_from`), it is said
where that is not the growth of the exact ones.
"""

from __future__ import annotations

from functools import partial

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.figures import has_no_percentage
from budgetc.document.model import Figure, Formula
from budgetc.jurisdiction.numbers import PercentStyle
from budgetc.rules.pct.places import by_heading, one_finding
from budgetc.rules.printed import percentages
from budgetc.rules.rule import Findings, RuleContext, document_of, rule, some


@rule("PCT101")
def printed_growth_is_that_of_printed_amounts(context: RuleContext) -> Findings:
    document_of(context)
    printed = context.look(percentages)
    growths = [one for one in printed if one[1].formula is Formula.GROWTH and _has_both(one[1])]
    some(growths, msg("no sentence says by how many percent"))
    style = context.layout.numbers.percent
    unlike = [one for one in growths if _is_unlike(one[1], style)]
    hint = msg(
        "leave it, or print the amounts with more decimals (options: prose:); the jurisdiction "
        "declares which of both is printed (numbers: percent: made_from:)"
    )
    for heading, figures in by_heading(unlike):
        yield one_finding(heading, figures, partial(_said, style), hint)


def _said(style: PercentStyle, growth: Figure) -> Message:
    """Return what is printed, and what it could be."""
    now, then = growth.operands
    values = {
        "growth": growth.text,
        "now": now.text,
        "then": then.text,
        "printed": _percent(style, now.printed, then.printed) + style.sign,
        "exact": _percent(style, now.value, then.value) + style.sign,
    }
    if style.made_from == "printed":
        return msg("{then} to {now}: {growth} is printed, the exact amounts make {exact}", **values)
    return msg("{then} to {now}: {growth} is printed, the printed amounts make {printed}", **values)


def _has_both(growth: Figure) -> bool:
    """Tell whether a growth can be computed from both kinds of amounts."""
    then = growth.operands[1] if growth.operands else None
    if then is None or has_no_percentage(growth.operands[0].value, then.value):
        return False
    return bool(then.value and then.printed)


def _is_unlike(growth: Figure, style: PercentStyle) -> bool:
    """Tell whether the printed and the exact amounts make two growths."""
    now, then = growth.operands
    if now.printed == now.value and then.printed == then.value:  # as mostly
        return False
    return _percent(style, now.printed, then.printed) != _percent(style, now.value, then.value)


def _percent(style: PercentStyle, now: int, then: int) -> str:
    return style.format().digits_only().percent(abs(now - then), abs(then))
