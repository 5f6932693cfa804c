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

from budgetc.budget.accounts import Balance
from budgetc.budget.consolidate import has_operating_cost
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import Typed
from budgetc.budget.lines import FunctionLine
from budgetc.budget.model import Budget
from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.ledger.cube import Cube
from budgetc.ledger.fact import BALANCES, Fact, Flow, Period
from budgetc.ledger.post import is_typed, line_key
from budgetc.numbers.money import Unit, money_text
from budgetc.numbers.values import NOTHING, Amount

_FUNCTION, _ECONOMIC, _REVENUE = "function", "economic", "revenue"
_CURRENT, _PRIOR, _EXPENDITURE = Period.CURRENT, Period.PRIOR, Flow.EXPENDITURE


_Amount = tuple[int, str, str, str, str, str, str, str]
"""One amount of one margin: in 分, its period, margin, body, fund, kind, code and group.

Of what is passed on to a unit, no code is compared. A source has a thousand, so they have no names.
"""


class _Way(NamedTuple):
    """What a sum is of: the money of a fund for a kind of spending, or a code with its group.

    Attributes:
        name: the fund or the code.
        kind: that of spending, or the group of the code.
    """

    period: str
    margin: str
    body: str
    name: str
    kind: str


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
    unlike_sums = _unlike_sums(_typed(budget, catalogue), _posted(cube))
    earlier = _unlike_last_year(cube, last) if last is not None else ()
    for way, then, now in chain(unlike_sums, earlier):
        amounts = money_text(then, unit), money_text(now, unit)
        yield unlike(budget.origin.span(), _name(way, catalogue), *amounts)
    for path, one, other in _unlike_parts(budget) if budget.units else ():
        yield unlike(budget.origin.span(), path, str(one), str(other))


def unlike(place: Span, what: Value, typed: Value, counted: Value) -> Diagnostic:
    """Return that a number was typed otherwise than it is counted."""
    return finding(
        "INT001",
        msg(
            "{what}: {typed} was typed, and {counted} is counted",
            what=what,
            typed=typed,
            counted=counted,
        ),
        place,
        hint=fault_of_our_own(),
    )


def fault_of_our_own() -> Message:
    """Return what to do about two ways to one figure that differ."""
    return msg(
        "budgetc counts one amount in two ways, and they differ: send this finding and the source "
        "to those who keep budgetc"
    )


_Sums = Mapping[tuple[str, str, str, str, str], int]
"""Sums by what they are of, as `_Way` names it; of what is not here, the sum is 0."""


def _sums(amounts: Iterable[_Amount]) -> _Sums:
    sums: dict[tuple[str, str, str, str, str], int] = defaultdict(int)
    for fen, period, margin, body, fund, kind, code, group in amounts:
        sums[period, margin, body, fund, kind] += fen
        if code:
            sums[period, margin, "", code, group] += fen
    return sums


def _unlike_sums(
    typed: Iterable[_Amount], posted: Iterable[_Amount]
) -> Iterator[tuple[_Way, int, int]]:
    """Yield, in order, of what the sums differ that were made in two ways, with both of them."""
    each, other_each = (Counter([one for one in all_ if one[0]]) for all_ in (typed, posted))
    if each == other_each:  # as mostly, and then so are all sums of them
        return
    one, other = _sums(each.elements()), _sums(other_each.elements())
    for way in sorted({way for way, _ in one.items() ^ other.items()}):
        sums = one.get(way, 0), other.get(way, 0)
        if sums[0] != sums[1]:
            yield _Way(*way), *sums


def _typed(budget: ConsolidatedBudget, catalogue: Catalogue) -> Iterator[_Amount]:
    units = {unit.id: unit.budget for unit in budget.units}
    usual = (*catalogue.kinds_of(BASIC_EXPENDITURE), *catalogue.kinds_of(PROJECTS))
    for body, part in {"": budget.own, **units}.items():
        yield from _revenue(part, body)
        # What a unit spends of its department's money is spent of the fund that it was paid from.
        paid = {transfer.fund for transfer in budget.own.transfers if transfer.unit == body}
        from_above = part.fund_from_above
        (above,) = paid if len(paid) == 1 else (from_above,)
        for spent in chain(
            _basic(part, body, catalogue), _projects(part, body, catalogue), _other(part, body)
        ):
            yield _of_fund(spent, above) if body and spent[4] == from_above else spent
        for transfer in part.transfers:
            less, then = -transfer.amount, -(transfer.prior or 0)
            further = _negative(transfer.amounts)
            if body:
                received = (_REVENUE, body, from_above, "", "", "")
                yield (less, _CURRENT, *received)
                yield (then, _PRIOR, *received)
                yield from _further(further, received)
            elif transfer.unit in units:
                fund, kind = transfer.fund, transfer.kind
                spent_above = (_FUNCTION, body, fund, kind, "", "")
                yield (less, _CURRENT, *spent_above)
                if kind in usual:  # no other kind has economic items
                    yield (less, _CURRENT, _ECONOMIC, body, fund, kind, "", "")
                yield (then, _PRIOR, *spent_above)
                yield from _further(further, spent_above)


def _of_fund(amount: _Amount, fund: str) -> _Amount:
    fen, period, margin, body, _, kind, code, group = amount
    return fen, period, margin, body, fund, kind, code, group


def _negative(amounts: Mapping[str, Amount]) -> Mapping[str, Amount]:
    return {key: Amount(-fen) for key, fen in amounts.items()}


def _revenue(part: Budget, body: str) -> Iterator[_Amount]:
    for line in part.revenue:
        of = (_REVENUE, body, line.fund, "", "", "")
        yield (line.amount, _CURRENT, *of)
        yield (line.prior or 0, _PRIOR, *of)
        yield from _further(line.amounts, of)
    for carried in part.carry_over:
        yield carried.amount, _CURRENT, _REVENUE, body, carried.fund, carried.kind, "", ""
    for flow in BALANCES if part.balances is not None else ():
        balances: tuple[Balance, ...] = getattr(part.balances, flow)
        for one in balances:
            yield one.amount, _CURRENT, flow, body, one.fund, "", "", ""


def _other(part: Budget, body: str) -> Iterator[_Amount]:
    for line in part.other_expenditure:
        of = (_FUNCTION, body, line.fund, line.kind, line.code, "")
        yield (line.amount, _CURRENT, *of)
        yield (line.prior or 0, _PRIOR, *of)
        yield from _further(line.amounts, of)


def _further(
    typed: Mapping[str, Amount], of: tuple[str, str, str, str, str, str]
) -> Iterator[_Amount]:
    """Yield the amounts of a line of every further period that it has; all else is the same."""
    for period, fen in typed.items():
        yield (fen, period, *of)


def _basic(part: Budget, body: str, catalogue: Catalogue) -> Iterator[_Amount]:
    basic = part.basic_expenditure
    (kind,) = catalogue.kinds_of(BASIC_EXPENDITURE)
    for line in basic.function_lines if basic is not None else ():
        of = (_FUNCTION, body, line.fund, kind, line.code)
        yield (line.prior or 0, _PRIOR, *of, "")
        yield from _further(line.amounts, (*of, ""))
        if isinstance(line, FunctionLine):
            yield (line.amount, _CURRENT, *of, line.group or "")
            continue
        for code, fen in line.economic.items():
            group = _group(code, catalogue)
            yield (fen, _CURRENT, *of, group)
            yield fen, _CURRENT, _ECONOMIC, body, line.fund, kind, code, group
    for item in basic.by_economic if basic is not None else ():
        group = item.group or _group(item.code, catalogue)
        yield item.amount, _CURRENT, _ECONOMIC, body, item.fund, kind, item.code, group


def _projects(part: Budget, body: str, catalogue: Catalogue) -> Iterator[_Amount]:
    (kind,) = catalogue.kinds_of(PROJECTS)
    for project in part.projects:
        funds, function = project.funds, project.function
        last = project.prior_by_fund
        if not last and len(funds) == 1:  # of several funds, nothing tells which it was
            last = {funds[0]: project.prior or NOTHING}
        for fund, fen in last.items():
            yield fen, _PRIOR, _FUNCTION, body, fund, kind, function, ""
        further = project.amounts if len(funds) == 1 else {}
        yield from _further(further, (_FUNCTION, body, funds[0], kind, function, ""))
        for key, paid in project.amounts_by_fund.items():
            for fund, fen in paid.items():
                yield fen, key, _FUNCTION, body, fund, kind, function, ""
        for share in project.allocation:
            fund, code = share.fund or project.fund, share.economic or project.economic
            yield share.amount, _CURRENT, _FUNCTION, body, fund, kind, function, ""
            yield share.amount, _CURRENT, _ECONOMIC, body, fund, kind, code, ""


def _group(code: str, catalogue: Catalogue) -> str:
    """Return the group of the listed economic item that a code is, or is under."""
    listed = (catalogue.economic.get(above) for above in catalogue.economic.lineage(code))
    return next((entry.group for entry in reversed([*listed]) if entry is not None), "")


def _posted(cube: Cube) -> Iterator[_Amount]:
    body_of = cube.entity_of
    for margin in (_REVENUE, _FUNCTION, _ECONOMIC, *BALANCES):
        for fact in cube.facts(cube.of("margin", margin)):
            period, code, group = fact.period, "", ""
            # What was found in last year's source was not typed in this one.
            if period != _CURRENT and not is_typed(fact):
                continue
            if fact.flow is _EXPENDITURE and not fact.is_passed_on:
                code = getattr(fact, margin)
                group = fact.group if code and period == _CURRENT else ""
            yield fact.fen or 0, period, margin, body_of(fact).id, fact.fund, fact.kind, code, group


def _unlike_last_year(cube: Cube, last: Cube) -> Iterator[tuple[_Way, int, int]]:
    """Yield what last year's source comes to, and what was found of it, where nothing is typed.

    A line that ended, or whose code was replaced, is found as well: fund by fund and kind by kind,
    all of last year is there. A project that is typed may have been paid from another fund then.
    """
    for margin in (_REVENUE, _FUNCTION):
        published = last.facts(last.mask(margin))
        then = _by_fund(published, margin)
        found = cube.facts(cube.mask(margin, period=Period.PRIOR))
        now = _by_fund(found, margin)
        ours = [fact for fact in found if _is_of_this_year(fact)]
        projects = {line_key(fact, cube.entity_of(fact)) for fact in ours if fact.project}
        theirs = (
            fact
            for fact in published
            if fact.project and line_key(fact, last.entity_of(fact)) in projects
        )
        typed = set(_by_fund(chain(ours, theirs), margin))
        for way in sorted((then.keys() | now.keys()) - typed):
            if then[way] != now[way]:
                yield way, then[way], now[way]


def _by_fund(facts: Iterable[Fact], margin: str) -> Counter[_Way]:
    sums: Counter[_Way] = Counter()
    for fact in facts:
        if fact.flow is Flow.EXPENDITURE or not fact.kind:  # what was carried over is no line
            kind = "" if margin == _REVENUE else fact.kind
            sums[_Way(_PRIOR, margin, "", fact.fund, kind)] += fact.fen or 0
    return sums


def _is_of_this_year(prior: Fact) -> bool:
    """Tell whether last year's amount was typed in this year's source, or is missing there."""
    return prior.fen is None or is_typed(prior)


def _unlike_parts(budget: ConsolidatedBudget) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield the numbers of sections, of which the sum over all bodies is another one."""
    parts = (budget.own, *(unit.budget for unit in budget.units))
    for name in ("three_public", "operating_cost", "procurement", "assets", "changes"):
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
        Flow.OPENING: msg("balances at the beginning of the year"),
        Flow.SURPLUS_USED: msg("surpluses of earlier years that were used"),
        Flow.DISTRIBUTION: msg("surpluses that were given to funds of the unit"),
        Flow.CLOSING: msg("balances at the end of the year"),
    }[way.margin]
    year: Value = way.period
    if way.period in _YEARS:
        year = _YEARS[way.period]
    dimension = "fund" if catalogue.fund.get(way.name) else way.margin
    name = catalogue.name_of(dimension, way.name) or way.name
    words = [word for word in (way.body, name, way.kind) if word]
    return msg("{margin}, {year}, {words}", margin=margin, year=year, words=" ".join(words))
