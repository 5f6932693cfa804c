"""PCT103: an amount that a sentence tells is not rounded to nothing."""

from __future__ import annotations

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure, Formula
from budgetc.rules.facts import figures_in_text
from budgetc.rules.pct.places import by_heading, is_traced, more_decimals, place_of
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some


@rule("PCT103")
def printed_amounts_are_something(context: RuleContext) -> Findings:
    document = given(context.document, msg("there is no document while the source has errors"))
    money = context.lists.money_units
    amounts = [
        (heading or document.title, figure)
        for heading, figure in context.look(figures_in_text)
        if figure.unit in money and figure.value and figure.formula is not Formula.DIFFERENCE
    ]
    some(amounts, msg("no sentence tells an amount"))
    lost = [one for one in amounts if not one[1].printed and is_traced(one[1])]
    for heading, figures in by_heading(lost):
        first, *others = {(one.value, place_of(one)): one for one in figures}.values()
        yield Violation(
            place_of(first),
            msg("{heading}: {said}", heading=heading, said=_said(context, first)),
            related=[Related(place_of(one), _said(context, one)) for one in others],
            hint=more_decimals(),
        )


def _said(context: RuleContext, figure: Figure) -> Message:
    amount = context.money(int(figure.value))
    return msg("{amount} is printed as {text}", amount=amount, text=figure.text)
