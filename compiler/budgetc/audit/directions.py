"""Words that say more or less, against the amounts beside them and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.quantities import trimmed
from budgetc.audit.said import BREAKS, Paragraph, Said
from budgetc.audit.views import quote_in, worth
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import OutturnWords
from budgetc.published.model import PrintedSentence
from budgetc.published.words import squeezed

_SURE = 90
_LIKELY = 80
_DOUBTFUL = 40
_BY_CHANCE = 2
"""So few digits two amounts may have in common by chance."""

_SUBJECT = 4
"""So many letters of what is spoken of have to stand in the sentence of its amounts."""


def opposite(change: Said, rate: Said) -> bool:
    """Tell whether the rate behind a change is one of the other direction.

    Only where nothing else is named between them: 增加5万元，占比下降2%.
    """
    words = change.words
    endings = sorted(words.changes, key=len, reverse=True)
    clause = "".join(rate.clause.split())
    subject = next((clause.removesuffix(word) for word in endings if clause.endswith(word)), "")
    for lead in words.base_leads:
        subject = subject.removeprefix(lead)
    is_of_it = not subject or subject.startswith(tuple(w for w in words.compared if len(w) > 1))
    is_other = {change.direction, rate.direction} == {1, -1}
    return is_of_it and is_other and rate.sentence is change.sentence


def is_doubled(change: Said, behind: Said | None) -> bool:
    """Tell whether a change has a minus that nobody means, behind the word for its direction.

    That is so of 减少-11万元, and of 增加-11万元 where its rate is one of an increase; of
    增加-11万元，增长-5% both are meant so.
    """
    if change.number.value >= 0 or not change.is_change:
        return False
    if behind is None or not behind.is_rate or behind.number.value <= 0:
        return change.ends_with(change.words.less)
    return change.ends_with(change.words.less) or behind.ends_with(behind.words.more)


def doubled_signs(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield changes with a minus behind the word that tells their direction."""
    for paragraph in paragraphs:
        for one, behind in zip_longest(paragraph.said, paragraph.said[1:]):
            if one.number.value < 0 and one.is_money and one.is_change:
                reason = msg("the word before it says already whether it is more or less")
                sure = _LIKELY if is_doubled(one, behind) else _DOUBTFUL
                yield Contradiction(Kind.ARITHMETIC, (one.quote,), reason, sure)


def told_both_ways(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield of equal amounts with equal changes the second that is told the other way.

    That is so of income and expenditure: what is the same now and has changed by as much was the
    same before.
    """
    first: dict[tuple[Decimal, Decimal], Said] = {}
    for paragraph in paragraphs:
        for now, change in pairwise(paragraph.said):
            if not (now.is_money and change.is_money and change.is_change):
                continue
            if now.sentence is not change.sentence or now.is_change:
                continue
            if min(_digits(now), _digits(change)) <= _BY_CHANCE:
                continue
            key = worth(now.number), abs(worth(change.number))
            other = first.setdefault(key, change)
            if other.direction != change.direction:
                reason = msg("another change of as much, of as large an amount, is the other way")
                quotes = (change.quote, other.quote)
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, _LIKELY)


def _digits(said: Said) -> int:
    return len(said.number.text.replace(".", "").strip("-0,"))


def wrong_outturns(
    paragraphs: Sequence[Paragraph], words: OutturnWords
) -> Iterator[Contradiction | None]:
    """Yield where an outturn is called more or less than its budget; nothing where it is.

    The amounts are those told just before, in the same sentence or before it; of several in one
    sentence any may be meant.
    """
    told: list[tuple[Said, Said]] = []
    section: tuple[str, ...] = ()
    for paragraph in paragraphs:
        if paragraph.section != section:
            told, section = [], paragraph.section
        for sentence in paragraph.sentences:
            for pair, text in _pieces(paragraph, sentence):
                if pair is not None:
                    told = [*(one for one in told if one[0].sentence is sentence), pair]
                claim = words.claim(text)
                if claim is None:
                    continue
                side, said = claim
                if told and _speaks_of(text.partition(said)[0], told[-1][0]):
                    yield _judged(told, side, said, sentence)
                told = []


def _pieces(
    paragraph: Paragraph, sentence: PrintedSentence
) -> Iterator[tuple[tuple[Said, Said] | None, str]]:
    """Yield what stands between the figures of a sentence, with the plan and outturn before it."""
    said = paragraph.said_in(sentence)
    starts = [*(one.number.start for one in said), len(sentence.text)]
    yield None, squeezed(sentence.text[: starts[0]])
    for before, one, end in zip((None, *said), said, starts[1:], strict=False):
        text = squeezed(sentence.text[one.number.end : end])
        unit = one.number.unit.name if one.number.unit is not None else ""
        pair = None
        if before is not None and are_plan_and_outturn(before, one):
            pair = before, one
        yield pair, text.strip().removeprefix(unit)


def are_plan_and_outturn(planned: Said, spent: Said) -> bool:
    """Tell whether of two amounts one was planned, and the other spent."""
    return planned.is_money and spent.is_money and planned.is_planned and spent.is_spent


def _speaks_of(lead: str, planned: Said) -> bool:
    """Tell whether the words before a comparison name nothing that its amounts are not of."""
    for mark in BREAKS:
        lead = lead.rsplit(mark, 1)[-1]
    subject = trimmed("".join(lead.split()), planned.words)[:_SUBJECT]
    return subject in "".join(planned.sentence.text.split())


def _judged(
    told: Sequence[tuple[Said, Said]], side: int, said: str, sentence: PrintedSentence
) -> Contradiction | None:
    if any(_side(planned, spent) == side for planned, spent in told):
        return None
    planned, spent = told[-1]
    quotes = (quote_in(sentence, said), spent.quote, planned.quote)
    return Contradiction(Kind.ARITHMETIC, quotes, msg("its two amounts say otherwise"), _SURE)


def _side(planned: Said, spent: Said) -> int:
    off = worth(spent.number) - worth(planned.number)
    return (off > 0) - (off < 0)
