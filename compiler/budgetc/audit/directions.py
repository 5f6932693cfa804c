"""Words that say more or less, against the amounts beside them and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import BREAKS, Paragraph, Said, trimmed
from budgetc.audit.views import half, quote_in, worth
from budgetc.audit.writing import amount_text
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
    is_other = {change.direction, rate.direction} == {1, -1}
    return is_other and not has_own_subject(rate) and rate.sentence is change.sentence


def has_own_subject(change: Said) -> bool:
    """Tell whether the clause of a change says what has changed: 其中办公费增加, not 比上年增加."""
    words = change.words
    endings = sorted(words.changes, key=len, reverse=True)
    clause = "".join(change.clause.split())
    subject = next((clause.removesuffix(word) for word in endings if clause.endswith(word)), "")
    for lead in words.base_leads:
        subject = subject.removeprefix(lead)
    return bool(subject) and not subject.startswith(tuple(w for w in words.compared if len(w) > 1))


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
            if now.sentence is not change.sentence or now.is_change or now.is_compared:
                continue
            if min(_digits(now), _digits(change)) <= _BY_CHANCE:
                continue
            key = worth(now.number), abs(worth(change.number))
            other = first.setdefault(key, change)
            if other.direction != change.direction:
                reason = msg("another change of as much, of as large an amount, is the other way")
                quotes = (change.quote, other.quote)
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, _LIKELY)


def wrong_changes(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction | None]:
    """Yield changes that no amount of their sentence makes of what there was before.

    Only where that is told as such: 2023年预算数为113.00万元，2024年为203.53万元，增加90.53万元,
    or 较2023年预算113.00万元增加90.53万元. Not those of a part, or of a reason.
    """
    for paragraph in paragraphs:
        for change in paragraph.said:
            if not change.is_money or not change.direction or has_own_subject(change):
                continue
            told = [one for one in paragraph.said_in(change.sentence) if one.at < change.at]
            amounts = [one for one in told if one.is_money and not one.is_change]
            bases = [one for one in amounts if one.is_of_before]
            nows = [one for one in amounts if not one.is_compared]
            if len(bases) != 1 or not nows or _is_aside(nows[-1], told, change):
                continue
            if _is_base_of(bases[0], nows[-1], change):
                yield _wrong_change(change, bases[0], nows)


def _is_aside(now: Said, told: Sequence[Said], change: Said) -> bool:
    """Tell whether a change may be that of a part of an amount, or a reason of its change."""
    between = change.sentence.text[now.number.end : change.number.start]
    asides = (*change.words.of_which, *change.words.because)
    is_first = not any(one.is_money and one.is_change and one.at > now.at for one in told)
    return not is_first or any(word in between for word in asides)


def _is_base_of(base: Said, now: Said, change: Said) -> bool:
    """Tell whether a change is what an amount and an earlier one of the same name are apart."""
    text = change.sentence.text
    if any(
        mark in text[min(base.number.end, now.number.end) : change.number.start]
        for mark in change.words.parts
    ):
        return False
    behind = text[base.number.end : change.number.start]
    is_beside = change.at == base.at + 1 and not any(mark in behind for mark in BREAKS)
    return is_beside or base.subjects[-1] == now.subjects[-1]


def _wrong_change(change: Said, base: Said, nows: Sequence[Said]) -> Contradiction | None:
    grown = change.direction * abs(worth(change.number))
    allowed = sum((half(one.number) for one in (change, base)), Decimal(0))
    offs = [(worth(one.number) - worth(base.number), half(one.number)) for one in nows]
    if any(abs(off - grown) <= allowed + more for off, more in offs):
        return None
    off, _ = offs[-1]
    quotes = (change.quote, nows[-1].quote, base.quote)
    sign = "+" if off > 0 else ""
    text = f"{sign}{amount_text(off, change.number)}"
    reason = msg("from one amount to the other it is {amount}", amount=text)
    apart = amount_text(abs(off - grown), change.number)
    return Contradiction(Kind.ARITHMETIC, quotes, reason, _LIKELY, expected=text, difference=apart)


def changes_of_nothing(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield changes of what was nothing before, as is told behind, that are not all there is now.

    减少5万元，上年无此项预算 is told of 5万元 as well as of anything else.
    """
    for paragraph in paragraphs:
        for now, change in pairwise(paragraph.said):
            is_pair = now.is_money and change.is_money and now.sentence is change.sentence
            if not is_pair or now.is_change or now.is_compared or not change.is_change:
                continue
            if has_own_subject(change) or not _was_nothing(change):
                continue
            grown = change.direction * abs(worth(change.number))
            if abs(grown - worth(now.number)) > half(change.number) + half(now.number):
                reason = msg("there was nothing before, and so all of it is an increase")
                quotes = (change.quote, now.quote)
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, _LIKELY)


def _was_nothing(change: Said) -> bool:
    """Tell whether the next clause behind a change says that there was nothing before it.

    It says nothing else: 上年未安排设备购置经费 is of something else.
    """
    unit = change.number.unit.name if change.number.unit is not None else ""
    behind = squeezed(change.sentence.text[change.number.end :]).removeprefix(unit).lstrip(BREAKS)
    for mark in BREAKS:
        behind = behind.partition(mark)[0]
    found = change.words.none_before.search(behind)
    return found is not None and found.words == behind


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
