"""NAR016: the marks of a text are Chinese marks, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Document, Paragraph, line_text
from budgetc.lists import Pattern
from budgetc.lists.model import TextLists
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, TypedText, excerpt

_HALF_WIDTH = re.compile("[,;:!?.()]")


@rule("NAR016", looks_at=printed_texts)
def marks_are_chinese_and_single(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    doubled = lint.doubled_mark.among(texts.together)
    for text in texts:
        suspect = text.value in doubled or _HALF_WIDTH.search(text.value)
        found = _in_source(text, lint) if suspect else None
        found = found or _doubled_in_print(text, lint, context.document)
        if found is not None:
            fault, shown, hint = found
            yield Violation(
                text.span(), msg("“{excerpt}”: {fault}", excerpt=shown, fault=fault), hint=hint
            )


_Fault = tuple[Message, str, Message]
"""What is wrong with the marks of a text, the passage, and what to do."""


def _in_source(text: TypedText, lint: TextLists) -> _Fault | None:
    value = text.value
    searched = lint.list_number.blanked(value) if ")" in value else value
    found = ((fault, pattern.search(searched)) for pattern, fault in _faults(searched, lint))
    hint = msg("type the Chinese mark, once")
    return next(((fault, text.around(match), hint) for fault, match in found if match), None)


def _faults(value: str, lint: TextLists) -> Iterator[tuple[Pattern, Message]]:
    """Yield what may be wrong with the marks of a text, and what it is called."""
    yield lint.doubled_mark, msg("two marks stand where one belongs")
    if _HALF_WIDTH.search(value):
        yield lint.mixed_bracket, msg("one bracket is Chinese, the other is not")
        yield lint.half_width, msg("between Chinese words, marks are Chinese as well")
        yield lint.half_width_bracket, msg("around Chinese words, brackets are Chinese as well")


def _doubled_in_print(text: TypedText, lint: TextLists, document: Document | None) -> _Fault | None:
    """Find the mark at the end of a text after which the document has its own."""
    words = text.value.rstrip()
    if text.key not in lint.keys_inside_sentences or words[-1:] not in lint.sentence_end:
        return None
    for block in document.blocks if document is not None else ():
        for line in block.sentences if isinstance(block, Paragraph) else ():
            before, found, after = line_text(line).partition(words)
            if found and lint.doubled_mark.fullmatch(words[-1] + after[:1]):
                end = len(before + found)
                shown = excerpt(before + found + after, end - 1, end + 1)
                hint = msg("delete {mark} at its end; the document sets its own", mark=words[-1])
                return msg("in print, two marks stand where one belongs"), shown, hint
    return None
