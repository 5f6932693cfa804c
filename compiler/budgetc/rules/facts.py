"""The amounts of one source among those of a department with units, and the line of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.document.figures import TextLine, lines_and_tables
from budgetc.document.model import PERCENT, Figure, Heading, Table, line_text
from budgetc.jurisdiction.tables import PanelSpec
from budgetc.ledger import Fact, Flow, Mask, Period
from budgetc.rules.rule import RuleContext
from budgetc.source.nodes import Mapping
from budgetc.source.origin import Origin

OWN_OFFICE = ("",)
"""The entity of what the source itself types; its units answer for theirs."""

YUAN = 100
"""What a yuan is in 分; the amounts among the thresholds are yuan."""


def typed_here(context: RuleContext, facts: Iterable[Fact]) -> list[Fact]:
    """Return those of some facts that the source itself has: no unit's, none passed on to one.

    What a section states that the jurisdiction declares is for its schema to judge.
    """
    file = context.budget.origin.tree.file
    return [
        fact
        for fact in facts
        if fact.origin.tree.file == file
        and not fact.is_passed_on
        and fact.flow is not Flow.DECLARED
    ]


def all_years(context: RuleContext) -> Mask:
    """Return the mask of every fact, of this year and of the last."""
    return context.cube.either(*(context.cube.of("period", period) for period in Period))


def sum_of(facts: Iterable[Fact]) -> int:
    """Return the sum of facts as far as they are known, in 分."""
    return sum(fact.fen or 0 for fact in facts)


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
    found: list[tuple[str, Figure]] = []
    heading, document = "", context.document
    if document is None:
        return found
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = line_text(block.content)
        over = (block.title if isinstance(block, Table) else heading) or document.title
        found += [(over, part) for line in block.lines for part in line if isinstance(part, Figure)]
    return found


def percentages(context: RuleContext) -> list[tuple[str, Figure]]:
    """Return the shares and growths in the lines of text, each with the heading over it."""
    return [one for one in context.look(figures_in_text) if one[1].unit == PERCENT]


def line_of(fact: Fact) -> Origin:
    """Return the line that has a fact's code: of an allocation its project, of a cell its row."""
    if fact.entry is not None:
        return fact.entry
    origin = fact.origin
    above, _ = origin.tree.at(origin.path[:-1])
    if isinstance(above, Mapping):
        return Origin(origin.tree, above, origin.path[:-1])
    return origin
