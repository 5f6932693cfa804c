"""The same quantity in several tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.views import TableView, may_be_rounding, worth
from budgetc.audit.writing import amount_text
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import common_start
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords, EqualCodes
from budgetc.published.model import PrintedNumber, PrintedTable, PrintedUnit

_SURE = 80
_SUSPECT = 40
_CLASS_DIGITS = 3
_FEWEST_EQUAL = 2
_NO_UNIT = PrintedUnit("")

Entry = tuple[PrintedNumber, Quote]
Placed = tuple[PrintedTable, Entry]


@frozen()
class Series:
    """A column of a table with its total.

    Attributes:
        view: the panel.
        at: the column.
        total: of the column, in 分 or cents.
        entries: the amounts that it adds up, and those of their parts, by code or name.
    """

    view: TableView
    at: int
    total: Decimal
    entries: Mapping[str, Entry]

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """Its entries that are not nothing, in 分 or cents."""
        amounts = {key: worth(number) for key, (number, _) in self.entries.items()}
        return {key: amount for key, amount in amounts.items() if amount}


def series_of(views: Sequence[TableView]) -> list[Series]:
    """Return the columns that have a total."""
    found = []
    for view in views:
        for at in view.columns:
            waiting: dict[str, Entry] = {}
            totals = [row for row in view.rows if view.is_total(row)]
            leading = bool(totals) and view.rows[0] is totals[0]
            for row in view.rows:
                number = row.cells[at].number
                if view.is_total(row):
                    if not leading and number is not None and worth(number) and waiting:
                        found.append(Series(view, at, worth(number), dict(waiting)))
                elif number is not None and row.code not in view.repeated:
                    key = row.code if len(row.code) > _CLASS_DIGITS else view.name(row)
                    waiting.setdefault(key, (number, view.quote(row, at)))
            first = totals[0].cells[at].number if totals else None
            if leading and first is not None and worth(first):
                found.append(Series(view, at, worth(first), waiting))
    return found


def crossed(series: Sequence[Series]) -> Iterator[Contradiction | None]:
    """Yield of each amount of columns with one total where it is another in another of them."""
    by_total: dict[Decimal, list[Series]] = defaultdict(list)
    for one in series:
        by_total[one.total].append(one)
    for cluster in by_total.values():
        for alike in _alike(cluster):
            by_key: dict[str, list[Placed]] = defaultdict(list)
            for one in alike:
                for key, entry in one.entries.items():
                    by_key[key].append((one.view.table, entry))
            for placed in by_key.values():
                if len(placed) > 1:
                    yield _different(placed)


def _alike(cluster: Sequence[Series]) -> list[list[Series]]:
    """Return the columns that agree with each other in all but one of their amounts."""
    groups: list[list[Series]] = []
    for one in cluster:
        for group in groups:
            if all(_agree(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return [group for group in groups if len({id(one.view.table) for one in group}) > 1]


def _agree(one: Series, other: Series) -> bool:
    shared = one.entries.keys() & other.entries.keys()
    pairs = [(worth(one.entries[key][0]), worth(other.entries[key][0])) for key in shared]
    equal = sum(first == second and first != 0 for first, second in pairs)
    different = sum(first != second for first, second in pairs)
    return equal >= _FEWEST_EQUAL and different <= 1


def _different(placed: Sequence[Placed]) -> Contradiction | None:
    """Return the amounts of one quantity that are not those of most tables."""
    entries = [entry for _, entry in placed]
    tables: dict[Decimal, set[int]] = defaultdict(set)
    for table, (number, _) in placed:
        tables[worth(number)].add(id(table))
    if len(tables) == 1:
        return None
    usual = max(tables, key=lambda value: len(tables[value]))
    odd = [(number, quote) for number, quote in entries if worth(number) != usual]
    like = next(number for number, _ in entries if worth(number) == usual)
    others = [quote for number, quote in entries if worth(number) == usual]
    expected = amount_text(usual, like)
    reason = msg("elsewhere it is {amount}, while the totals agree", amount=expected)
    quotes = (*(quote for _, quote in odd), *others)
    off = amount_text(abs(worth(odd[0][0]) - usual), like)
    return Contradiction(Kind.CROSS_TABLE, quotes, reason, _SURE, expected=expected, difference=off)


def odd_totals(series: Sequence[Series], views: Sequence[TableView]) -> Iterator[Contradiction]:
    """Yield amounts by which a table differs from another, and by which its total does.

    A table of one fund differs so from one of all, and both are right. So no other table may have
    an amount like its total, while one more has the other's.
    """
    tables: dict[Decimal, set[int]] = defaultdict(set)
    for view in views:
        for at in view.columns:
            for row in view.rows:
                tables[worth(row.cells[at].number)].add(id(view.table))
    mains = [one for one in series if one.at == one.view.main]
    for one, other in permutations(mains, 2):
        is_odd = len(tables[one.total]) == 1 < len(tables[other.total])
        if is_odd and (key := _odd_entry(one, other)):
            (number, wrong), (like, right) = one.entries[key], other.entries[key]
            expected = amount_text(worth(like), like)
            reason = msg(
                "elsewhere it is {amount}; the total of this table is off by as much, and stands "
                "in no other",
                amount=expected,
            )
            off = amount_text(abs(worth(number) - worth(like)), like)
            quotes = (wrong, right)
            yield Contradiction(
                Kind.CROSS_TABLE, quotes, reason, _SURE, expected=expected, difference=off
            )


def _odd_entry(one: Series, other: Series) -> str:
    """Return the item in which alone columns differ, by as much as their totals; else nothing."""
    amounts, others = one.amounts, other.amounts
    off = {key: amounts[key] - others.get(key, Decimal(0)) for key in amounts}
    odd = sorted((key for key in off if off[key] and key.isdigit()), key=len)
    is_one = {value for value in off.values() if value} == {one.total - other.total}
    equal = sum(not value for value in off.values())
    is_like = amounts.keys() == others.keys() and equal >= _FEWEST_EQUAL
    return odd[-1] if is_one and is_like and odd else ""


def other_units(series: Sequence[Series]) -> Iterator[Contradiction]:
    """Yield of each table with the digits of another, in another unit, the first amount."""
    mains = [one for one in series if one.at == one.view.main]
    units = Counter(_unit(one) for one in mains)
    told: set[int] = set()
    for pair in combinations(mains, 2):
        odd, usual = sorted(pair, key=lambda one: units[_unit(one)])
        key = _of_same_digits(odd, usual)
        if key and id(odd.view.table) not in told:
            told.add(id(odd.view.table))
            reason = msg(
                "the unit of this table is {unit}; another has the same digits in {other}",
                unit=_unit(odd).name,
                other=_unit(usual).name,
            )
            quotes = (odd.entries[key][1], usual.entries[key][1])
            yield Contradiction(Kind.CROSS_TABLE, quotes, reason, _SURE)


def _unit(one: Series) -> PrintedUnit:
    return next((number.unit for number, _ in one.entries.values() if number.unit), _NO_UNIT)


def _of_same_digits(one: Series, other: Series) -> str:
    """Return the first entry of columns in different units, if all have the same digits."""
    scales = {_unit(one).scale, _unit(other).scale}
    shared = [key for key in one.amounts if key in other.amounts]
    values = {key: one.entries[key][0].value for key in shared}
    is_same = all(values[key] == other.entries[key][0].value for key in shared)
    is_enough = len(set(values.values())) > _FEWEST_EQUAL
    return shared[0] if is_same and is_enough and 0 not in scales and len(scales) > 1 else ""


def equal_codes(series: Sequence[Series], audit: AuditWords) -> Iterator[Contradiction]:
    """Yield functions and economic items that name the same money, with different amounts."""
    of_now = _of_now(series)
    for pair in audit.equal:
        if found := _unequal(pair, of_now):
            yield found


def _of_now(series: Sequence[Series]) -> list[Series]:
    """Return of each panel the column of its totals, or the first that is of no earlier year."""
    of_now: dict[int, Series] = {}
    for one in series:
        if not one.view.is_of_before(one.at):
            other = of_now.setdefault(id(one.view), one)
            of_now[id(one.view)] = one if one.at == one.view.main else other
    return list(of_now.values())


def _unequal(pair: EqualCodes, series: Sequence[Series]) -> Contradiction | None:
    others = _amounts(pair.other, series)
    if not others:
        return None
    title, other = others[-1]
    alike = sorted(_amounts(pair.one, series), key=lambda found: _alikeness(found[0], title))
    if not alike:
        return None
    _, one = alike[-1]
    first, second = (
        sum((worth(number) for number, _ in side), Decimal(0)) for side in (one, other)
    )
    if first == second:
        return None
    numbers = [number for number, _ in (*one, *other)]
    reason = msg(
        "by function it is {one}, by economic item {other}",
        one=amount_text(first, one[0][0]),
        other=amount_text(second, other[0][0]),
    )
    is_effect = may_be_rounding(abs(first - second), numbers)
    kind = Kind.EFFECT if is_effect else Kind.CROSS_TABLE
    return Contradiction(kind, tuple(quote for _, quote in (*one, *other)), reason, _SUSPECT)


def _alikeness(title: str, other: str) -> tuple[int, int]:
    """Return how much two titles have in common: their beginning counts more than their end.

    So expenditure is held against expenditure, and that of one fund against that of the same.
    """
    return common_start(title, other), common_start(title[::-1], other[::-1])


def _amounts(codes: Sequence[str], series: Sequence[Series]) -> list[tuple[str, list[Entry]]]:
    """Return the amounts of codes in each column that has any, behind the title of its table.

    They are those of the parts of a group, if need be. The last column is the first of its table.
    """
    amounts = []
    for one in reversed(series):
        found = [one.entries[code] for code in codes if code in one.entries]
        if not found and len(codes) == 1:
            code = codes[0]
            found = [
                entry
                for key, entry in one.entries.items()
                if key.startswith(code) and len(key) == len(code) + 2
            ]
        if found:
            amounts.append(("".join(one.view.table.title.split()), found))
    return amounts
