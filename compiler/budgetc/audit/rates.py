"""Rates in the prose: growth, shares, completion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from budgetc.audit.directions import (
    are_plan_and_outturn,
    has_own_subject,
    is_doubled,
    opposite,
)
from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.said import Paragraph, Said, cut_off
from budgetc.audit.sums import Sum
from budgetc.audit.views import half, worth
from budgetc.audit.writing import rate_text
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.numbers.money import rounded
from budgetc.published.model import PrintedNumber

_SURE = 90
_LIKELY = 75
_UNSURE = 45
_DECIMALS = 2
"""Amounts of a document that prints so many are thought to have no fewer."""

_HUNDRED = Decimal(100)


class PrintedFigure(Protocol):
    """A figure of a sentence or of a table."""

    @property
    def number(self) -> PrintedNumber:
        """As printed."""

    @property
    def quote(self) -> Quote:
        """It and where it stands."""


@frozen()
class Rate:
    """A percentage and what it was made of.

    Attributes:
        said: as printed.
        part: the amount above the line.
        whole: those that are added, with their signs, below it.
        figures: what is quoted beside it.
        confidence: that these are what it was made of.
        sign: -1 or 1 where it is printed with its sign; 0 where words tell its direction.
        decimals: as many as its amounts are exact to at least, though zeros may be trimmed.
    """

    said: PrintedFigure
    part: PrintedFigure
    whole: tuple[tuple[int, PrintedFigure], ...]
    figures: tuple[PrintedFigure, ...]
    confidence: int
    sign: int = 0
    decimals: int = 0

    @property
    def below(self) -> Decimal:
        """What stands below the line, without its sign."""
        return abs(sum((sign * worth(one.number) for sign, one in self.whole), Decimal(0)))

    @property
    def is_about(self) -> bool:
        """Whether it may be what the amounts come to, whatever their signs."""
        return _is_about(self.said, worth(self.part.number), self.below)


def growth(paragraphs: Sequence[Paragraph]) -> Iterator[Rate | Contradiction]:
    """Yield the rates of change: the change by what there was before.

    That is told itself (2023年预算数为113.00万元), or it is the amount less its change.
    """
    told = _told_by_name(paragraphs)
    for paragraph in paragraphs:
        for change, one in pairwise(paragraph.said):
            if not (one.is_rate and one.is_change and change.is_money and change.is_change):
                continue
            if worth(change.number) == 0 or is_doubled(change, one):
                continue  # of a sign that is wrong, no rate is
            amounts = _amounts(paragraph.said[: change.at], change) or _elsewhere(change, told)
            if opposite(change, one):
                yield _opposite(one, change, next(iter(amounts), None))
            elif amounts:
                yield _growth(one, change, amounts)


def _opposite(rate: Said, change: Said, now: Said | None) -> Contradiction:
    """Return that a change and its rate go two ways; first the one that the amounts speak against.

    Without them nobody knows which.
    """
    is_turned = now is not None and _changes(change.direction, rate, change, now)
    wrong, right = (change, rate) if is_turned else (rate, change)
    quotes = (wrong.quote, right.quote, *([now.quote] if now is not None else []))
    return Contradiction(Kind.ARITHMETIC, quotes, msg("one says more and the other less"), _SURE)


def _growth(rate: Said, change: Said, amounts: Sequence[Said]) -> Rate | Contradiction:
    """Return a rate of change, or why it is none.

    Args:
        rate: as told.
        change: as told before it.
        amounts: that may have changed so, or may be what there was before; the likeliest first.
    """
    sign = -change.direction
    size = replace(change, number=replace(change.number, value=abs(change.number.value)))
    made = []
    for one in amounts:
        now = Rate(rate, size, ((1, one), (sign, size)), (change, one), _SURE)
        before = Rate(rate, size, ((1, one),), (change, one), _SURE)
        made += [before, now] if one.is_base else [now]
    right = next((one for one in made if one.below and _judged(one) is None), None)
    first = right or next((one for one in made if one.below and one.is_about), made[0])
    if first.below:
        return first if len(made) == 1 else replace(first, confidence=_LIKELY)
    reason = msg("there was nothing before, of which no rate can be made")
    quotes = (rate.quote, *(one.quote for one in first.figures))
    return Contradiction(Kind.ARITHMETIC, quotes, reason, _SURE)


def _changes(sign: int, rate: Said, change: Said, now: Said) -> bool:
    """Tell whether a rate may be that of a change which was added or, by its sign, taken away."""
    before = worth(now.number) + sign * abs(worth(change.number))
    return _is_about(rate, worth(change.number), before)


def _amounts(before: Sequence[Said], change: Said) -> list[Said]:
    """Return what may have changed: the amount before, if no other thing is told between.

    That may also be what there was before it; of a part, what it is told to be a part of may be
    meant. A sentence of its own that names nothing goes on about that.
    """
    now = _now(before, change)
    if now is None or _is_of_part(now, change):
        return []
    others = [one for one in before[: now.at] if one.sentence is now.sentence]
    others = [one for one in others if one.is_money and not one.is_change]
    own = [now, *(one for one in reversed(others) if now.is_base and not one.is_base)][:2]
    wholes = [one for one in others if _opens(one)]
    goes_on = now.sentence is not change.sentence and not _subject(change)
    return list(dict.fromkeys([*wholes, *own] if goes_on else [*own, *wholes]))


def _is_of_part(now: Said, change: Said) -> bool:
    """Tell whether a change is that of a part of an amount: 10万元，其中办公费增加2万元."""
    start = now.number.end if now.sentence is change.sentence else 0
    between = change.sentence.text[start : change.number.start]
    return has_own_subject(change) and any(word in between for word in change.words.of_which)


def _opens(one: Said) -> bool:
    """Tell whether the parts of an amount are told behind it."""
    behind = one.paragraph.said[one.at + 1]
    between = one.sentence.text[one.number.end : behind.number.start]
    return behind.sentence is one.sentence and any(word in between for word in one.words.of_which)


Named = Mapping[tuple[tuple[str, ...], str], Sequence[Said]]
"""By the headings over them and by their name: amounts of the prose."""


def _told_by_name(paragraphs: Sequence[Paragraph]) -> Named:
    told: dict[tuple[tuple[str, ...], str], list[Said]] = defaultdict(list)
    for paragraph in paragraphs:
        for one in paragraph.said:
            if one.is_money and not one.is_change and not one.is_compared:
                told[paragraph.section, one.subjects[-1]].append(one)
    return told


def _elsewhere(change: Said, told: Named) -> list[Said]:
    """Return the amount with the name of what a clause says to have changed, under one heading.

    None where there are several: “三公”经费数为1.87万元。…“三公”经费比上年预算增加0.87万元.
    """
    words = change.words
    clause = "".join(change.clause.split())
    leads = [at for lead in words.base_leads if (at := clause.find(lead)) >= 0]
    ends = (word for word in words.changes if clause.endswith(word))
    subject = clause[: min(leads)] if leads else clause.removesuffix(max(ends, key=len, default=""))
    names = change.paragraph.names_in(subject) if subject else ()
    alike = told.get((change.paragraph.section, names[-1]), ()) if names else ()
    return list(alike[:1]) if len({worth(one.number) for one in alike}) == 1 else []


def _now(before: Sequence[Said], change: Said) -> Said | None:
    """Return the amount before a change, if no other thing is told between."""
    now = next((one for one in reversed(before) if one.is_money and not one.is_change), None)
    if now is None:
        return None
    start = change.number.start
    if now.sentence is change.sentence:
        between = change.sentence.text[now.number.end : start]
        return None if any(mark in between for mark in change.words.parts) else now
    ahead = change.sentence.text[:start]
    text = now.sentence.text[now.number.end :]
    near = change.is_in_sentence_behind(now)
    told = any(mark in f"{text}{ahead}" for mark in change.words.parts)
    of_it = _subject(change) in now.sentence.text[: now.number.start]
    return now if near and of_it and not told and now.at == change.at - 1 else None


def _subject(change: Said) -> str:
    """Return what a sentence says to have changed; nothing where it goes on about the last one.

    It stands before what it is compared with, or behind that: 与上年相比，…减少.
    """
    ahead = change.sentence.text[: change.number.start]
    starts = [at for lead in change.words.base_leads if (at := ahead.find(lead)) >= 0]
    before = ahead[: min(starts, default=0)].strip()
    if before or not starts or change.has(change.words.base_leads):
        return before
    clause = change.clause.strip()
    ends = (word for word in change.words.changes if clause.endswith(word))
    return clause.removesuffix(max(ends, key=len, default="")).strip()


@frozen()
class _Parts:
    """Amounts that are told with their shares.

    Attributes:
        pairs: each amount and its share.
        wholes: the amounts before them of which they may be parts; empty where none is there.
        section: the headings that they stand under.
    """

    pairs: tuple[tuple[Said, Said], ...]
    wholes: tuple[Said, ...]
    section: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        """What the parts add up to."""
        return sum((worth(part.number) for part, _ in self.pairs), Decimal(0))

    def have_one_unit(self, whole: Said) -> bool:
        """Tell whether they and their whole are in one unit."""
        return all(part.number.unit == whole.number.unit for part, _ in self.pairs)

    def goes_on(self, other: _Parts) -> bool:
        """Tell whether others are parts of what these are parts of."""
        return self.wholes == other.wholes and (bool(self.wholes) or self.section == other.section)


def shares(paragraphs: Sequence[Paragraph]) -> Iterator[Rate | Contradiction]:
    """Yield shares: an amount by the one before it that it is a part of.

    That is the first of its sentence, or the one that ends in a colon before its paragraph; or else
    one under the heading before, if that is what the parts add up to.
    """
    found: list[_Parts] = []
    for parts in _told_in_turn(paragraphs):
        if found and found[-1].goes_on(parts):
            found[-1] = replace(parts, pairs=(*found[-1].pairs, *parts.pairs))
        else:
            found.append(parts)
    for parts in found:
        if parts.wholes:
            yield from _shares(parts)
        elif whole := _told_before(parts, paragraphs):
            yield from _shares(replace(parts, wholes=(whole,)))


def _told_in_turn(paragraphs: Sequence[Paragraph]) -> Iterator[_Parts]:
    """Yield the shares of each sentence."""
    opened: Said | None = None
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            said = paragraph.said_in(sentence)
            pairs = [
                (part, share)
                for part, share in pairwise(said)
                if part.is_money and share.is_rate and share.is_share
            ]
            if not pairs:
                continue
            parts = [part for part, _ in pairs]
            wholes = [one for one in paragraph.said if one.is_money and one not in parts]
            before = [one for one in wholes if one.at < parts[0].at]
            own = [one for one in before if one.sentence is sentence]
            whole = own or before or ([opened] if opened is not None else [])
            yield _Parts(tuple(pairs), tuple(whole), paragraph.section)
        opened = _opened(paragraph, opened)


def _shares(parts: _Parts) -> Iterator[Rate | Contradiction]:
    total = parts.total
    first, *_ = parts.wholes
    whole = next((one for one in parts.wholes if worth(one.number) == total), first)
    shown = [(part, share) for part, share in parts.pairs if worth(part.number)]
    fitting = sum(fits(share, part, whole) for part, share in shown)
    if not fitting and _leads(whole, parts) and _is_all(parts, whole):
        made_of = tuple(part.printed for part, _ in parts.pairs)
        if found := Sum(whole.printed, made_of, _SURE).contradiction:
            yield found
        return
    is_sum = len(shown) > 1 and worth(whole.number) == total
    sure = _SURE if is_sum or (fitting and fitting * 2 >= len(shown)) else _UNSURE
    # What adds up to the last digit was not rounded, and 37 is 37.00.
    finest = max(one.number.decimals for one in (whole, *(part for part, _ in parts.pairs)))
    exact = finest if is_sum and parts.have_one_unit(whole) else 0
    for part, share in parts.pairs:
        yield Rate(share, part, ((1, whole),), (part, whole), sure, decimals=exact)


def _leads(whole: Said, parts: _Parts) -> bool:
    """Tell whether no other amount stands between one and its parts, but for its own change."""
    *_, nearest = (one for one in parts.wholes if one is whole or not one.is_change)
    start, _ = parts.pairs[0]
    is_opened = whole.paragraph is not start.paragraph
    return nearest is whole and (is_opened or whole.sentence is start.sentence)


def _is_all(parts: _Parts, whole: Said) -> bool:
    """Tell whether parts are all that there is by their shares, and add up to another amount.

    Shares of few decimals may add up to 100% although something small is left out.
    """
    shown = sum((share.number.value for _, share in parts.pairs), Decimal(0))
    doubt = sum((share.number.half for _, share in parts.pairs), Decimal(0))
    off = abs(worth(whole.number) - parts.total)
    left_out = 2 * doubt / _HUNDRED * parts.total
    rounded_away = sum((half(part.number) for part, _ in parts.pairs), half(whole.number))
    is_complete = len(parts.pairs) > 1 and abs(shown - _HUNDRED) <= doubt
    return is_complete and off > max(left_out, rounded_away)


def _told_before(parts: _Parts, paragraphs: Sequence[Paragraph]) -> Said | None:
    """Return the amount that parts add up to, told before them under the same upper heading."""
    (start, _), *others = parts.pairs
    upper = parts.section[:-1]
    if not others or not upper:
        return None
    whole: Said | None = None
    for paragraph in paragraphs:
        if paragraph is start.paragraph:
            break
        if paragraph.section[:-1] != upper:
            continue
        for one in paragraph.said:
            if one.is_money and not one.is_change and worth(one.number) == parts.total:
                whole = one
    if whole is None:
        return None
    fitting = sum(fits(share, part, whole) for part, share in parts.pairs)
    return whole if fitting * 2 >= len(parts.pairs) else None


def _opened(paragraph: Paragraph, before: Said | None) -> Said | None:
    """Return the amount whose parts the next paragraphs tell: one that ends in a colon."""
    amounts = [one for one in paragraph.said if one.is_money]
    if amounts and paragraph.text.rstrip().endswith(tuple(paragraph.words.colons)):
        return amounts[-1]
    return before if any(one.is_share for one in paragraph.said) else None


def fits(rate: PrintedFigure, part: PrintedFigure, whole: PrintedFigure) -> bool:
    """Tell whether a rate may be that of two amounts, whatever their signs."""
    return _is_about(rate, worth(part.number), worth(whole.number))


def _is_about(rate: PrintedFigure, part: Decimal, whole: Decimal) -> bool:
    if not whole:
        return False
    nominal = abs(part / whole) * _HUNDRED
    return abs(nominal - abs(rate.number.value)) <= 2 * rate.number.half


def completion(paragraphs: Sequence[Paragraph]) -> Iterator[Rate]:
    """Yield rates of completion: what was spent by what was planned in the same sentence."""
    for paragraph in paragraphs:
        for at, one in enumerate(paragraph.said):
            if not one.is_completion:
                continue
            before = [said for said in paragraph.said[:at] if said.sentence is one.sentence]
            for planned, spent in pairwise(before[-2:]):
                if are_plan_and_outturn(planned, spent) and worth(planned.number):
                    yield Rate(one, spent, ((1, planned),), (spent, planned), _SURE)


def judged(rates: Sequence[Rate]) -> Iterator[Contradiction]:
    """Yield the rates that are not what they were made of.

    A rate that was cut off instead of rounded, and could be right if its amounts are more exact
    than printed, counts where the document cuts off elsewhere, beyond doubt or again and again.
    """
    doubtful: list[Contradiction] = []
    cut = rounded_up = 0
    for rate in rates:
        found = _judged(rate)
        if found is None:
            rounded_up += _rounds_up(rate)
            continue
        contradiction, certain = found
        cut += contradiction.kind is Kind.ROUNDING and certain
        if certain:
            yield contradiction
        else:
            doubtful.append(contradiction)
    if cut or (len(doubtful) > 1 and not rounded_up):
        yield from doubtful


def _judged(rate: Rate) -> tuple[Contradiction, bool] | None:
    decimals = rate.said.number.decimals
    value = rate.said.number.value
    printed = value * rate.sign if rate.sign else abs(value)
    nominal = _nominal(rate)
    if nominal is None or rounded(nominal, decimals) == printed:
        return None
    is_cut = cut_off(nominal, decimals) == printed
    # What is cut off is so by its last digit; else an amount in whole units may have been rounded.
    low, high = _between(rate, max(_DECIMALS if is_cut else 0, rate.decimals))
    possible = rounded(low, decimals) <= printed <= rounded(high, decimals)
    if possible and not is_cut:
        return None
    quotes = (rate.said.quote, *(said.quote for said in rate.figures))
    right = rate_text(nominal * (rate.sign or 1), decimals)
    reason = (
        msg("it comes to {rate}: cut off, not rounded", rate=right)
        if is_cut
        else msg("it comes to {rate}", rate=right)
    )
    kind = Kind.ROUNDING if is_cut else Kind.ARITHMETIC
    off = rate_text(abs(nominal - printed), decimals)
    made = Contradiction(kind, quotes, reason, rate.confidence, expected=right, difference=off)
    return (replace(made, confidence=_LIKELY), False) if possible else (made, True)


def _nominal(rate: Rate) -> Decimal | None:
    return abs(worth(rate.part.number)) / rate.below * _HUNDRED if rate.below else None


def _between(rate: Rate, least: int) -> tuple[Decimal, Decimal]:
    """Return between what the rate lies if its amounts were rounded to so many decimals."""
    part, off = abs(worth(rate.part.number)), _half(rate.part, least)
    doubt = sum((_half(said, least) for _, said in rate.whole), Decimal(0))
    low = (part - off) / (rate.below + doubt) * _HUNDRED
    high = (part + off) / max(rate.below - doubt, Decimal("0.000001")) * _HUNDRED
    return low, high


def _half(said: PrintedFigure, least: int) -> Decimal:
    return Decimal((0, (5,), -max(said.number.decimals, least) - 1)) * said.number.scale


def _rounds_up(rate: Rate) -> bool:
    nominal = _nominal(rate)
    decimals = rate.said.number.decimals
    return nominal is not None and cut_off(nominal, decimals) != rounded(nominal, decimals)
