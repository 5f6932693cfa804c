"""PCT103: an amount that a sentence tells is not rounded to nothing."""

from __future__ import annotations

from functools import partial

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure, Formula
from budgetc.rules.pct.places import MORE_DECIMALS, by_heading, is_traced, one_finding, place_of
from budgetc.rules.printed import figures_in_text
from budgetc.rules.rule import Findings, RuleContext, document_of, rule, some


@rule("PCT103")
def printed_amounts_are_something(context: RuleContext) -> Findings:
    document_of(context)
    money, difference = context.lists.money_units, Formula.DIFFERENCE
    amounts = [
        (heading, figure)
        for heading, figure in context.look(figures_in_text)
        if figure.unit in money and figure.value and figure.formula is not difference
    ]
    some(amounts, msg("no sentence tells an amount"))
    lost = [one for one in amounts if not one[1].printed and is_traced(one[1])]
    for heading, figures in by_heading(lost):
        once = {(one.value, place_of(one)): one for one in figures}.values()
        yield one_finding(heading, once, partial(_said, context), MORE_DECIMALS)


def _said(context: RuleContext, figure: Figure) -> Message:
    amount = context.money(int(figure.value))
    return msg("{amount} is printed as {text}", amount=amount, text=figure.text)
