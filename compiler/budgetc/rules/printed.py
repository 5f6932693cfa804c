"""What the document prints, as rules look at it: its tables, its lines of text, their figures."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.document.figures import TextLine, lines_and_tables
from budgetc.document.model import PERCENT, Figure, Formula
from budgetc.jurisdiction.tables import PanelSpec
from budgetc.rules.rule import RuleContext


def printed_panels(context: RuleContext) -> Iterator[PanelSpec]:
    """Yield the panels of the tables that a document of this kind has."""
    for table in context.layout.tables:
        if not table.kinds or context.consolidated.kind in table.kinds:
            yield from table.panels


def text_lines(context: RuleContext) -> tuple[TextLine, ...]:
    """Return the lines of text of the document; none where there is no document."""
    blocks = lines_and_tables(context.document) if context.document is not None else ()
    return tuple(block for block in blocks if isinstance(block, TextLine))


def figures_in_text(context: RuleContext) -> list[tuple[str, Figure]]:
    """Return the figures in the lines of text, each with the heading over it, or else the title."""
    title = context.document.title if context.document is not None else ""
    return [
        (text.heading or title, part)
        for text in context.look(text_lines)
        for part in text.line
        if isinstance(part, Figure)
    ]


def percentages(context: RuleContext) -> list[tuple[str, Figure]]:
    """Return the shares and growths in the lines of text, each with the heading over it."""
    return [one for one in context.look(figures_in_text) if one[1].unit == PERCENT]


def changes_in_text(context: RuleContext) -> list[tuple[str, Figure]]:
    """Return the differences in the lines of text, each with the heading over it."""
    difference = Formula.DIFFERENCE
    return [one for one in context.look(figures_in_text) if one[1].formula is difference]
