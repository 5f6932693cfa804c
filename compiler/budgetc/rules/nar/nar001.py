"""NAR001: an amount written out in a sentence is an amount of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetc.diagnostics.messages import msg
from budgetc.document.figures import printed_figures
from budgetc.document.model import Document
from budgetc.lists import Found
from budgetc.lists.model import TextLists
from budgetc.numbers.money import FinerThanFenError, to_fen
from budgetc.rules.facts import all_years
from budgetc.rules.nar.passages import NO_TEXT, printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, rule, some
from budgetc.rules.texts import Texts, TypedText, matching
from budgetc.rules.yoy.comparisons import compared_lines
from budgetc.source.bounds import MAX_DIGITS
from budgetc.source.nodes import scalars


@rule("NAR001", looks_at=printed_texts)
def amounts_in_sentences_are_amounts_of_the_budget(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    some(any(text.key in lint.keys_of_amounts for text in texts), NO_TEXT)
    near = [text for text in matching(texts, lint.amount) if text.key in lint.keys_of_amounts]
    literals = [(text, *found) for text in near for found in _literals(context, lint, text)]
    if not literals:
        return
    document = document_of(context)
    known = _known(context, document)
    for text, found, fen, slack in literals:
        if not any(abs(amount - fen) <= slack for amount in known):
            yield Violation(
                text.span(),
                msg(
                    "“{excerpt}”: no amount of this budget is {amount}",
                    excerpt=text.around(found),
                    amount=context.money(fen),
                ),
                hint=msg("correct it, or leave it out: the amounts stand where they are derived"),
            )


def _literals(
    context: RuleContext, lint: TextLists, text: TypedText
) -> Iterator[tuple[Found, int, int]]:
    """Yield the amounts in a text, each in 分, and half of its last place."""
    searched = lint.amount_of_a_rule.blanked(lint.title.blanked(text.value))
    money = context.lists.money_units
    for match in lint.amount.finditer(searched):
        unit = money.get(match["unit"])
        number = match["number"].replace(",", "")
        if unit is None or len(number) > MAX_DIGITS:
            continue
        decimals = len(number.partition(".")[2])
        try:
            fen = to_fen(Decimal(number), unit)
        except FinerThanFenError:
            continue
        yield match, fen, unit.fen // (2 * 10**decimals)


def _known(context: RuleContext, document: Document) -> set[int]:
    """Return every amount that a reader can find, in 分."""
    lines = context.look(compared_lines)
    typed = (node.value for node in scalars(context.budget.origin.tree.root))
    known = {
        *(fact.fen for fact in context.cube.facts(all_years(context))),
        *(abs(line.change) for line in lines if line.change is not None),
        *(line.amount for line in lines),
        *(
            int(value * context.unit.fen)
            for value in typed
            if isinstance(value, int | Decimal) and not isinstance(value, bool)
        ),
        *(printed.figure.value for printed in printed_figures(document)),
    }
    return {fen for fen in known if fen is not None}
