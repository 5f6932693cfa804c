"""NAR019: the department's own glossary is needed.

a term of `glossary` is used, stands once, and says more than the jurisdiction's.
Used means: anywhere in the document but in the glossary itself. A term of the jurisdiction's
own is printed with or without.
Source: 财预〔2016〕143号 (专业性较强的名词解释), to be compared with the official text.
"""

from __future__ import annotations

from budgetc.budget.model import Term
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Document, Heading, Paragraph, line_text
from budgetc.rules.rule import Findings, NotApplicable, NotEvaluated, RuleContext, Violation, rule


@rule("NAR019")
def own_terms_are_used_and_stand_once(context: RuleContext) -> Findings:
    terms = context.budget.glossary
    if not terms:
        yield NotApplicable(msg("the source explains no terms of its own"))
        return
    first: dict[str, Term] = {}
    for term in terms:
        if first.setdefault(term.term, term) is not term:
            yield _twice(term, first[term.term])
    usual = {term.term: term.meaning for term in context.layout.glossary}
    for term in first.values():
        if usual.get(term.term) == term.meaning:
            yield _the_same(term)
    if context.document is None:
        yield NotEvaluated(msg("something is missing that the document itself needs"))
        return
    text = _text_without(context.document, {*usual.values(), *(term.meaning for term in terms)})
    for term in first.values():
        if term.term not in usual and term.term not in text:
            yield _unused(term)


def _text_without(document: Document, meanings: set[str]) -> str:
    """Return what a document says where it explains no term."""
    said: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            said.append(line_text(block.content))
        elif isinstance(block, Paragraph):
            said.extend(line_text(line) for line in block.sentences)
        else:
            cells = (cell for panel in block.panels for row in panel.rows for cell in row.cells)
            said.extend(line_text(line) for line in (*cells, *block.notes))
    return "\n".join(line for line in said if not any(meaning in line for meaning in meanings))


def _twice(term: Term, first: Term) -> Violation:
    return Violation(
        term.origin.span("term"),
        msg("{term} is explained twice", term=term.term),
        related=[Related(first.origin.span("term"), msg("here it stands first"))],
        hint=msg("delete one of them"),
    )


def _the_same(term: Term) -> Violation:
    return Violation(
        term.origin.span("term"),
        msg("{term} is explained in the same words by the jurisdiction", term=term.term),
        hint=msg("delete it here; it is printed all the same"),
    )


def _unused(term: Term) -> Violation:
    return Violation(
        term.origin.span("term"),
        msg("{term} is explained, and the document does not use it", term=term.term),
        hint=msg("delete it, or write the word as the document has it"),
    )
