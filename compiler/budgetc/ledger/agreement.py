"""Two ways to one figure: what was typed, added up as it stands, and what was posted of it.

The second way knows nothing of facts, of last year's source, nor of the index: it adds the amounts
of the sources line by line. What differs is a fault of consolidation, of posting or of the index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from budgetc.budget.accounts import Balance
from budgetc.budget.consolidate import has_operating_cost
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import Typed
from budgetc.budget.lines import FunctionLine
from budgetc.budget.model import Budget
from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.ledger.cube import Cube
from budgetc.ledger.fact import BALANCES, Fact, Flow, Period
from budgetc.numbers.money import Unit, money_text
from budgetc.numbers.values import NOTHING, Amount, by_fund_key

_FUNCTION, _ECONOMIC, _REVENUE = "function", "economic", "revenue"


class _Amount(NamedTuple):
    """One amount of one margin; of what is passed on to a unit, no code is compared."""

    fen: int
    period: str
    margin: str
    body: str
    fund: str
    kind: str
    code: str = ""
    group: str = ""


class _Way(NamedTuple):
    """What a sum is of: the money of a fund for a kind of spending, or a code with its group."""

    period: str
    margin: str
    body: str
    names: tuple[str, str]


def disagreements(
    budget: ConsolidatedBudget,
    cube: Cube,
    last: Cube | None,
    catalogue: Catalogue,
    unit: Unit,
) -> Iterator[Diagnostic]:
    """Compare what was typed with what was posted, and with what was put together of all units.

    Args:
        budget: with its units.
        cube: its amounts.
        last: those of last year's source, if there is one.
        catalogue: says which group the amount of an economic item is of.
        unit: of the amounts in messages.
    """
    typed = _sums(_typed(budget, catalogue))
    posted = _sums(_posted(cube))
    for way in sorted({way for way in typed | posted if typed[way] != posted[way]}):
        name = _name(way, catalogue)
        yield _unlike(budget, name, money_text(typed[way], unit), money_text(posted[way], unit))
    for way, (then, now) in _unlike_last_year(cube, last) if last is not None else ():
        name = _name(way, catalogue)
        yield _unlike(budget, name, money_text(then, unit), money_text(now, unit))
    for path, one, other in _unlike_parts(budget) if budget.units else ():
        yield _unlike(budget, path, str(one), str(other))


def _unlike(budget: ConsolidatedBudget, what: Value, typed: Value, counted: Value) -> Diagnostic:
    return finding(
        "INT001",
        msg(
            "{what}: {typed} was typed, and {counted} is counted",
            what=what,
            typed=typed,
            counted=counted,
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
    sums: dict[tuple[str, str, str, tuple[str, str]], int] = defaultdict(int)
    for fen, period, margin, body, fund, kind, code, group in amounts:
        sums[period, margin, body, (fund, kind)] += fen
        if code:
            sums[period, margin, "", (code, group)] += fen
    return Counter({_Way(*way): fen for way, fen in sums.items()})


def _typed(budget: ConsolidatedBudget, catalogue: Catalogue) -> Iterator[_Amount]:
    units = {unit.id: unit.budget for unit in budget.units}
    for body, part in {"": budget.own, **units}.items():
        yield from _revenue(part, body)
        # What a unit spends of its department's money is spent of the fund that it was paid from.
        paid = {transfer.fund for transfer in budget.own.transfers if transfer.unit == body}
        from_above = part.fund_from_above
        (above,) = paid if len(paid) == 1 else (from_above,)
        for spent in chain(
            _basic(part, body, catalogue), _projects(part, body, catalogue), _other(part, body)
        ):
            yield spent._replace(fund=above) if body and spent.fund == from_above else spent
        for transfer in part.transfers:
            less, then = -transfer.amount, -(transfer.prior or 0)
            if body:
                yield _Amount(less, Period.CURRENT, _REVENUE, body, from_above, "")
                yield _Amount(then, Period.PRIOR, _REVENUE, body, from_above, "")
                less_received = _Amount(0, "", _REVENUE, body, from_above, "")
                yield from _further(_negative(transfer.amounts), less_received)
            elif transfer.unit in units:
                spent = _Amount(less, Period.CURRENT, _FUNCTION, body, transfer.fund, transfer.kind)
                yield spent
                yield spent._replace(margin=_ECONOMIC)
                yield spent._replace(fen=then, period=Period.PRIOR)
                yield from _further(_negative(transfer.amounts), spent)


def _negative(amounts: Mapping[str, Amount]) -> Mapping[str, Amount]:
    return {key: Amount(-fen) for key, fen in amounts.items()}


def _revenue(part: Budget, body: str) -> Iterator[_Amount]:
    for line in part.revenue:
        yield _Amount(line.amount, Period.CURRENT, _REVENUE, body, line.fund, "")
        yield _Amount(line.prior or 0, Period.PRIOR, _REVENUE, body, line.fund, "")
        yield from _further(line.amounts, _Amount(0, "", _REVENUE, body, line.fund, ""))
    for carried in part.carry_over:
        yield _Amount(carried.amount, Period.CURRENT, _REVENUE, body, carried.fund, carried.kind)
    for flow in BALANCES if part.balances is not None else ():
        balances: tuple[Balance, ...] = getattr(part.balances, flow)
        for one in balances:
            yield _Amount(one.amount, Period.CURRENT, flow, body, one.fund, "")


def _other(part: Budget, body: str) -> Iterator[_Amount]:
    for line in part.other_expenditure:
        of = (_FUNCTION, body, line.fund, line.kind, line.code)
        yield _Amount(line.amount, Period.CURRENT, *of)


def _further(typed: Mapping[str, Amount], line: _Amount) -> Iterator[_Amount]:
    """Yield the amounts of a line of every further period that it has."""
    for key, fen in typed.items():
        yield line._replace(fen=fen, period=key)


def _basic(part: Budget, body: str, catalogue: Catalogue) -> Iterator[_Amount]:
    basic = part.basic_expenditure
    (kind,) = catalogue.kinds_of(BASIC_EXPENDITURE)
    for line in basic.function_lines if basic is not None else ():
        last = _Amount(line.prior or 0, Period.PRIOR, _FUNCTION, body, line.fund, kind, line.code)
        yield last
        yield from _further(line.amounts, last)
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


def _projects(part: Budget, body: str, catalogue: Catalogue) -> Iterator[_Amount]:
    (kind,) = catalogue.kinds_of(PROJECTS)
    for project in part.projects:
        last = project.prior_by_fund
        if not last and len(project.funds) == 1:  # of several funds, nothing tells which it was
            last = {project.funds[0]: project.prior or NOTHING}
        for fund, fen in last.items():
            yield _Amount(fen, Period.PRIOR, _FUNCTION, body, fund, kind, project.function)
        whole = _Amount(0, "", _FUNCTION, body, project.funds[0], kind, project.function)
        yield from _further(project.amounts if len(project.funds) == 1 else {}, whole)
        for key, paid in project.amounts_by_fund.items():
            for fund, fen in paid.items():
                yield whole._replace(fen=fen, period=key, fund=fund)
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
    for margin in (_REVENUE, _FUNCTION, _ECONOMIC, *BALANCES):
        for fact in cube.facts(cube.of("margin", margin)):
            # What was found in last year's source was not typed in this one.
            if fact.period == Period.CURRENT or _is_typed(fact):
                yield _of_fact(fact, margin, cube)


def _is_typed(other: Fact) -> bool:
    """Tell whether an amount of another period was typed where it is, under its own key."""
    return other.origin.node.get(other.key) is not None and (
        other.key == other.period or other.origin.path[-1:] == (by_fund_key(other.period),)
    )


def _of_fact(fact: Fact, margin: str, cube: Cube) -> _Amount:
    code = "" if fact.flow is not Flow.EXPENDITURE or fact.is_passed_on else getattr(fact, margin)
    group = fact.group if fact.period == Period.CURRENT else ""
    return _Amount(
        fact.fen or 0, fact.period, margin, cube.entity_of(fact).id, fact.fund, fact.kind, code,
        group if code else "",
    )  # fmt: skip


def _unlike_last_year(cube: Cube, last: Cube) -> Iterator[tuple[_Way, tuple[int, int]]]:
    """Yield what last year's source comes to, and what was found of it, where nothing is typed.

    A line that ended, or whose code was replaced, is found as well: fund by fund and kind by kind,
    all of last year is there.
    """
    for margin in (_REVENUE, _FUNCTION):
        then = _by_fund(last.facts(last.mask(margin)), margin)
        found = cube.facts(cube.mask(margin, period=Period.PRIOR))
        now = _by_fund(found, margin)
        typed = set(_by_fund((fact for fact in found if _is_of_this_year(fact)), margin))
        for way in sorted((then.keys() | now.keys()) - typed):
            if then[way] != now[way]:
                yield way, (then[way], now[way])


def _by_fund(facts: Iterable[Fact], margin: str) -> Counter[_Way]:
    sums: Counter[_Way] = Counter()
    for fact in facts:
        if fact.flow is Flow.EXPENDITURE or not fact.kind:  # what was carried over is no line
            kind = "" if margin == _REVENUE else fact.kind
            sums[_Way(Period.PRIOR, margin, "", (fact.fund, kind))] += fact.fen or 0
    return sums


def _is_of_this_year(prior: Fact) -> bool:
    """Tell whether last year's amount was typed in this year's source, or is missing there."""
    return prior.fen is None or _is_typed(prior)


def _unlike_parts(budget: ConsolidatedBudget) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield the numbers of sections, of which the sum over all bodies is another one."""
    parts = (budget.own, *(unit.budget for unit in budget.units))
    for name in ("three_public", "operating_cost", "procurement", "assets"):
        having = [part for part in parts if name != "operating_cost" or has_operating_cost(part)]
        if any(part.procurement and part.procurement.lines for part in having):
            having = [] if name == "procurement" else having  # they are added up line by line
        typed: Counter[str] = Counter()
        for part in having:
            typed.update(dict(_numbers(getattr(part, name), name)))
        for path, number in _numbers(getattr(budget, name), name) if having else ():
            if typed[path] != number:
                yield path, Decimal(typed[path]), number


def _numbers(section: object, path: str) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers under a section, by their paths."""
    for field in fields(section) if isinstance(section, Typed) else ():
        value, here = getattr(section, field.name), f"{path}.{field.name}"
        if isinstance(value, int) and not isinstance(value, bool):
            yield here, Decimal(value)
        yield from _numbers(value, here)


_YEARS: Mapping[str, Message] = MappingProxyType(
    {Period.CURRENT: msg("this year"), Period.PRIOR: msg("last year")}
)
"""What the periods are called that every document has; others are called by their keys."""


def _name(way: _Way, catalogue: Catalogue) -> Message:
    margin = {
        _REVENUE: msg("revenue"),
        _FUNCTION: msg("expenditure by function"),
        _ECONOMIC: msg("expenditure by economic item"),
        Flow.OPENING: msg("balances at the begin of the year"),
        Flow.SURPLUS_USED: msg("surpluses of earlier years that were used"),
        Flow.DISTRIBUTION: msg("surpluses that were given to funds of the unit"),
        Flow.CLOSING: msg("balances at the end of the year"),
    }[way.margin]
    year: Value = way.period
    if way.period in _YEARS:
        year = _YEARS[way.period]
    first, second = way.names
    dimension = "fund" if catalogue.fund.get(first) else way.margin
    name = catalogue.name_of(dimension, first) or first
    words = [word for word in (way.body, name, second) if word]
    return msg("{margin}, {year}, {words}", margin=margin, year=year, words=" ".join(words))
