"""Passages that were copied from elsewhere and do not fit where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.said import Paragraph
from budgetc.audit.views import bare
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords, PrintedWords
from budgetc.published.model import (
    PrintedSentence,
    PrintedTable,
    PublishedDocument,
)

_SURE = 85
_LONGEST = 60
_SHORTEST_WORD = 4
_SHORTEST_PASSAGE = 30
_COLON = 2
"""Characters that may stand around the word for a reason where nothing else does."""


def copied_notes(document: PublishedDocument) -> Iterator[Contradiction]:
    """Yield notes that stand under two tables and speak of the other one."""
    by_text: dict[str, list[tuple[PrintedTable, PrintedSentence]]] = defaultdict(list)
    for table in document.tables():
        for note in table.notes:
            by_text["".join(note.text.split())].append((table, note))
    for text, places in by_text.items():
        titles = ["".join(table.title.split()) for table, _ in places]
        if len(set(titles)) < 2:  # noqa: PLR2004
            continue
        fits = [_shares(text, title, titles) for title in titles]
        best = fits.index(max(fits))
        for at, (table, note) in enumerate(places):
            if fits[at] < _SHORTEST_WORD <= fits[best]:
                quotes = (
                    Quote(note.text[:_LONGEST], table.name, note.place),
                    Quote(
                        places[best][1].text[:_LONGEST], places[best][0].name, places[best][1].place
                    ),
                )
                reason = msg("the note speaks of {title}", title=places[best][0].title)
                yield Contradiction(Kind.COPIED, quotes, reason, _SURE)


def _shares(text: str, title: str, titles: Sequence[str]) -> int:
    """Return the length of the longest words of a title that a note has and no other title."""
    others = [other for other in titles if other != title]
    best = 0
    for start in range(len(title)):
        for end in range(start + best + 1, len(title) + 1):
            part = title[start:end]
            if part not in text:
                break
            if not any(part in other for other in others):
                best = end - start
    return best


def repeated_paragraphs(
    paragraphs: Sequence[Paragraph], words: PrintedWords
) -> Iterator[Contradiction]:
    """Yield paragraphs with figures that stand a second time, word for word."""
    first: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        text = bare(paragraph.text, words)
        if len(text) < _SHORTEST_PASSAGE or not any(one.is_money for one in paragraph.said):
            continue
        if text not in first:
            first[text] = paragraph
            continue
        quotes = tuple(
            Quote(one.text[:_LONGEST], "", one.sentences[0].place)
            for one in (paragraph, first[text])
        )
        yield Contradiction(Kind.COPIED, quotes, msg("this passage stands here twice"), _SURE)


@frozen()
class _Clause:
    """What a sentence tells of one thing.

    Attributes:
        before: what it tells before that.
        section: the headings that it stands under.
    """

    text: str
    before: str
    sentence: PrintedSentence
    section: tuple[str, ...]


def _clauses(paragraph: Paragraph, marks: str) -> Iterator[_Clause]:
    for sentence in paragraph.sentences:
        start = 0
        ends = [at for at, letter in enumerate(sentence.text) if letter in marks]
        for end in (*ends, len(sentence.text)):
            text, before = sentence.text[start:end], sentence.text[:start]
            if text:
                yield _Clause(text, before, sentence, paragraph.section)
            start = end + 1


def unchanged_with_a_reason(
    paragraphs: Sequence[Paragraph], audit: AuditWords
) -> Iterator[Contradiction]:
    """Yield what is said to be unchanged, and has a reason for a change all the same."""
    clauses = [clause for paragraph in paragraphs for clause in _clauses(paragraph, audit.parts)]
    for at, clause in enumerate(clauses):
        text, sentence = clause.text, clause.sentence
        same = max((text.find(word) for word in audit.same), default=-1)
        if same < 0 or any(word in f"{clause.before}{text[:same]}" for word in audit.changes):
            continue
        following = [one for one in clauses[at + 1 : at + 3] if one.section == clause.section]
        here = Quote(sentence.text[:_LONGEST], "", sentence.place)
        if any(word in text[same:] for word in audit.reason):
            reason, place = text[same:], sentence.place
        elif following:
            reason, place = _reason_in(following, audit.reason), following[0].sentence.place
        else:
            continue
        if any(word in reason for word in audit.changes):
            quotes = (here, Quote(reason[:_LONGEST], "", place))
            why = msg("it is called unchanged, and given a reason for a change")
            yield Contradiction(Kind.COPIED, quotes, why, _SURE)


def _reason_in(following: Sequence[_Clause], words: Sequence[str]) -> str:
    """Return the reason that the clauses behind another begin with; nothing if they do not."""
    first, *_ = texts = [one.text for one in following]
    if not first.lstrip("，,").startswith(tuple(words)):
        return ""
    announces = len(first) <= len(words[0]) + _COLON  # no more than that: the reason comes next
    return "".join(texts) if announces else first
