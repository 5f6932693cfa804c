"""What may have happened where two sums differ: the line of which another number would close them.

Only what such a slip explains to the 分 is named, and only as a suggestion: two digits exchanged, a
point that slid by a digit, another unit, a line that is there twice or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.ledger import Fact
from budgetc.rules.rule import RuleContext

_MOST = 3
"""How many suspects are named at most; more would help nobody."""

_TEN, _OTHER_UNIT = 10, 10_000
"""How much too large or small an amount is with a digit too many, or in 元 in place of 万元."""


def suspected(
    hint: Message, context: RuleContext, short: Iterable[Fact], long: Iterable[Fact], gap: int
) -> Message:
    """Return a hint with the lines that may be why one side of a comparison is less.

    Args:
        hint: what is said anyway.
        context: names codes and amounts.
        short: the facts of the side that comes to less.
        long: those of the other side.
        gap: by how much, in 分.
    """
    own = context.budget.origin.tree.file
    named = [
        told
        for facts, missing in ((short, gap), (long, -gap))
        for fact in facts
        if fact.span.file == own  # a line of a unit is for the unit to look at
        if (told := _slip(context, fact, missing)) is not None
    ]
    if not named or len(named) > _MOST:  # of so many, none is likelier than another
        return hint
    told = named[0]
    for other in named[1:]:
        told = msg("{first}; or {other}", first=told, other=other)
    return msg("{hint}; it would agree if {suspects}", hint=hint, suspects=told)


def _slip(context: RuleContext, fact: Fact, missing: int) -> Message | None:
    """Return which slip makes a fact as much less as is missing; nothing if none does."""
    typed = fact.fen or 0
    meant = typed + missing
    if typed == 0:
        return None
    amounts: dict[str, Value] = {
        "name": context.related((fact,))[0].message,
        "meant": context.money(meant),
        "line": fact.span.line,
    }
    if meant and abs(missing) % 9 == 0 and str(abs(meant)) in _exchanged(str(abs(typed))):
        return msg(
            "two digits were exchanged in line {line}, {name}, and {meant} is meant", **amounts
        )
    if _TEN * typed == meant or _TEN * meant == typed:
        return msg(
            "the point slid by a digit in line {line}, {name}, and {meant} is meant", **amounts
        )
    if _OTHER_UNIT * typed == meant or _OTHER_UNIT * meant == typed:
        return msg("line {line}, {name}, is typed in another unit, and {meant} is meant", **amounts)
    if meant == 0:
        return msg(
            "line {line}, {name}, is missing on the other side, or one too many here", **amounts
        )
    return None


def _exchanged(digits: str) -> Iterator[str]:
    """Yield a number with each two neighbouring digits exchanged."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0"):
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
