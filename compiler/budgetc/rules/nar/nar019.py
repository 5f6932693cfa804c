"""NAR019: the department's own glossary is needed."""

from __future__ import annotations

from budgetc.budget.consistency import repeated
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.document.figures import TextLine, cells, lines_and_tables
from budgetc.document.model import Document, line_text
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, rule, some


@rule("NAR019")
def own_terms_are_used_and_stand_once(context: RuleContext) -> Findings:
    terms = some(context.budget.glossary, msg("the source explains no terms of its own"))
    for term, first in repeated(terms, lambda term: term.term):
        yield Violation(
            term.origin.span("term"),
            msg("{term} is explained twice", term=term.term),
            related=[Related(first.origin.span("term"), msg("here it stands first"))],
            hint=msg("delete one of them"),
        )
    once = {term.term: term for term in reversed(terms)}
    usual = {term.term: term.meaning for term in context.layout.glossary}
    for term in once.values():
        if usual.get(term.term) == term.meaning:
            yield Violation(
                term.origin.span("term"),
                msg("{term} is explained in the same words by the jurisdiction", term=term.term),
                hint=msg("delete it here; it is printed all the same"),
            )
    document = document_of(context)
    text = _text_without(document, {*usual.values(), *(term.meaning for term in terms)})
    for term in once.values():
        if term.term not in usual and term.term not in text:
            yield Violation(
                term.origin.span("term"),
                msg("{term} is explained, and the document does not use it", term=term.term),
                hint=msg("delete it, or write the word as the document has it"),
            )


def _text_without(document: Document, meanings: set[str]) -> str:
    """Return what a document says where it explains no term."""
    said = [
        line_text(line)
        for part in lines_and_tables(document)
        for line in (
            [part.line] if isinstance(part, TextLine) else [cell.content for cell in cells(part)]
        )
    ]
    return "\n".join(line for line in said if not any(meaning in line for meaning in meanings))
