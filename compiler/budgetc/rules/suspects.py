"""What may have happened where two sums differ: the line of which another number would close them.

Only what such a slip explains to the 分 is named, and only as a suggestion: two digits exchanged, a
point that slid by a digit, another unit, a line that is there twice or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from budgetc.classification import Catalogue
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.frozen import frozen
from budgetc.ledger import Fact, Total
from budgetc.numbers.money import Unit, money_text
from budgetc.rules.rule import RuleContext, amount_named

_MOST = 3
"""How many suspects are named at most; more would help nobody."""

_TEN, _OTHER_UNIT = 10, 10_000
"""How much too large or small an amount is with a digit too many, or in 元 in place of 万元."""


@frozen()
class Suspect:
    """An amount that may be mistyped.

    Attributes:
        name: what a report calls it, with its amount.
        fen: the amount, in 分.
        line: on which it stands, from 1.
        missing: how much more it would have to be for the sums to agree, in 分.
    """

    name: Value
    fen: int
    line: int
    missing: int


def suspected(hint: Message, context: RuleContext, *sides: Total) -> Message:
    """Return a hint with the lines that may be why one of two sides comes to less.

    What agrees by itself, a fund of a body, is not named.
    """
    file, catalogue, unit = context.budget.origin.tree.file, context.catalogue, context.unit
    short, long = sorted(sides, key=lambda side: side.known)
    gap = long.known - short.known
    less, more = _unlike(context, tuple(short.facts), tuple(long.facts))
    suspects = (
        *suspects_of(_without_strangers(less, gap, more), gap, file, catalogue, unit),
        *suspects_of(_without_strangers(more, -gap, less), -gap, file, catalogue, unit),
    )
    return with_suspects(hint, suspects, unit)


def _unlike(
    context: RuleContext, less: Sequence[Fact], more: Sequence[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """Return the facts of both sides but those of a fund that agrees within its file."""
    sums: Counter[tuple[str, str]] = Counter()

    def key(fact: Fact) -> tuple[str, str]:
        return fact.span.file, context.fund_group(fact.fund)

    for sign, facts in ((1, less), (-1, more)):
        for fact in facts:
            sums[key(fact)] += sign * (fact.fen or 0)
    kept, others = ([fact for fact in side if sums[key(fact)]] for side in (less, more))
    return kept, others


def _without_strangers(
    facts: Iterable[Fact], missing: int, others: Sequence[Fact]
) -> Iterator[Fact]:
    """Yield the facts of a side but those that would explain all by lacking on the other in vain.

    An economic item is no line of a list of function items: its money is part of theirs.
    """
    has_items = any(other.economic for other in others)
    for fact in facts:
        is_stranger = fact.economic and not fact.function and not has_items
        if not (is_stranger and (fact.fen or 0) + missing == 0):
            yield fact


def suspects_of(
    facts: Iterable[Fact], missing: int, file: str, catalogue: Catalogue, unit: Unit
) -> Iterator[Suspect]:
    """Yield the facts of a sum that stand in one file; a line of a unit is for it to look at."""
    for fact in facts:
        if fact.span.file == file:
            name = amount_named(catalogue, unit, fact)
            yield Suspect(name, fact.fen or 0, fact.span.line, missing)


def with_suspects(hint: Message, suspects: Iterable[Suspect], unit: Unit) -> Message:
    """Return a hint with those of some amounts of which one slip explains all that is missing."""
    named = [told for one in suspects if (told := _slip(one, unit)) is not None]
    if not named or len(named) > _MOST:  # of so many, none is likelier than another
        return hint
    told = named[0]
    for other in named[1:]:
        told = msg("{first}; or {other}", first=told, other=other)
    return msg("{hint}; it would agree if {suspects}", hint=hint, suspects=told)


def _slip(suspect: Suspect, unit: Unit) -> Message | None:
    """Return which slip makes an amount as much less as is missing; nothing if none does."""
    typed, missing = suspect.fen, suspect.missing
    meant = typed + missing
    if typed == 0:
        return None
    told: dict[str, Value] = {
        "name": suspect.name,
        "meant": money_text(meant, unit),
        "line": suspect.line,
    }
    if meant and abs(missing) % 9 == 0 and str(abs(meant)) in _exchanged(str(abs(typed))):
        return msg("two digits were exchanged in line {line}, {name}, and {meant} is meant", **told)
    if _TEN * typed == meant or _TEN * meant == typed:
        return msg("the point slid by a digit in line {line}, {name}, and {meant} is meant", **told)
    if _OTHER_UNIT * typed == meant or _OTHER_UNIT * meant == typed:
        return msg("line {line}, {name}, is typed in another unit, and {meant} is meant", **told)
    if meant == 0:
        return msg(
            "line {line}, {name}, is missing on the other side, or one too many here", **told
        )
    return None


def _exchanged(digits: str) -> Iterator[str]:
    """Yield a number with each two neighbouring digits exchanged."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0"):
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
