"""What is left of the form that a document was written on."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TextLists
from budgetc.published.model import PublishedDocument

_SURE = 80
_AROUND = 24


def left_to_fill_in(document: PublishedDocument, texts: TextLists) -> Iterator[Contradiction]:
    """Yield places of the prose where something is to be filled in or to be chosen."""
    for sentence in document.sentences():
        found = next(iter(texts.placeholder.finditer(texts.title.blanked(sentence.text))), None)
        if found is not None:
            start = max(0, found.start - _AROUND)
            around = sentence.text[start : found.end + _AROUND]
            where = f"{'…' if start else ''}{around}"
            quote = Quote(found.words, where, sentence.place, is_prose=True)
            reason = msg("something is left to fill in or to choose")
            yield Contradiction(Kind.COPIED, (quote,), reason, _SURE)
