"""What a department passes on to its units is a part of lines that are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from budgetc.budget.lines import Transfer
from budgetc.budget.model import Budget
from budgetc.frozen import frozen
from budgetc.ledger.fact import Fact
from budgetc.numbers.values import Amount

Line = tuple[str, ...]
"""All that tells lines apart in sums; what has the same is one line, typed in parts."""

_TOLD = ("project", "function", "economic")
"""The keys of a transfer that say which line it is a part of, besides its kind and its fund."""


class Fault(StrEnum):
    """Why a transfer is no part of a line."""

    NO_LINE = "no line"
    SEVERAL_LINES = "several lines"
    TOO_MUCH = "too much"


@frozen(eq=False)
class PassedOn:
    """One transfer, and what of the department's own lines it takes out of the sum.

    Attributes:
        facts: the same lines again, with the amount taken off: one that has both codes, or one of
            each margin. None where no line, or more than one, holds the money.
        fault: what is wrong with it, if anything.
        key: of the transfer, that is wrong or should be typed.
        lines: among which it was looked for, or in which it was found.
        held: what the line comes to, in 分.
        passed: what all transfers until this one take of it, in 分.
    """

    transfer: Transfer
    facts: tuple[Fact, ...] = ()
    fault: Fault | None = None
    key: str = "amount"
    lines: tuple[Fact, ...] = ()
    held: int = 0
    passed: int = 0


def passed_on(own: Budget, lines: Iterable[Fact]) -> Iterator[PassedOn]:
    """Yield what becomes of each transfer of a department to one of its units.

    Args:
        own: the department's source.
        lines: this year's expenditure as the department's source itself has it.
    """
    if not own.transfers:  # as of most departments: its lines need not be looked through
        return
    spent, taken = tuple(lines), defaultdict[Line, int](int)
    for transfer in own.transfers:
        if transfer.unit is not None:
            yield _part_of(spent, transfer, taken)


def _part_of(spent: Sequence[Fact], transfer: Transfer, taken: defaultdict[Line, int]) -> PassedOn:
    facts: list[Fact] = []
    short: PassedOn | None = None
    for margin, fitting in _margins(spent, transfer):
        lines = {_line(fact): fact for fact in fitting}
        if not lines:
            return PassedOn(transfer, (), Fault.NO_LINE, _wrong(spent, transfer, margin))
        if len(lines) > 1:
            among = tuple(lines.values())
            return PassedOn(transfer, (), Fault.SEVERAL_LINES, _untold(among), among)
        ((line, fact),) = lines.items()
        taken[line] += transfer.amount
        held = sum(part.fen or 0 for part in fitting)
        if taken[line] > held and (short is None or held < short.held):
            short = PassedOn(
                transfer, (), Fault.TOO_MUCH, "amount", tuple(fitting), held, taken[line]
            )
        less = Amount(-transfer.amount)
        facts.append(replace(fact, fen=less, origin=transfer.origin, key="amount", entry=None))
    return replace(short or PassedOn(transfer), facts=tuple(facts))


def _margins(spent: Sequence[Fact], transfer: Transfer) -> Iterator[tuple[str, Sequence[Fact]]]:
    """Yield the facts that may hold the money: those with both codes, else those of each margin.

    What is neither basic nor a project's has no economic items.
    """
    fitting = [fact for fact in spent if _fits(fact, transfer)]
    if both := [fact for fact in fitting if fact.function and fact.economic]:
        yield "economic", both
        return
    by_function = [fact for fact in fitting if fact.function]
    by_economic = [fact for fact in fitting if fact.economic]
    yield "function", _alike(by_function, by_economic)
    if any(fact.economic for fact in spent if fact.kind == transfer.kind):
        yield "economic", _alike(by_economic, by_function)


def _fits(fact: Fact, transfer: Transfer) -> bool:
    """Tell whether a fact contradicts nothing that a transfer says."""
    if (fact.fund, fact.kind) != (transfer.fund, transfer.kind):
        return False
    told = ((getattr(fact, key), getattr(transfer, key)) for key in _TOLD)
    if transfer.project is not None and not fact.project:
        return False
    return all(not of_fact or said is None or of_fact == said for of_fact, said in told)


def _alike(facts: Sequence[Fact], others: Sequence[Fact]) -> Sequence[Fact]:
    """Return the facts of one margin whose group the other margin does not contradict."""
    groups = {fact.group for fact in others}
    if len(groups) != 1 or "" in groups:
        return facts
    return [fact for fact in facts if fact.group in {"", *groups}]


def _line(fact: Fact) -> Line:
    return fact.fund, fact.kind, fact.group, fact.function, fact.economic, fact.project


def _untold(lines: Sequence[Fact]) -> str:
    """Return the key that would tell lines apart."""
    several = (key for key in _TOLD if len({getattr(line, key) for line in lines}) > 1)
    return next(several, "economic")


def _wrong(spent: Sequence[Fact], transfer: Transfer, margin: str) -> str:
    """Return the first key of a transfer that no line agrees with."""
    for key in ("fund", "kind", *_TOLD):
        said = getattr(transfer, key)
        if said is not None and all(getattr(fact, key) != said for fact in spent):
            return key
    return margin
