"""NAR001: an amount written out in a sentence is an amount of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Document, Line, Paragraph, Table
from budgetc.jurisdiction.load import units
from budgetc.numbers.money import FinerThanFenError, to_fen
from budgetc.rules.case import Case
from budgetc.rules.lint import Lint, blanked, excerpt, lint_of
from budgetc.rules.nar.passages import NO_TEXT
from budgetc.rules.rule import Finding, NotEvaluated
from budgetc.rules.texts import TypedText
from budgetc.rules.yoy.lines import lines_of
from budgetc.source.nodes import scalars


class _Literal(NamedTuple):
    """An amount in a text, in 分, and half of its last place."""

    text: TypedText
    fen: int
    slack: int
    start: int
    end: int


def amounts_in_sentences_are_amounts_of_the_budget(case: Case) -> Iterator[Finding]:
    """NAR001: a typed 万元 or 元 = some amount of the budget, to half of its last place.

    Limits, rates and amounts inside titles are nobody's amount. The amounts of the budget are all
    that is typed, posted or printed, this year's and last year's, and how much each line changed.

    Source: practice; 职业年金 887.36 万元 in a published text, 87.36 万元 in its table.
    """
    lint = lint_of(case)
    texts = [text for text in case.texts if text.key in lint.keys_of_amounts and text.is_printed()]
    if not texts:
        yield NO_TEXT
    literals = [literal for text in texts for literal in _literals(case, lint, text)]
    if not literals:
        return
    if case.document is None:
        yield NotEvaluated(msg("something is missing that the document itself needs"))
        return
    known = _known(case, case.document)
    for literal in literals:
        if not any(abs(fen - literal.fen) <= literal.slack for fen in known):
            value = literal.text.value
            yield finding(
                "NAR001",
                msg(
                    "“{excerpt}”: no amount of this budget is {amount}",
                    excerpt=excerpt(value, literal.start, literal.end),
                    amount=case.money(literal.fen),
                ),
                literal.text.span(),
                hint=msg("correct it, or leave it out: the amounts stand where they are derived"),
            )


def _literals(case: Case, lint: Lint, text: TypedText) -> Iterator[_Literal]:
    if not lint.amount.search(text.value):
        return
    searched = blanked(lint.amount_of_a_rule, blanked(lint.title, text.value))
    money = units(case.resources)
    for match in lint.amount.finditer(searched):
        unit = money.get(match["unit"])
        number = match["number"].replace(",", "")
        if unit is None:
            continue
        decimals = len(number.partition(".")[2])
        try:
            fen = to_fen(Decimal(number), unit)
        except FinerThanFenError:
            continue
        yield _Literal(text, fen, unit.fen // (2 * 10**decimals), match.start(), match.end())


def _known(case: Case, document: Document) -> set[int]:
    """Return every amount that a reader can find, in 分."""
    known = {fact.fen for fact in case.cube.facts(case.cube.of("period", "current"))}
    known |= {fact.fen for fact in case.cube.facts(case.cube.of("period", "prior"))}
    known |= {abs(line.change) for line in lines_of(case) if line.change is not None}
    known |= {line.amount for line in lines_of(case)}
    for node in scalars(case.own.origin.tree.root):
        if isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            known.add(int(node.value * case.unit.fen))
    known |= {part.value for line in _lines(document) for part in line if not isinstance(part, str)}
    return {fen for fen in known if fen is not None}


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Table):
            for panel in block.panels:
                for row in panel.rows:
                    yield from row.cells
            for cells in block.form:
                yield from (cell.content for cell in cells)
