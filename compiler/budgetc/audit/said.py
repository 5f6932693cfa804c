"""The figures of the prose, with the words that say what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from budgetc.audit.model import Quote
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords
from budgetc.published.model import (
    PrintedNumber,
    PrintedParagraph,
    PrintedSentence,
    PublishedDocument,
)

BREAKS = "，,；;。：:"
"""The marks between clauses."""

_AROUND = 24


@frozen()
class Said:
    """A figure of a sentence.

    Attributes:
        number: as printed.
        clause: the words before it, back to the figure before it, behind the last mark.
        sentence: that it stands in.
        paragraph: that the sentence is of.
        at: which figure of the paragraph it is, from 0.
    """

    number: PrintedNumber
    clause: str
    sentence: PrintedSentence
    paragraph: Paragraph
    at: int

    @property
    def words(self) -> AuditWords:
        """The words by which it is understood."""
        return self.paragraph.words

    @property
    def is_money(self) -> bool:
        """Whether it is an amount."""
        return self.number.is_money

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.number.is_rate

    @property
    def quote(self) -> Quote:
        """Its number with its unit, and the words around it."""
        number, text = self.number, self.sentence.text
        start = max(0, number.start - _AROUND)
        unit = number.unit.name if number.unit is not None and number.unit_beside else ""
        blanks = len(text[number.end :]) - len(text[number.end :].lstrip())
        around = text[start : number.end + (blanks + len(unit) if unit else 0)]
        where = f"{'…' if start else ''}{around}"
        return Quote(f"{number.text}{unit}", where, self.sentence.place, is_prose=True)

    @property
    def printed(self) -> tuple[PrintedNumber, Quote]:
        """Its number, and it as printed."""
        return self.number, self.quote

    @property
    def is_compared(self) -> bool:
        """Whether it is of another year, or of another thing."""
        return self.has(self.words.compared)

    @property
    def is_change(self) -> bool:
        """Whether it is the size or the rate of a change."""
        return self.ends_with(self.words.changes)

    @property
    def is_share(self) -> bool:
        """Whether it is called a share."""
        return self.ends_with(self.words.share)

    @property
    def is_completion(self) -> bool:
        """Whether it is a rate of completion."""
        return self.is_rate and self.ends_with(self.words.completion)

    @property
    def is_planned(self) -> bool:
        """Whether it is what was planned first."""
        return self.ends_with(self.words.initial)

    @property
    def is_spent(self) -> bool:
        """Whether it is what was spent."""
        return self.ends_with(self.words.outturn)

    @property
    def direction(self) -> int:
        """1 for the size or rate of an increase and -1 for one of a decrease; 0 for neither.

        A minus turns the word around: 减少-11万元 says that it grew.
        """
        word = self.ends_with(self.words.more) - self.ends_with(self.words.less)
        return -word if self.number.value < 0 else word

    def is_in_sentence_behind(self, other: Said) -> bool:
        """Tell whether its sentence is the next one behind that of another of its paragraph."""
        sentences = self.paragraph.sentences
        return sentences.index(self.sentence) - sentences.index(other.sentence) == 1

    def ends_with(self, words: Sequence[str]) -> bool:
        """Tell whether the words right before it are one of some."""
        return self.clause.rstrip(' “”"').endswith(tuple(words))

    def has(self, words: Sequence[str]) -> bool:
        """Tell whether one of some words is among those of its clause."""
        return any(word in self.clause for word in words)


class Paragraph:
    """A paragraph and its figures."""

    def __init__(self, paragraph: PrintedParagraph, words: AuditWords) -> None:
        """Look at a paragraph, with the words by which it is understood."""
        self._paragraph = paragraph
        self.words = words

    @property
    def sentences(self) -> tuple[PrintedSentence, ...]:
        """Its sentences."""
        return self._paragraph.sentences

    @property
    def section(self) -> tuple[str, ...]:
        """The headings that it stands under, the outermost first."""
        return self._paragraph.section

    @property
    def text(self) -> str:
        """All of its sentences."""
        return "".join(sentence.text for sentence in self.sentences)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Its figures, in order."""
        return tuple(self._said())

    def said_in(self, sentence: PrintedSentence) -> list[Said]:
        """Return the figures of one of its sentences."""
        return [one for one in self.said if one.sentence is sentence]

    def _said(self) -> Iterator[Said]:
        at = 0
        for sentence in self.sentences:
            end = 0
            for number in sentence.numbers:
                clause = sentence.text[end : number.start]
                for mark in BREAKS:
                    clause = clause.rsplit(mark, 1)[-1]
                yield Said(number, clause, sentence, self, at)
                end = number.end
                if number.unit is not None and number.unit_beside:
                    behind = sentence.text[end:].lstrip()
                    if behind.startswith(number.unit.name):
                        end = len(sentence.text) - len(behind) + len(number.unit.name)
                at += 1


def paragraphs_of(document: PublishedDocument, words: AuditWords) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document."""
    return tuple(Paragraph(paragraph, words) for paragraph in document.paragraphs())


def cut_off(value: Decimal, decimals: int) -> Decimal:
    """Return a number without what stands behind so many decimals."""
    step = Decimal(1).scaleb(-decimals)
    return (value // step) * step
