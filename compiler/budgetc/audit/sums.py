"""Sums within a table: of codes, of rows under a total, of columns under a head, of two panels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, pairwise

from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.views import Printed, TableView, may_be_rounding, same_digits, worth
from budgetc.audit.writing import amount_text
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.published.model import ColumnRole, PrintedRow

_SURE = 95
_LIKELY = 70
_FEWEST_ROWS = 2
_MOST_WRONG = 0.4
"""A relation between columns that fails in more of its rows is none."""


@frozen()
class Sum:
    """A total and what it is said to be the sum of."""

    total: Printed
    parts: tuple[Printed, ...]
    confidence: int

    @property
    def contradiction(self) -> Contradiction | None:
        """What it contradicts; nothing where it is right."""
        number, quote = self.total
        parts = [part for part, _ in self.parts]
        added = sum(map(worth, parts), Decimal(0))
        off = abs(worth(number) - added)
        if not off:
            return None
        like = next((part for part in (number, *parts) if part is not None), None)
        quotes = (quote, *(part for found, part in self.parts if found is not None))
        expected, difference = amount_text(added, like), amount_text(off, like)
        reason = msg(
            "its parts add up to {sum}, {difference} away", sum=expected, difference=difference
        )
        kind = Kind.EFFECT if may_be_rounding(off, [number, *parts]) else Kind.ARITHMETIC
        return Contradiction(
            kind, quotes, reason, self.confidence, expected=expected, difference=difference
        )


def sums_of(view: TableView) -> Iterator[Sum]:
    """Yield the sums that a panel says there are."""
    for at in view.columns:
        yield from _codes(view, at)
        yield from _totals(view, at)
    yield from _outline(view)
    yield from _heads(view)


def _sum(
    view: TableView, total: PrintedRow, parts: Sequence[PrintedRow], at: int, sure: int
) -> Sum:
    return Sum(view.printed(total, at), tuple(view.printed(row, at) for row in parts), sure)


def _codes(view: TableView, at: int) -> Iterator[Sum]:
    """Yield the sums of rows under a code that theirs begin with."""
    for row, children in _under_codes(view):
        parts = _parts(view, row, children, at)
        if parts and any(one.cells[at].number for one in (row, *parts)):
            yield _sum(view, row, parts, at, _SURE)


def _under_codes(view: TableView) -> Iterator[tuple[PrintedRow, Sequence[PrintedRow]]]:
    """Yield the rows that have others under their code, with those of the next longer codes."""
    rows = [row for row in view.rows if row.code]
    lengths = sorted({len(row.code) for row in rows})
    for row in rows:
        for length in lengths:
            children = [
                one
                for one in rows
                if len(one.code) == length > len(row.code) and one.code.startswith(row.code)
            ]
            if children:
                yield row, children
                break


def _parts(
    view: TableView, total: PrintedRow, rows: Sequence[PrintedRow], at: int
) -> Sequence[PrintedRow]:
    """Return the rows that a code adds up: all of a code that stands twice, or the first.

    None where both may be: where units each print all their codes, and where neither comes to its
    amount and the names differ, for what an item is made of stands beside its code, too.
    """
    once, amount = _once(rows), worth(total.cells[at].number)
    if len(once) == len(rows):
        return rows
    if total.code in view.repeated:
        return ()
    if _added(rows, at) == amount:
        return rows
    if _added(once, at) == amount:
        return once
    names = {(row.code, view.name(row)) for row in rows}
    return rows if len(names) == len(once) else ()


def _once(rows: Sequence[PrintedRow]) -> Sequence[PrintedRow]:
    """Return of each code the first row."""
    first: dict[str, PrintedRow] = {}
    for row in rows:
        first.setdefault(row.code, row)
    return list(first.values())


def doubled(view: TableView) -> Iterator[Contradiction]:
    """Yield rows that are printed twice, where what they are part of has their amount once."""
    at = view.main
    if at is None:
        return
    for total, rows in _under_codes(view):
        once = _parts(view, total, rows, at)
        first = {row.code: row for row in once}
        for row in rows if once and len(once) < len(rows) else ():
            one = first[row.code]
            if one is not row and _is_copy(view, row, one):
                quotes = tuple(view.quote(each, at) for each in (row, one, total))
                reason = msg("this row stands here twice; what it is part of has it once")
                yield Contradiction(Kind.COPIED, quotes, reason, _SURE)


def _is_copy(view: TableView, row: PrintedRow, other: PrintedRow) -> bool:
    return view.name(row) == view.name(other) and all(
        one.text == two.text for one, two in zip(row.cells, other.cells, strict=True)
    )


def _totals(view: TableView, at: int) -> Iterator[Sum]:
    """Yield the totals of rows: those above, or of a total in the first row those below."""
    rows = view.rows
    top = _top_rows(view)
    total_rows = [row for row in rows if view.is_total(row)]
    if not top or not total_rows:
        return
    coded = any(row.code for row in top)
    if rows and view.is_total(rows[0]) and len(total_rows) == 1 and len(top) > 1:
        if coded or not any(_goes_on(rows, column) for column in view.columns):
            yield _checked(view, rows[0], top, at)
        return
    waiting: list[PrintedRow] = []
    before: PrintedRow | None = None
    for row in rows:
        if not view.is_total(row):
            if row in top:
                waiting.append(row)
            continue
        parts = waiting
        if before is not None and (view.is_grand(row) or not waiting):
            parts = [before, *waiting]
        if len(parts) > 1 or (parts and coded) or (parts and view.is_grand(row)):
            yield _checked(view, row, parts, at)
        before, waiting = row, []


def _checked(view: TableView, total: PrintedRow, parts: Sequence[PrintedRow], at: int) -> Sum:
    sure = _SURE if any(row.code for row in parts) else _LIKELY
    if worth(total.cells[at].number) != _added(parts, at):
        coded = [place for place, row in enumerate(parts) if row.code]
        places = without_details([worth(row.cells[at].number) for row in parts], coded)
        parts = [parts[place] for place in places]
    return _sum(view, total, parts, at, sure)


def _added(rows: Sequence[PrintedRow], at: int) -> Decimal:
    return sum((worth(row.cells[at].number) for row in rows), Decimal(0))


def without_details(amounts: Sequence[Decimal], undivided: Collection[int] = ()) -> list[int]:
    """Return the places of amounts but those that only say what the one before them is made of.

    Args:
        amounts: in the order of print.
        undivided: the places of those that have no such details.
    """
    kept: list[int] = []
    place = 0
    while place < len(amounts):
        kept.append(place)
        amount = amounts[place] if place not in undivided else 0
        place += 1
        ends = range(place + 1, len(amounts) + 1)
        if amount:
            place = next((end for end in ends if sum(amounts[place:end]) == amount), place)
    return kept


def _top_rows(view: TableView) -> list[PrintedRow]:
    """Return the rows that a total adds up: of each code the shortest that is printed."""
    rows = [row for row in view.rows if not view.is_total(row)]
    codes = {row.code for row in rows if row.code}
    if codes:
        return [
            row
            for row in rows
            if not row.code
            or not any(row.code[:length] in codes for length in range(1, len(row.code)))
        ]
    levels = [view.level(row) for row in rows]
    least = min((level for level in levels if level is not None), default=None)
    if least is None:
        return rows
    kept = []
    inside = False
    for row, level in zip(rows, levels, strict=True):
        if level is not None:
            inside = level > least
        if not inside and (level == least or level is None):
            kept.append(row)
    return kept


def _goes_on(rows: Sequence[PrintedRow], at: int) -> bool:
    """Tell whether the last row adds the others to the total that stands first."""
    last = worth(rows[-1].cells[at].number)
    return last != 0 and _added(rows[:-1], at) == last


def _outline(view: TableView) -> Iterator[Sum]:
    """Yield the sums of rows that are counted under another: 一、 of 1., 2., 3."""
    rows = list(view.rows)
    if any(row.code for row in rows):
        return
    levels = [view.level(row) for row in rows]
    for at, (row, level) in enumerate(zip(rows, levels, strict=True)):
        if level is None or view.is_total(row):
            continue
        children: list[PrintedRow] = []
        under: int | None = None
        for one, its in zip(rows[at + 1 :], levels[at + 1 :], strict=True):
            if view.is_total(one) or (its is not None and its <= level):
                break
            if under is None:
                under = its
            if its is not None and its == under:
                children.append(one)
        marked = any(word in one.label for one in children for word in view.words.of_which)
        if len(children) > 1 and not marked:
            for column in view.columns:
                if any(one.cells[column].number for one in children):
                    yield _sum(view, row, children, column, _LIKELY)


def _heads(view: TableView) -> Iterator[Sum]:
    """Yield the sums of columns that a head of totals stands beside.

    A relation is taken for one if it holds in most rows, or the table has one row.
    """
    for total, parts in relations(view):
        rows = [
            row
            for row in view.rows
            if any(row.cells[at].number is not None for at in (total, *parts))
        ]
        sums = [
            Sum(
                view.printed(row, total),
                tuple(view.printed(row, at) for at in parts),
                _SURE if len(rows) > _FEWEST_ROWS else _LIKELY,
            )
            for row in rows
        ]
        found = (one.contradiction for one in sums)
        wrong = sum(one is not None and one.kind is not Kind.EFFECT for one in found)
        if wrong <= _MOST_WRONG * len(sums):
            yield from sums


def relations(view: TableView) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the columns of totals, each with the columns that its heads say it is the sum of."""
    columns = view.panel.columns
    amounts = [
        at for at, column in enumerate(columns) if column.role is ColumnRole.AMOUNT and column.heads
    ]
    for total in amounts:
        heads = columns[total].heads
        depth = next((d for d, head in enumerate(heads) if head in view.words.total_heads), None)
        if depth is None:
            continue
        tail = heads[depth + 1 :]
        wholes: dict[str, list[int]] = {}
        members: dict[str, list[int]] = {}
        for at in amounts:
            path = columns[at].heads
            if at <= total or path[:depth] != heads[:depth] or len(path) <= depth:
                continue
            if tail and path[-len(tail) :] != tail:
                continue
            if path[depth] in view.words.total_heads:
                break
            inner = path[depth + 1 : len(path) - len(tail)]
            if not inner or inner[0] in view.words.total_heads:
                wholes.setdefault(path[depth], [at])
            else:
                members.setdefault(path[depth], []).append(at)
        # Of what has members, its own total counts where there is one.
        parts = sorted(chain.from_iterable((members | wholes).values()))
        if len(parts) > 1:
            yield total, tuple(parts)


def balances(views: Sequence[TableView]) -> Iterator[Contradiction | None]:
    """Yield of totals of panels side by side (收入总计, 支出总计) how they differ; nothing if not.

    They are one amount: printed with as many digits, they are no more off by rounding.
    """
    for one, other in pairwise(views):
        if one.table is not other.table or one.main is None or other.main is None:
            continue
        ends = [view.rows[-1] for view in (one, other)]
        if all(view.is_grand(row) for view, row in zip((one, other), ends, strict=True)):
            first, second = ends
            total, part = one.printed(first, one.main), other.printed(second, other.main)
            found = Sum(total, (part,), _SURE).contradiction
            is_same = same_digits(total[0], part[0])
            names = one.name(first), other.name(second)
            yield (
                _unbalanced(found, names, Kind.ARITHMETIC if is_same else found.kind)
                if (found)
                else None
            )


def _unbalanced(found: Contradiction, names: tuple[str, str], kind: Kind) -> Contradiction:
    """Return that two totals are not equal, from what says that one is not the sum of the other."""
    first, second = (quote.text for quote in found.quotes)
    reason = msg(
        "{one}, {amount}, and {other}, {other_amount}, are not equal: {difference} apart",
        one=names[0],
        amount=first,
        other=names[1],
        other_amount=second,
        difference=found.difference,
    )
    return replace(found, reason=reason, kind=kind, expected=second)
