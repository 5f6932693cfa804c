"""Two margins of declared sections that state the same amounts, and do not agree.

A city states its spending by program and once more by account. Neither is the sum of the other:
both were typed, and code by code they come to the same, or one of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgetc.classification import CodeList
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import Bilingual, Message, msg
from budgetc.frozen import frozen
from budgetc.ledger.fact import Fact
from budgetc.numbers.money import Unit, money_text


@frozen()
class Side:
    """What one of two margins states.

    Attributes:
        keys: of the amounts that are added up; none for all, each period by itself.
        where: the codes that it is of, by dimension, with those below them.
    """

    keys: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()

    def has(self, fact: Fact, lists: Mapping[str, CodeList]) -> bool:
        """Tell whether an amount of the margin is one of those."""
        return (not self.keys or fact.key in self.keys) and all(
            code in _lineage(fact.code(name), lists.get(name)) for name, code in self.where
        )


@frozen()
class Agreement:
    """Two margins that state the same, or sums of them that do.

    Attributes:
        margins: both of them.
        sides: what of them states it.
        by: the dimensions along which they do, each with the level down to which, if not to the
            codes as typed; along none, only in all.
        within: how many of the unit they may differ by for rounding, which is only noted.
    """

    margins: tuple[str, str]
    sides: tuple[Side, Side] = (Side(), Side())
    by: tuple[tuple[str, str], ...] = ()
    within: int = 0

    @property
    def is_of_sums(self) -> bool:
        """Whether amounts of several keys are compared, and not each period by itself."""
        return any(side.keys for side in self.sides)

    def named(self) -> tuple[str, str]:
        """Return what both sides are called: the margin, and the keys that are added up."""
        first, second = (
            f"{margin} ({' + '.join(side.keys)})" if side.keys else margin
            for margin, side in zip(self.margins, self.sides, strict=True)
        )
        return first, second


@frozen()
class Counted:
    """How the amounts of one period are named.

    Attributes:
        name: of the period.
        unit: of its amounts.
    """

    name: Bilingual
    unit: Unit


_Key = tuple[str, ...]


def unlike_margins(
    facts: Iterable[Fact],
    agreements: Iterable[Agreement],
    periods: Mapping[str, Counted],
    lists: Mapping[str, CodeList],
) -> Iterator[Diagnostic]:
    """Yield where two margins that state the same do not.

    Args:
        facts: of a source and its units.
        agreements: which margins do.
        periods: those that may be compared, where both margins have amounts of them.
        lists: the codes by dimension.
    """
    by_margin: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.margin and fact.fen is not None:  # what is missing is no word of either margin
            by_margin[fact.margin, fact.period].append(fact)
    for agreement in agreements:
        for told, counted in _told(agreement, periods):
            one, other = (
                [
                    fact
                    for period in told
                    for fact in by_margin[margin, period]
                    if side.has(fact, lists)
                ]
                for margin, side in zip(agreement.margins, agreement.sides, strict=True)
            )
            if one and other:
                yield from _unlike(one, other, agreement, counted, lists)


def _told(
    agreement: Agreement, periods: Mapping[str, Counted]
) -> Iterator[tuple[tuple[str, ...], Counted]]:
    """Yield the periods that are compared together, and how their amounts are named."""
    if not agreement.is_of_sums:
        yield from (((period,), counted) for period, counted in periods.items())
    elif periods:
        yield tuple(periods), next(iter(periods.values()))


def _unlike(
    one: list[Fact],
    other: list[Fact],
    agreement: Agreement,
    counted: Counted,
    lists: Mapping[str, CodeList],
) -> Iterator[Diagnostic]:
    first, second = (_by_code(facts, agreement.by, lists) for facts in (one, other))
    for key in dict.fromkeys((*first, *second)):
        stated = [sum(fact.fen or 0 for fact in side.get(key, ())) for side in (first, second)]
        if stated[0] != stated[1]:
            there = (*first.get(key, ()), *second.get(key, ()))
            yield _difference(key, there, stated, agreement, counted, lists)


def _by_code(
    facts: Iterable[Fact], by: tuple[tuple[str, str], ...], lists: Mapping[str, CodeList]
) -> Mapping[_Key, list[Fact]]:
    found: dict[_Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        key = tuple(_code_at(fact.code(name), level, lists.get(name)) for name, level in by)
        found[key].append(fact)
    return found


def _code_at(code: str, level: str, codes: CodeList | None) -> str:
    """Return the code of a level that a code is under; itself where no level is asked for."""
    if not level or codes is None:
        return code
    above = (one for one in codes.lineage(code) if (e := codes.get(one)) and e.level == level)
    return next(above, code)


def _lineage(code: str, codes: CodeList | None) -> Iterable[str]:
    return (code,) if codes is None else codes.lineage(code)


def _difference(
    key: _Key,
    there: tuple[Fact, ...],
    stated: Sequence[int],
    agreement: Agreement,
    counted: Counted,
    lists: Mapping[str, CodeList],
) -> Diagnostic:
    names = (
        _named(code, lists.get(name)) for (name, _), code in zip(agreement.by, key, strict=True)
    )
    words = " ".join(names)
    first, second = agreement.named()
    period: Message | Bilingual = msg("in all") if agreement.is_of_sums else counted.name
    is_rounded = abs(stated[0] - stated[1]) <= agreement.within * counted.unit.fen
    hint = msg("correct the amount that is wrong: both are of the same money")
    if is_rounded:
        hint = msg("so much may come of rounding: see whether one of them has to be corrected")
    return finding(
        "INT002",
        msg(
            "{what}: {one} under {first}, {other} under {second}",
            what=msg("{words}, {period}", words=words, period=period) if words else period,
            one=money_text(stated[0], counted.unit),
            first=first,
            other=money_text(stated[1], counted.unit),
            second=second,
        ),
        there[0].span,
        related=(Related(fact.span, _amount_of(fact, counted.unit)) for fact in there[1:_SHOWN]),
        hint=hint,
        severity=Severity.NOTE if is_rounded else None,
    )


_SHOWN = 6
"""How many of the amounts on both sides a finding names at most."""


def _named(code: str, codes: CodeList | None) -> str:
    entry = codes.get(code) if codes is not None else None
    return f"{code} {entry.name}" if entry is not None else code


def _amount_of(fact: Fact, unit: Unit) -> Message:
    return msg(
        "{amount} under {margin}", amount=money_text(fact.fen or 0, unit), margin=fact.margin
    )
