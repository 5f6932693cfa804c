"""Two ways to one figure: what was typed, added up as it stands, and what was posted of it.

The second way knows nothing of facts, of last year's source, nor of the index: it adds the amounts
of the sources line by line. What differs is a fault of consolidation, of posting or of the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from budgetc.budget.consolidate import FROM_ABOVE
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.model import Budget, FunctionLine
from budgetc.classification import Catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.ledger.cube import Cube
from budgetc.ledger.fact import ExpenditureKind, Fact, Flow, Period
from budgetc.numbers.money import Unit, money_text

_FUNCTION, _ECONOMIC, _REVENUE = "function", "economic", "revenue"


class _Amount(NamedTuple):
    """One amount of one margin; of what is passed on to a unit, no code is compared."""

    fen: int
    period: Period
    margin: str
    body: str
    fund: str
    kind: str
    code: str = ""
    group: str = ""


class _Way(NamedTuple):
    """What a sum is of: the money of a fund for a kind of spending, or a code with its group."""

    period: Period
    margin: str
    body: str
    names: tuple[str, str]


def disagreements(
    budget: ConsolidatedBudget, cube: Cube, catalogue: Catalogue, unit: Unit
) -> Iterator[Diagnostic]:
    """Compare what was typed with what was posted.

    Args:
        budget: with its units.
        cube: its amounts.
        catalogue: says which group the amount of an economic item is of.
        unit: of the amounts in messages.
    """
    typed = _sums(_typed(budget, catalogue))
    posted = _sums(_posted(cube))
    for way in sorted({way for way in typed | posted if typed[way] != posted[way]}):
        yield finding(
            "INT001",
            msg(
                "{what}: {typed} was typed and {posted} is counted: a difference of {difference}",
                what=_name(way, catalogue),
                typed=money_text(typed[way], unit),
                posted=money_text(posted[way], unit),
                difference=money_text(abs(typed[way] - posted[way]), unit),
            ),
            budget.origin.span(),
            hint=fault_of_our_own(),
        )


def fault_of_our_own() -> Message:
    """Return what to do about two ways to one figure that differ."""
    return msg(
        "budgetc counts one amount in two ways, and they differ: send this finding and the source "
        "to those who keep budgetc"
    )


def _sums(amounts: Iterable[_Amount]) -> Counter[_Way]:
    sums: Counter[_Way] = Counter()
    for one in amounts:
        sums[_Way(one.period, one.margin, one.body, (one.fund, one.kind))] += one.fen
        if one.code:
            sums[_Way(one.period, one.margin, "", (one.code, one.group))] += one.fen
    return sums


def _typed(budget: ConsolidatedBudget, catalogue: Catalogue) -> Iterator[_Amount]:
    units = {unit.id: unit.budget for unit in budget.units}
    for body, part in {"": budget.own, **units}.items():
        yield from _revenue(part, body)
        # What a unit spends of its department's money is spent of the fund that it was paid from.
        paid = {transfer.fund for transfer in budget.own.transfers if transfer.unit == body}
        (above,) = paid if len(paid) == 1 else (FROM_ABOVE,)
        for spent in chain(_basic(part, body, catalogue), _projects(part, body)):
            yield spent._replace(fund=above) if body and spent.fund == FROM_ABOVE else spent
        for transfer in part.transfers:
            less = -transfer.amount
            if body:
                yield _Amount(less, Period.CURRENT, _REVENUE, body, FROM_ABOVE, "")
            elif transfer.unit in units:
                for margin in (_FUNCTION, _ECONOMIC):
                    yield _Amount(less, Period.CURRENT, margin, body, transfer.fund, transfer.kind)


def _revenue(part: Budget, body: str) -> Iterator[_Amount]:
    for line in part.revenue:
        yield _Amount(line.amount, Period.CURRENT, _REVENUE, body, line.fund, "")
        yield _Amount(line.prior or 0, Period.PRIOR, _REVENUE, body, line.fund, "")
    for carried in part.carry_over:
        yield _Amount(carried.amount, Period.CURRENT, _REVENUE, body, carried.fund, carried.kind)


def _basic(part: Budget, body: str, catalogue: Catalogue) -> Iterator[_Amount]:
    basic, kind = part.basic_expenditure, ExpenditureKind.BASIC
    for line in basic.function_lines if basic is not None else ():
        yield _Amount(line.prior or 0, Period.PRIOR, _FUNCTION, body, line.fund, kind, line.code)
        if isinstance(line, FunctionLine):
            yield _Amount(
                line.amount, Period.CURRENT, _FUNCTION, body, line.fund, kind, line.code,
                line.group or "",
            )  # fmt: skip
            continue
        for code, fen in line.economic.items():
            group = _group(code, catalogue)
            yield _Amount(fen, Period.CURRENT, _FUNCTION, body, line.fund, kind, line.code, group)
            yield _Amount(fen, Period.CURRENT, _ECONOMIC, body, line.fund, kind, code, group)
    for item in basic.by_economic if basic is not None else ():
        yield _Amount(
            item.amount, Period.CURRENT, _ECONOMIC, body, item.fund, kind, item.code,
            item.group or _group(item.code, catalogue),
        )  # fmt: skip


def _projects(part: Budget, body: str) -> Iterator[_Amount]:
    kind = ExpenditureKind.PROJECT
    for project in part.projects:
        yield _Amount(
            project.prior or 0, Period.PRIOR, _FUNCTION, body, project.fund, kind, project.function
        )
        for share in project.allocation:
            fund, code = share.fund or project.fund, share.economic or project.economic
            yield _Amount(
                share.amount, Period.CURRENT, _FUNCTION, body, fund, kind, project.function
            )
            yield _Amount(share.amount, Period.CURRENT, _ECONOMIC, body, fund, kind, code)


def _group(code: str, catalogue: Catalogue) -> str:
    """Return the group of the listed economic item that a code is, or is under."""
    listed = (catalogue.economic.get(above) for above in catalogue.economic.lineage(code))
    return next((entry.group for entry in reversed([*listed]) if entry is not None), "")


def _posted(cube: Cube) -> Iterator[_Amount]:
    for margin in (_REVENUE, _FUNCTION, _ECONOMIC):
        for period in Period:
            for fact in cube.facts(cube.mask(margin, period=period)):
                # What was found in last year's source was not typed in this one.
                if period is Period.CURRENT or (fact.key == "prior" and not fact.is_passed_on):
                    yield _of_fact(fact, margin, cube)


def _of_fact(fact: Fact, margin: str, cube: Cube) -> _Amount:
    code = "" if fact.flow is Flow.REVENUE or fact.is_passed_on else getattr(fact, margin)
    group = fact.group if fact.period is Period.CURRENT else ""
    return _Amount(
        fact.fen or 0, fact.period, margin, cube.entity_of(fact).id, fact.fund, fact.kind, code,
        group if code else "",
    )  # fmt: skip


def _name(way: _Way, catalogue: Catalogue) -> Message:
    margin = {
        _REVENUE: msg("revenue"),
        _FUNCTION: msg("expenditure by function"),
        _ECONOMIC: msg("expenditure by economic item"),
    }[way.margin]
    year = msg("this year") if way.period is Period.CURRENT else msg("last year")
    first, second = way.names
    dimension = "fund" if catalogue.fund.get(first) else way.margin
    name = catalogue.name_of(dimension, first) or first
    words = [word for word in (way.body, name, second) if word]
    return msg("{margin}, {year}, {words}", margin=margin, year=year, words=" ".join(words))
