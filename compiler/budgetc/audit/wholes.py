"""Parts of which all are known, such as goods, works and services, against their whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import Paragraph, Said
from budgetc.audit.sums import Sum, without_details
from budgetc.audit.views import half, worth
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import WholeWords

_SURE = 85
_LIKELY = 75
_DOUBTFUL = 40
_FEWEST = 2


def wrong_wholes(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction | None]:
    """Yield of parts of which all are known what their sum contradicts; nothing if it is right.

    Where one is not told, they may be less than their whole.
    """
    for paragraph in paragraphs:
        for words in paragraph.words.wholes:
            for parts in _lists(paragraph, words):
                whole = _whole(paragraph, parts[0])
                if whole is not None:
                    yield _judged(whole, parts, words)


def _lists(paragraph: Paragraph, words: WholeWords) -> Iterator[list[Said]]:
    """Yield the parts that are told one after the other, each once."""
    parts: dict[str, Said] = {}
    for one in paragraph.said:
        name = "" if one.is_change or one.is_compared else _part(one, words)
        if not name or one.has(words.beside):
            continue
        if name in parts or (parts and _unit(one) != _unit(next(iter(parts.values())))):
            yield from _enough(parts)
            parts = {}
        parts[name] = one
    yield from _enough(parts)


def _enough(parts: dict[str, Said]) -> Iterator[list[Said]]:
    if len(parts) >= _FEWEST:
        yield list(parts.values())


def _part(one: Said, words: WholeWords) -> str:
    """Return which part a figure is of: the longest name in its clause."""
    return max((name for name in words.parts if name in one.clause), key=len, default="")


def _unit(one: Said) -> str:
    return one.number.unit.name if one.number.unit is not None else ""


def _whole(paragraph: Paragraph, first: Said) -> Said | None:
    """Return what parts are of: the last figure of their unit before them, and before 其中."""
    before = [one for one in paragraph.said[: first.at] if _unit(one) == _unit(first)]
    if not before or not _unit(first):
        return None
    whole = before[-1]
    if whole.is_compared or whole.is_change:
        return None
    return whole if _is_told_between(whole, first) else None


def _is_told_between(one: Said, other: Said) -> bool:
    """Tell whether 其中 stands between two figures of one sentence, or of two in succession."""
    text = other.sentence.text[: other.number.start]
    if one.sentence is other.sentence:
        text = text[one.number.end :]
    elif not other.is_in_sentence_behind(one):
        return False
    return any(word in text for word in one.words.of_which)


def _judged(whole: Said, parts: Sequence[Said], words: WholeWords) -> Contradiction | None:
    told = {_part(one, words) for one in parts}
    one_sentence = [one for one in parts if one.is_money and one.sentence is whole.sentence]
    if any(worth(one.number) > worth(whole.number) for one in one_sentence):
        return None  # a part that is more than its whole is told by itself
    if _are_of_both_kinds(whole, parts):
        return None
    amounts = [worth(one.number) for one in parts]
    least = sum((amounts[place] for place in without_details(amounts)), Decimal(0))
    if least == worth(whole.number):
        return None  # 离退休4人（离休0人，退休4人）
    is_all = all(any(name in told for name in names) for names in words.all)
    is_more = least > worth(whole.number)
    if not (is_all and not _others(whole, parts, words)) and not is_more:
        return None
    return Sum(whole.printed, tuple(one.printed for one in parts), _SURE).contradiction


def _are_of_both_kinds(whole: Said, parts: Sequence[Said]) -> bool:
    """Tell whether parts that were planned stand behind a whole that was spent, or the reverse."""
    planned = {one.is_planned for one in parts if one.is_planned or one.is_spent}
    return (whole.is_spent and True in planned) or (whole.is_planned and False in planned)


def _others(whole: Said, parts: Sequence[Said], words: WholeWords) -> bool:
    """Tell whether figures among the parts are of something else, or others are told behind."""
    first, *_, last = parts
    others = (
        one
        for one in whole.paragraph.said[first.at :]
        if one not in parts and _unit(one) == _unit(whole)
        if not one.is_change and not one.is_compared
    )
    return any(one.at < last.at or one.has(words.beside) for one in others)


def _added(parts: Sequence[Said]) -> Decimal:
    return sum((worth(one.number) for one in parts), Decimal(0))


def lists_of_projects(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield the number and the amount of the projects with targets that a list behind is not.

    Where it is less in both, it may be meant to be a part of them.
    """
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            found = paragraph.words.projects.search(sentence.text)
            if found is None:
                continue
            said = paragraph.said_in(sentence)
            counts = [one for one in said if not one.is_money and one.number.start < found.end]
            amount = next((one for one in said if one.number.start >= found.end), None)
            if not counts or amount is None or not amount.is_money:
                continue
            listed = _listed(paragraph, amount)
            if wrong := _wrong_list(counts[-1], amount, listed):
                yield wrong


def _listed(paragraph: Paragraph, amount: Said) -> list[Said]:
    """Return the amounts of the list that 其中 opens behind another amount."""
    behind = paragraph.said[amount.at + 1 :]
    if not behind or not _is_told_between(amount, behind[0]):
        return []
    return [one for one in behind if one.sentence is behind[0].sentence]


def _wrong_list(count: Said, amount: Said, listed: Sequence[Said]) -> Contradiction | None:
    if len(listed) < _FEWEST or not all(one.is_money for one in listed):
        return None
    allowed = sum((half(one.number) for one in listed), half(amount.number))
    off = worth(amount.number) - _added(listed)
    short = int(count.number.value) - len(listed)
    if abs(off) <= allowed and not short:
        return None
    if abs(off) > allowed and not short:
        return Sum(amount.printed, tuple(one.printed for one in listed), _LIKELY).contradiction
    is_part = short > 0 and off > allowed
    reason = msg("there are {count} in the list behind it", count=len(listed))
    quotes = (count.quote, *(one.quote for one in listed))
    confidence, counted = _DOUBTFUL if is_part else _LIKELY, str(len(listed))
    return Contradiction(
        Kind.ARITHMETIC, quotes, reason, confidence, expected=counted, difference=str(abs(short))
    )
