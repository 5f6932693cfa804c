"""Rates in the prose: growth, shares, completion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import Paragraph, Said, cut_off, rounded
from budgetc.audit.views import worth
from budgetc.audit.writing import rate_text
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.lists.model import AuditWords

_SURE = 90
_LIKELY = 75
_UNSURE = 45
_DECIMALS = 2
"""Amounts of a document that prints so many are thought to have no fewer."""

_HUNDRED = Decimal(100)


@frozen()
class Rate:
    """A percentage and what it was made of.

    Attributes:
        said: as printed.
        part: the amount above the line.
        whole: those that are added, with their signs, below it.
        figures: what is quoted beside it.
        confidence: that these are what it was made of.
    """

    said: Said
    part: Said
    whole: tuple[tuple[int, Said], ...]
    figures: tuple[Said, ...]
    confidence: int


def growth(paragraphs: Sequence[Paragraph], audit: AuditWords) -> Iterator[Rate | Contradiction]:
    """Yield the rates of change: the change by what there was before."""
    for paragraph in paragraphs:
        said = paragraph.said
        for at, one in enumerate(said):
            if not one.is_rate or not at or not one.ends_with((*audit.rate_up, *audit.rate_down)):
                continue
            change = said[at - 1]
            if not change.is_money or not change.ends_with((*audit.up, *audit.down)):
                continue
            now = _now(said[: at - 1], change, audit)
            if now is None or worth(change.number) == 0:
                continue
            sign = -1 if change.ends_with(audit.up) else 1
            rate = Rate(one, change, ((1, now), (sign, change)), (change, now), _SURE)
            before_it = worth(now.number) + sign * worth(change.number)
            if before_it:
                yield rate
            else:
                reason = msg("there was nothing before, of which no rate can be made")
                quotes = (one.quote, change.quote, now.quote)
                yield Contradiction(Kind.ARITHMETIC, quotes, reason, _SURE)


def _now(before: Sequence[Said], change: Said, audit: AuditWords) -> Said | None:
    """Return what a change led to: the amount before it, if no other thing is told between."""
    now = next(
        (
            one
            for one in reversed(before)
            if one.is_money and not one.ends_with((*audit.up, *audit.down))
        ),
        None,
    )
    if now is None:
        return None
    start = change.number.start
    if now.sentence is change.sentence:
        between = change.sentence.text[now.number.end : start]
        return None if any(mark in between for mark in audit.parts) else now
    ahead = change.sentence.text[:start]
    text = now.sentence.text[now.number.end :]
    sentences = change.paragraph.sentences
    near = sentences.index(change.sentence) - sentences.index(now.sentence) == 1
    told = any(mark in f"{text}{ahead}" for mark in audit.parts)
    return now if near and not told and now.at == change.at - 1 else None


def shares(paragraphs: Sequence[Paragraph], audit: AuditWords) -> Iterator[Rate]:
    """Yield shares: an amount by the first amount of its sentence."""
    opened: Said | None = None
    for paragraph in paragraphs:
        for sentence in paragraph.paragraph.sentences:
            said = [one for one in paragraph.said if one.sentence is sentence]
            amounts = [one for one in said if one.is_money]
            pairs = [
                (part, share)
                for part, share in pairwise(said)
                if part.is_money and share.is_rate and share.ends_with(audit.share)
            ]
            parts = [part for part, _ in pairs]
            wholes = [one for one in paragraph.said if one.is_money and one not in parts]
            before = [one for one in wholes if parts and one.at < parts[0].at]
            own = [one for one in before if one in amounts]
            whole = own[0] if own else before[0] if before else opened
            if not pairs or whole is None:
                continue
            fitting = sum(_fits(share, part, whole) for part, share in pairs)
            sure = _SURE if fitting and fitting * 2 >= len(pairs) else _UNSURE
            for part, share in pairs:
                yield Rate(share, part, ((1, whole),), (part, whole), sure)
        opened = _opened(paragraph, opened, audit)


def _opened(paragraph: Paragraph, before: Said | None, audit: AuditWords) -> Said | None:
    """Return the amount whose parts the next paragraphs tell: one that ends in a colon."""
    amounts = [one for one in paragraph.said if one.is_money]
    if amounts and paragraph.text.rstrip().endswith(tuple(audit.colons)):
        return amounts[-1]
    return before if any(one.ends_with(audit.share) for one in paragraph.said) else None


def _fits(share: Said, part: Said, whole: Said) -> bool:
    if not worth(whole.number):
        return False
    nominal = worth(part.number) / worth(whole.number) * _HUNDRED
    return abs(nominal - share.number.value) <= 2 * share.number.half


def completion(paragraphs: Sequence[Paragraph], audit: AuditWords) -> Iterator[Rate]:
    """Yield rates of completion: what was spent by what was planned in the same sentence."""
    for paragraph in paragraphs:
        for at, one in enumerate(paragraph.said):
            if not one.is_rate or not one.ends_with(audit.completion):
                continue
            before = [said for said in paragraph.said[:at] if said.sentence is one.sentence][-2:]
            if len(before) < 2 or not all(said.is_money for said in before):  # noqa: PLR2004
                continue
            planned, spent = before
            if not planned.ends_with(audit.initial) or not spent.ends_with(audit.outturn):
                continue
            if worth(planned.number):
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
    printed = abs(rate.said.number.value)
    nominal = _nominal(rate)
    if nominal is None or rounded(nominal, decimals) == printed:
        return None
    is_cut = cut_off(nominal, decimals) == printed
    # What is cut off is so by its last digit; else an amount in whole units may have been rounded.
    low, high = _between(rate, _DECIMALS if is_cut else 0)
    possible = rounded(low, decimals) <= printed <= rounded(high, decimals)
    if possible and not is_cut:
        return None
    quotes = (rate.said.quote, *(said.quote for said in rate.figures))
    reason = _cut_reason(nominal, decimals) if is_cut else _wrong_reason(nominal, decimals)
    kind = Kind.ROUNDING if is_cut else Kind.ARITHMETIC
    made = Contradiction(kind, quotes, reason, rate.confidence)
    return (replace(made, confidence=_LIKELY), False) if possible else (made, True)


def _cut_reason(nominal: Decimal, decimals: int) -> Message:
    return msg("it comes to {rate}: cut off, not rounded", rate=rate_text(nominal, decimals))


def _wrong_reason(nominal: Decimal, decimals: int) -> Message:
    return msg("it comes to {rate}", rate=rate_text(nominal, decimals))


def _nominal(rate: Rate) -> Decimal | None:
    whole = sum((sign * worth(said.number) for sign, said in rate.whole), Decimal(0))
    return abs(worth(rate.part.number)) / abs(whole) * _HUNDRED if whole else None


def _between(rate: Rate, least: int) -> tuple[Decimal, Decimal]:
    """Return between what the rate lies if its amounts were rounded to so many decimals."""
    part, off = abs(worth(rate.part.number)), _half(rate.part, least)
    whole = abs(sum((sign * worth(said.number) for sign, said in rate.whole), Decimal(0)))
    doubt = sum((_half(said, least) for _, said in rate.whole), Decimal(0))
    low = (part - off) / (whole + doubt) * _HUNDRED
    high = (part + off) / max(whole - doubt, Decimal("0.000001")) * _HUNDRED
    return low, high


def _half(said: Said, least: int) -> Decimal:
    number = said.number
    scale = number.unit.scale if number.unit is not None and number.unit.is_money else 1
    return Decimal((0, (5,), -max(number.decimals, least) - 1)) * scale


def _rounds_up(rate: Rate) -> bool:
    nominal = _nominal(rate)
    decimals = rate.said.number.decimals
    return nominal is not None and cut_off(nominal, decimals) != rounded(nominal, decimals)
