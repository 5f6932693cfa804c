"""Money that a department passes on to its units: told alike at both ends, and there to pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.budget.consolidate import added_if_all
from budgetc.budget.consolidated import BudgetUnit
from budgetc.budget.lines import RevenueLine, Transfer
from budgetc.budget.model import Budget
from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import Bilingual, Message, Value, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.frozen import NamedTuple
from budgetc.ledger import Fault, PassedOn, own_expenditure, passed_on
from budgetc.numbers.money import Unit, money_text


class Ends(NamedTuple):
    """What is told of the money between a department and a unit, in 分; nothing where it is not."""

    given: int | None
    received: int | None
    revenue: int | None

    def may_agree(self) -> bool:
        """Tell whether all that is told is alike; of its revenue, nothing may be passed on."""
        passed = {end for end in (self.given, self.received) if end is not None}
        return len(passed) <= 1 and (self.revenue is None or passed <= {0, self.revenue})

    def named(self, unit: BudgetUnit, money: Unit) -> dict[str, Value]:
        """Return the values of a message."""
        said = (msg("not said") if end is None else money_text(end, money) for end in self)
        return {"name": unit.budget.department.name, **dict(zip(self._fields, said, strict=True))}


def both_ends(budget: Budget, unit: BudgetUnit, money: Unit) -> Iterator[Diagnostic]:
    """Yield a finding if a department and its unit tell the money between them differently.

    Args:
        budget: the department's.
        unit: one of its units.
        money: the unit that amounts are named in.
    """
    given = [transfer for transfer in budget.transfers if transfer.unit == unit.id]
    received = unit.budget.transfers
    revenue = [line for line in unit.budget.revenue if line.fund == unit.budget.fund_from_above]
    for key, said in _unlike(unit, money, given, received, revenue):
        told = (*given, *received)
        yield finding(
            "ROL005",
            said,
            unit.listed.origin.span("id"),
            related=[
                Related(place.span, msg("a transfer stands here"))
                for transfer in told
                for place in transfer.origin.places(key)
            ],
            hint=msg(
                "write the same {key}: under transfers: of both sources",
                key=told[0].origin.written(key),
            ),
        )
    yield from _of_one_fund(unit, given)


def _unlike(
    unit: BudgetUnit,
    money: Unit,
    given: Sequence[Transfer],
    received: Sequence[Transfer],
    revenue: Sequence[RevenueLine],
) -> Iterator[tuple[str, Message]]:
    """Yield each key whose amounts are told differently, and how."""
    sides = (given, received, revenue)
    now = Ends(*(sum(end.amount for end in side) for side in sides))
    if not now.may_agree():
        yield (
            "amount",
            msg(
                "{name}: the department passes on {given}, the unit receives {received}, its "
                "revenue from above is {revenue}",
                **now.named(unit, money),
            ),
        )
    then = Ends(
        added_if_all([end.prior for end in given]) if given else None,
        added_if_all([end.prior for end in received]) if received else None,
        added_if_all([end.prior for end in revenue]),
    )
    if not then.may_agree():
        yield (
            "prior",
            msg(
                "{name}: last year the department passed on {given}, the unit received {received}, "
                "its revenue from above was {revenue}",
                **then.named(unit, money),
            ),
        )
    for key in dict.fromkeys(key for side in sides for end in side for key in end.amounts):
        told = ([end.amounts.get(key) for end in side] for side in sides)
        other = Ends(*(added_if_all(side) if side else None for side in told))
        if not other.may_agree():
            yield (
                key,
                msg(
                    "{name}, {key}: the department passes on {given}, the unit receives "
                    "{received}, its revenue from above is {revenue}",
                    key=key,
                    **other.named(unit, money),
                ),
            )


def _of_one_fund(unit: BudgetUnit, given: list[Transfer]) -> Iterator[Diagnostic]:
    """Yield a finding if nobody can tell which of a unit's lines is paid from which fund."""
    for transfer in given:
        if transfer.fund != given[0].fund:
            yield finding(
                "ROL007",
                msg(
                    "{name} is paid from {one} and from {other}, and its lines of {above} do not "
                    "say from which",
                    name=unit.budget.department.name,
                    one=given[0].fund,
                    other=transfer.fund,
                    above=unit.budget.fund_from_above,
                ),
                transfer.origin.span("fund"),
                related=[Related(given[0].origin.span("fund"), msg("the first fund is here"))],
                hint=msg(
                    "take one of them out of transfers: of both files and out of the department's "
                    "own revenue and lines, and type it in the unit's file as revenue and lines of "
                    "that fund; the sums of the whole department stay the same"
                ),
            )
            return


def parts_of_lines(budget: Budget, catalogue: Catalogue, money: Unit) -> Iterator[Diagnostic]:
    """Yield a finding for each transfer of a department that is no part of a line of its own.

    Args:
        budget: the source.
        catalogue: the code lists of its year.
        money: the unit that amounts are named in.
    """
    if budget.kind != "department":
        return
    listed = [unit.id for unit in budget.department.subordinate_units if unit.id is not None]
    for transfer in budget.transfers:
        if transfer.unit is None:
            problem = msg("it is not said which unit receives the money")
            yield finding(
                "ROL006", problem, transfer.origin.span(), hint=msg("add unit: and its id")
            )
        elif transfer.unit not in listed:
            problem = msg("{unit} is no unit in the list", unit=transfer.unit)
            hint = choices(transfer.unit, listed) if listed else None
            yield finding("ROL006", problem, transfer.origin.span("unit"), hint=hint)
    for passed in passed_on(budget, own_expenditure(budget, catalogue)):
        yield from _no_part(passed, catalogue, money)


def _no_part(passed: PassedOn, catalogue: Catalogue, money: Unit) -> Iterator[Diagnostic]:
    transfer, among = passed.transfer, passed.lines
    match passed.fault:
        case Fault.NO_LINE:
            basic = transfer.kind in catalogue.kinds_of(BASIC_EXPENDITURE)
            kind = catalogue.kinds[transfer.kind]
            problem = msg(
                "no line of {kind} holds the money: {told}",
                kind=Bilingual(kind.english, kind.name),
                told=enumerated(_told(transfer, catalogue)),
            )
            hint = msg("correct it, or write the line that the money is a part of")
            if basic and transfer.project is not None:
                kinds = catalogue.kinds_of(PROJECTS)
                hint = msg("for money of a project, add kind: {kinds}", kinds=" / ".join(kinds))
        case Fault.SEVERAL_LINES:
            problem = msg("lines that may hold the money: {count}", count=len(among))
            names = sorted({getattr(line, passed.key) for line in among})
            hint = msg("say which of them: {key}: {names}", key=passed.key, names=" / ".join(names))
        case Fault.TOO_MUCH:
            line, amount = among[0], money_text(passed.held, money)
            problem = msg(
                "{passed} of {line} is passed on, and there is {held} of it",
                passed=money_text(passed.passed, money),
                line=" ".join(filter(None, (line.project, line.function, line.economic))),
                held=amount,
            )
            hint = msg("pass on no more than {held}", held=amount)
        case None:
            return
    related = [Related(line.span, msg("a line stands here")) for line in among]
    yield finding("ROL006", problem, transfer.origin.span(passed.key), related=related, hint=hint)


def _told(transfer: Transfer, catalogue: Catalogue) -> Iterator[str]:
    """Yield what a transfer says of its line: the fund by its name, codes with theirs."""
    yield catalogue.name_of("fund", transfer.fund) or transfer.fund
    if transfer.project is not None:
        yield transfer.project
    for dimension in ("function", "economic"):
        if code := getattr(transfer, dimension):
            yield f"{code} {catalogue.name_of(dimension, code)}".strip()
