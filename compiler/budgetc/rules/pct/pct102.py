"""PCT102: a change that a sentence tells is not rounded to nothing."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure, Formula
from budgetc.rules.facts import figures_in_text
from budgetc.rules.pct.places import by_heading, place_of
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some

_OPERANDS = 2
"""Of a difference."""


@rule("PCT102")
def printed_changes_are_something(context: RuleContext) -> Findings:
    document = given(context.document, msg("there is no document while the source has errors"))
    changes = [one for one in context.look(figures_in_text) if _is_change(one[1])]
    some(changes, msg("no sentence says by how much an amount changed"))
    lost = [
        (heading or document.title, figure)
        for heading, figure in changes
        if figure.value and not figure.printed
    ]
    for heading, (first, *others) in by_heading(lost):
        yield Violation(
            place_of(first),
            msg("{heading}: {said}", heading=heading, said=_said(context, first)),
            related=[Related(place_of(one), _said(context, one)) for one in others],
            hint=msg(
                "print the amounts with more decimals, of the whole text (options: prose:) or of "
                "this part (options: sections:)"
            ),
        )


def _is_change(figure: Figure) -> bool:
    """Tell whether a figure is the difference of two amounts; that of counts is not rounded."""
    is_known = len(figure.operands) == _OPERANDS  # none is where provenance is measured
    return figure.formula is Formula.DIFFERENCE and bool(figure.unit) and is_known


def _said(context: RuleContext, change: Figure) -> Message:
    now, then = (one.value for one in change.operands)
    return msg(
        "the difference of {now} and {then} is printed as {text}",
        text=change.text,
        **context.compared(now=now, then=then),
    )
