"""The years that changes are told against: that of the document, or the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import BREAKS, Paragraph
from budgetc.audit.views import quote_in
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.published.model import PrintedSentence
from budgetc.published.words import squeezed

_LIKELY = 80


@frozen()
class _Base:
    """A year that an amount is compared with.

    Attributes:
        words: as printed.
    """

    year: int
    words: str
    sentence: PrintedSentence


def wrong_years(paragraphs: Sequence[Paragraph], year: int) -> Iterator[Contradiction]:
    """Yield the changes that are told against another year than the one before.

    Only where most are told against that. Final accounts are compared with the budget of their own
    year as well.

    Args:
        paragraphs: of the document.
        year: that the document is of; 0 where it is not known.
    """
    bases = [one for paragraph in paragraphs for one in _bases(paragraph)] if year else []
    usual = [one for one in bases if one.year == year - 1]
    others = [one for one in bases if one.year not in {year, year - 1}]
    for one in others if len(usual) > len(others) else ():
        quotes = (quote_in(one.sentence, one.words), quote_in(usual[0].sentence, usual[0].words))
        reason = msg("elsewhere the changes are told against {year}", year=year - 1)
        yield Contradiction(Kind.COPIED, quotes, reason, _LIKELY)


def _bases(paragraph: Paragraph) -> Iterator[_Base]:
    """Yield the years before the size of a change of money, or before words for none."""
    for sentence in paragraph.sentences:
        said = paragraph.said_in(sentence)
        for found in paragraph.words.base_year.finditer(sentence.text):
            change = next((one for one in said if one.number.start >= found.end), None)
            is_change = change is not None and change.is_money and change.is_change
            clause = squeezed(sentence.text[found.end :])
            for mark in BREAKS:
                clause = clause.partition(mark)[0]
            if is_change or clause.endswith(paragraph.words.same):
                yield _Base(int(found["year"]), found.words, sentence)
