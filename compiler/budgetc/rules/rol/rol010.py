"""ROL010: money between a department and its units is counted once in their sum.

What one body spends as a subsidy to another, or remits to it, and what the other has as revenue of
that kind, is one sum of money at two ends. Where no transfer says so, both ends are in the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from budgetc.budget.consolidate import added_if_all
from budgetc.budget.consolidated import BudgetUnit
from budgetc.budget.lines import OtherLine, RevenueLine
from budgetc.budget.model import Budget
from budgetc.diagnostics.messages import Bilingual, Message, enumerated, msg
from budgetc.frozen import NamedTuple
from budgetc.ledger import Period
from budgetc.numbers.money import Unit, exact_text
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.origin import Origin
from budgetc.source.spoken import line_typed


class _Ends(NamedTuple):
    """One kind of money between bodies.

    Attributes:
        kind: of the expenditure.
        given: the lines of whoever gives it.
        received: the lines of whoever has it.
        units: those that give it or have it.
        passed: what of it transfers declare, in 分, at either end.
        goes_down: whether the department gives it.
    """

    kind: str
    given: Sequence[OtherLine]
    received: Sequence[RevenueLine]
    units: Sequence[BudgetUnit]
    passed: tuple[int, int]
    goes_down: bool

    @property
    def left(self) -> int:
        """As much may be at both ends and no transfer declares it, in 分."""
        given, received = self.passed
        return min(
            sum(line.amount for line in self.given) - given,
            sum(line.amount for line in self.received) - received,
        )

    def is_of_one_unit(self) -> bool:
        """Tell whether it is all of both ends, has one unit at its end, and is of one fund."""
        whole = {sum(line.amount for line in end) for end in (self.given, self.received)}
        funds = {line.fund for line in self.given}
        return whole == {self.left} and len(self.units) == len(funds) == 1


@rule("ROL010")
def money_between_a_department_and_its_units_is_counted_once(context: RuleContext) -> Findings:
    units = some(context.units, msg("no unit of the department has a source of its own"))
    own = context.budget
    for ends in _ends(context, own, units):
        if ends.left > 0:
            yield _twice(context, ends)


def _ends(context: RuleContext, own: Budget, units: Sequence[BudgetUnit]) -> Iterator[_Ends]:
    below = [unit.budget for unit in units]
    for kind, fund in context.lists.kind_funds.arrives_as.items():
        goes_down = fund == own.fund_from_above
        givers, receivers = ([own], below) if goes_down else (below, [own])
        of_kind = [one for one in own.transfers if one.kind == kind]
        passed = (sum(one.amount for one in of_kind), sum(one.amount for one in own.transfers))
        given = [_given(giver, kind) for giver in givers]
        received = [_received(receiver, fund) for receiver in receivers]
        with_any = zip(units, received if goes_down else given, strict=True)
        yield _Ends(
            kind,
            [*chain.from_iterable(given)],
            [*chain.from_iterable(received)],
            [unit for unit, lines in with_any if lines],
            passed if goes_down else (0, 0),
            goes_down,
        )


def _given(giver: Budget, kind: str) -> Sequence[OtherLine]:
    return [one for one in giver.other_expenditure if one.kind == kind and one.amount]


def _received(receiver: Budget, fund: str) -> Sequence[RevenueLine]:
    return [one for one in receiver.revenue if one.fund == fund and one.amount]


def _twice(context: RuleContext, ends: _Ends) -> Violation:
    known, fund = context.catalogue.kinds[ends.kind], ends.received[0].fund
    kind, name = Bilingual(known.english, known.name), context.name("fund", fund, fund)
    given = [context.amount_at(one.origin.span("amount"), kind, one.amount) for one in ends.given]
    received = [
        context.amount_at(one.origin.span("amount"), name, one.amount) for one in ends.received
    ]
    # The department is judged: its own line comes first.
    first, *others = (*given, *received) if ends.goes_down else (*received, *given)
    return Violation(
        first.span,
        msg(
            "{kind} is {given}, and {fund} is {received}: if it is money between the department "
            "and its units, {both} of it is in the sum twice",
            kind=kind,
            given=context.money(sum(line.amount for line in ends.given)),
            fund=name,
            received=context.money(sum(line.amount for line in ends.received)),
            both=context.money(ends.left),
        ),
        related=others,
        hint=_declared(context, ends) if ends.goes_down else _said(),
    )


def _declared(context: RuleContext, ends: _Ends) -> Message:
    """Say what to type, if it is accepted as it stands (ROL005, ROL006, ROL007)."""
    told = _amounts(context, ends) if ends.is_of_one_unit() else None
    if told is None:
        return msg(
            "where it is all that a unit has of that revenue, and of one fund, declare it under "
            "transfers: of both sources; where it is not, say under other_matters: of the "
            "department that the sum has it at both ends, and waive this; if it is money of "
            "others, waive this with that reason"
        )
    (unit,) = ends.units
    of_unit = context.lists.money_units.get(unit.budget.unit, context.unit)
    lines = (
        {"unit": unit.id, "kind": line.kind, "fund": line.fund, "function": line.code}
        | _typed({key: fen[at] for key, fen in told.items()}, context.unit)
        for at, line in enumerate(ends.given)
    )
    received = _typed({key: sum(fen) for key, fen in told.items()}, of_unit)
    return msg(
        "declare it: write {lines} under transfers: of the department, and {line} under "
        "transfers: of the unit; if it is money of others, waive this with that reason",
        lines=enumerated(_transfer(ends.given[0].origin, line) for line in lines),
        line=_transfer(ends.received[0].origin, received),
    )


def _typed(amounts: Mapping[str, int], unit: Unit) -> dict[str, str]:
    """Return amounts in 分 as they are typed."""
    return {key: exact_text(fen, unit) for key, fen in amounts.items()}


def _transfer(home: Origin, values: Mapping[str, str]) -> str:
    """Return what is typed under the transfers of the source that an origin is of."""
    return f"{{{line_typed(home.tree, ('transfers', 0), values)}}}"


def _amounts(context: RuleContext, ends: _Ends) -> Mapping[str, Sequence[int]] | None:
    """Return the amounts to type by key, in 分, one a line that gives; nothing if ends differ.

    What a source beside tells is left out: it says whether a transfer was declared then.
    """
    given, received = ([_told(line) for line in end] for end in (ends.given, ends.received))
    amounts: dict[str, Sequence[int]] = {}
    for key in dict.fromkeys(key for line in (*given, *received) for key in line):
        mine = [line.get(key) for line in given]
        theirs = added_if_all([line.get(key) for line in received])
        if len(mine) == 1 and mine[0] is None:
            mine = [theirs]
        known = [fen for fen in mine if fen is not None]
        if key in context.beside or (not known and theirs is None):
            continue
        if len(known) < len(mine) or theirs not in (None, sum(known)):
            return None
        amounts[key] = known
    return amounts


def _told(line: OtherLine | RevenueLine) -> Mapping[str, int | None]:
    """Return the amounts of a line by their keys, in 分."""
    return {"amount": line.amount, Period.PRIOR: line.prior, **line.amounts}


def _said() -> Message:
    return msg(
        "no transfer goes upward: say under other_matters: of the department that the sum has it "
        "at both ends, and waive this; if it is money of others, waive this with that reason"
    )
