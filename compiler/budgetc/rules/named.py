"""The figures of a document by what people call them: an id, or the words of print."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.document.called import ids_called, near_names, with_amounts
from budgetc.document.figures import cells, figures_by_id
from budgetc.document.model import Document, Figure
from budgetc.ledger import Fact
from budgetc.rules.rule import RuleContext, document_of


class NamedFigures:
    """The figures of one document, to be looked up."""

    def __init__(self, document: Document, source: str) -> None:
        """Look through a document.

        Args:
            document: whose figures they are.
            source: what reports call its source, for the command that lists them.
        """
        self.document = document
        self.figures = figures_by_id(document)
        tables = document.tables()
        self.blank = {cell.id for table in tables for cell in cells(table) if not cell.content}
        self._source = source

    def id_of(self, name: str) -> str:
        """Return the id that a name means: it may be the words of print, if only one is so."""
        if name in self.figures or name in self.blank:
            return name
        called = ids_called(self.document, name)
        return called[0] if len(called) == 1 else name

    def unknown(self, name: str) -> tuple[Message, Message]:
        """Return what is wrong with a name of no figure, or of several, and the way out."""
        called = ids_called(self.document, name)
        problem = msg("the document has no figure {figure}", figure=name)
        if called:
            told = with_amounts(self.document, called)
            problem = msg("this is the name of several figures: {ids}", ids=enumerated(told))
        hint = msg(
            "{names} (budgetc trace {source} --list names all)",
            names=msg("write the id of the one that is meant") if called else self._near(name),
            source=self._source,
        )
        return problem, hint

    def _near(self, name: str) -> Message:
        near = near_names(self.document, name)
        if near:
            return msg("did you mean {names}?", names=enumerated(near))
        return choices(name, tuple(self.figures))


def named_figures(context: RuleContext) -> NamedFigures:
    """Return the figures of the document of a context.

    Raises:
        NotEvaluated: there is none.
    """
    document = document_of(context)
    return NamedFigures(document, context.budget.origin.tree.file)


def parts_of(figure: Figure) -> Iterator[Figure]:
    """Yield a figure and all that it is computed of."""
    yield figure
    for operand in figure.operands:
        yield from parts_of(operand)


def facts_of(figure: Figure) -> tuple[Fact, ...]:
    """Return the amounts that make a figure, each once."""
    return tuple(dict.fromkeys(fact for part in parts_of(figure) for fact in part.facts))
