"""ROL010: money between a department and its units is counted once in their sum.

What one body spends as a subsidy to another, or remits to it, and what the other has as revenue of
that kind, is one sum of money at two ends. Where no transfer says so, both ends are in the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.budget import Budget
from budgetc.budget.lines import OtherLine, RevenueLine
from budgetc.diagnostics.messages import Bilingual, Message, msg
from budgetc.frozen import NamedTuple
from budgetc.numbers.money import exact_text
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


class _Ends(NamedTuple):
    """One kind of money between bodies.

    Attributes:
        kind: of the expenditure.
        given: the lines of whoever gives it.
        received: the lines of whoever has it.
        passed: what of it transfers declare, in 分, at either end.
        goes_down: whether the department gives it.
    """

    kind: str
    given: Sequence[OtherLine]
    received: Sequence[RevenueLine]
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


@rule("ROL010")
def money_between_a_department_and_its_units_is_counted_once(context: RuleContext) -> Findings:
    units = some(context.units, msg("no unit of the department has a source of its own"))
    own = context.budget
    for ends in _ends(context, own, [unit.budget for unit in units]):
        if ends.left > 0:
            yield _twice(context, ends)


def _ends(context: RuleContext, own: Budget, units: Sequence[Budget]) -> Iterator[_Ends]:
    for kind, fund in context.lists.kind_funds.arrives_as.items():
        goes_down = fund == own.fund_from_above
        givers, receivers = ([own], units) if goes_down else (units, [own])
        of_kind = [one for one in own.transfers if one.kind == kind]
        passed = (sum(one.amount for one in of_kind), sum(one.amount for one in own.transfers))
        yield _Ends(
            kind,
            [one for giver in givers for one in giver.other_expenditure if one.kind == kind],
            [one for receiver in receivers for one in receiver.revenue if one.fund == fund],
            passed if goes_down else (0, 0),
            goes_down,
        )


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
    line, amount = ends.given[0], exact_text(ends.left, context.unit)
    told = f"kind: {line.kind}, fund: {line.fund}, function: {line.code}, amount: {amount}"
    return msg(
        "declare it: under transfers: of the department with the unit: {line}; and under "
        "transfers: of the unit the same amount; if it is money of others, waive this with that "
        "reason",
        line=told,
    )


def _said() -> Message:
    return msg(
        "no transfer goes upward: say under other_matters: of the department that the sum has it "
        "at both ends, and waive this; if it is money of others, waive this with that reason"
    )
