"""The figures of the prose, with the words that say what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
class Whose:
    """What a document is of.

    Attributes:
        year: of its budget or accounts; 0 where it is not known.
        offices: the names of those who made it, without blanks.
        is_final: whether it is accounts, which tell what was planned beside what was spent.
        office: the name that most often stands there, without blanks; empty where none does.
    """

    year: int = 0
    offices: tuple[str, ...] = ()
    is_final: bool = False
    office: str = ""


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

    @cached_property
    def is_compared(self) -> bool:
        """Whether it is of another year, or of another thing."""
        return self.has(self.words.compared) or self.is_of_another_year or self._is_against

    @property
    def is_base(self) -> bool:
        """Whether it may be what there was before: 较2023年预算164.00万元增加…."""
        return self.has(self.words.bases) or self.is_of_another_year or self._is_against

    @property
    def is_of_before(self) -> bool:
        """Whether it is called an amount of another year, and nothing else."""
        return self._is_against or bool(self.own_years and self.is_of_another_year)

    @cached_property
    def _is_against(self) -> bool:
        """Whether its clause names a year to tell something against: 与2023年164.00万元相比."""
        return self.words.base_year.search(self.clause) is not None

    @cached_property
    def own_years(self) -> tuple[int, ...]:
        """The years that its clause names, but those that a change is told against."""
        return tuple(year for _, year in years_in(self.clause, self.words))

    @cached_property
    def is_of_another_year(self) -> bool:
        """Whether a year is named for it that is not that of the document.

        That of its clause counts, or else the last one before it in its paragraph, or in the
        headings over it. Of several in its clause any may be meant.
        """
        year = self.paragraph.whose.year
        named = self.own_years or self.paragraph.years_before(self)
        return bool(year) and bool(named) and any(one != year for one in named)

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """What its clause may name, each with one word around it less than the one before."""
        return self.paragraph.names_in("".join(self.clause.split()))

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

    def __init__(self, paragraph: PrintedParagraph, words: AuditWords, whose: Whose) -> None:
        """Look at a paragraph, with the words by which it is understood."""
        self._paragraph = paragraph
        self.words = words
        self.whose = whose

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

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return what words without blanks may name.

        That is what stands behind the office and the year, as it is, and with one word less each.
        """
        names = [self._without_leads(text)]
        while filler := _last(names[-1], self.words.fillers):
            names.append(self._without_leads(names[-1].removesuffix(filler)))
        return tuple(names)

    def _without_leads(self, text: str) -> str:
        leads = (*self.whose.offices, *self.words.lead_fillers)
        while lead := next((one for one in leads if text.startswith(one) and text != one), ""):
            text = text.removeprefix(lead)
        return text

    def years_before(self, said: Said) -> tuple[int, ...]:
        """Return the year that is named last before a figure, or those of a heading over it."""
        for sentence in reversed(self.sentences[: self.sentences.index(said.sentence) + 1]):
            end = said.number.start if sentence is said.sentence else len(sentence.text)
            named = [year for at, year in self._years[id(sentence)] if at < end]
            if named:
                return (named[-1],)
        return self._years_of_heading

    @cached_property
    def _years(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        return {id(one): years_in(one.text, self.words) for one in self.sentences}

    @cached_property
    def _years_of_heading(self) -> tuple[int, ...]:
        """The year of the innermost heading that names any, if it is not that of the document."""
        for heading in reversed(self.section):
            named = tuple(year for _, year in years_in(heading, self.words))
            if named:
                return () if self.whose.year in named else named
        return ()

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


def paragraphs_of(
    document: PublishedDocument, words: AuditWords, whose: Whose
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document."""
    return tuple(Paragraph(paragraph, words, whose) for paragraph in document.paragraphs())


def years_in(text: str, words: AuditWords) -> list[tuple[int, int]]:
    """Return the years that a text names, each with where it stands.

    None is one of the title of a rule (《…》), or one that a change is told against.
    """
    bases = {found.end for found in words.base_year.finditer(text)}
    titles = [(found.start, found.end) for found in words.named_rule.finditer(text)]
    return [
        (found.start, int(found["year"]))
        for found in words.year.finditer(text)
        if found.end not in bases and not any(a < found.start < b for a, b in titles)
    ]


def _last(text: str, fillers: Sequence[str]) -> str:
    """Return the shortest word that a text ends with, and is more than; nothing if none."""
    ends = (one for one in fillers if text.endswith(one) and text != one)
    return min(ends, key=len, default="")


def closes(text: str) -> bool:
    """Tell whether a bracket ends in a text that began before it."""
    opened = 0
    for letter in text:
        opened += (letter in "（(") - (letter in "）)")
        if opened < 0:
            return True
    return False


def trimmed(subject: str, audit: AuditWords) -> str:
    """Return the name of a quantity without the words around it."""
    changed = True
    while changed:
        changed = False
        for filler in audit.fillers:
            if len(subject) > len(filler) and subject.endswith(filler):
                subject, changed = subject.removesuffix(filler), True
        for filler in audit.lead_fillers:
            if len(subject) > len(filler) and subject.startswith(filler):
                subject, changed = subject.removeprefix(filler), True
    return subject


def cut_off(value: Decimal, decimals: int) -> Decimal:
    """Return a number without what stands behind so many decimals."""
    step = Decimal(1).scaleb(-decimals)
    return (value // step) * step
