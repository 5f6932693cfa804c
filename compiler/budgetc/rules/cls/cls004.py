"""CLS004: a code goes down to the level that the tables print.

An amount above the printed level is in the 类's row and in no row below it; where no 类 is printed,
it is in the total alone. So it is with the lists that a jurisdiction declares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from budgetc.classification import Entry
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.ledger import Dimensions, Fact, Period
from budgetc.numbers.money import money_text
from budgetc.rules.facts import line_of, sum_of
from budgetc.rules.printed import printed_panels
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


class _Rows(NamedTuple):
    """What a table prints by codes, or a breakdown splits by them.

    Attributes:
        asked: what its amounts have in common.
        by: the dimension of the codes.
        levels: that it prints; all, if there are none.
        periods: of its amounts.
    """

    asked: Dimensions
    by: str
    levels: tuple[str, ...]
    periods: tuple[str, ...]


@rule("CLS004")
def codes_reach_the_printed_level(context: RuleContext) -> Findings:
    every = some([*_by_codes(context)], msg("no table has rows of codes"))
    reported: set[Span] = set()
    for rows in every:
        for place, facts in _above_the_rows(context, rows).items():
            if place not in reported:
                reported.add(place)
                yield _finding(context, place, facts, rows)


def _by_codes(context: RuleContext) -> Iterator[_Rows]:
    """Yield the rows by economic item, and those by codes of lists that are declared."""
    layout, declared = context.layout, context.catalogue.declared
    for panel in printed_panels(context):
        rows = panel.rows
        if panel.margin and rows.by == "economic" and rows.levels:
            yield _Rows(panel, rows.by, rows.levels, (Period.CURRENT,))
        elif panel.margin and rows.by in declared:
            shown = map(layout.periods, panel.asked or (panel.of,))
            yield _Rows(panel, rows.by, rows.levels, (*chain.from_iterable(shown),))
    for one in layout.breakdowns.values():
        if one.by in declared:
            levels = () if one.level is None else (one.level,)
            yield _Rows(one, one.by, levels, (layout.period(one.of),))


def _above_the_rows(context: RuleContext, rows: _Rows) -> Mapping[Span, list[Fact]]:
    """Return the source's own amounts whose codes stand above the lowest rows, by place."""
    cube, places = context.cube, defaultdict[Span, list[Fact]](list)
    facts = cube.facts(cube.periods(cube.every_period(rows.asked), dict.fromkeys(rows.periods)))
    for fact in sorted(facts, key=lambda fact: fact.period != Period.CURRENT):
        mine = fact.origin.tree.file == context.budget.origin.tree.file
        if mine and fact.fen and _is_above(context, rows, fact.code(rows.by)):
            places[_place(fact, rows.by)].append(fact)
    return places


def _is_above(context: RuleContext, rows: _Rows, code: str) -> bool:
    """Tell whether an amount of a code is in no row, or in none of the lowest."""
    codes = context.catalogue.lists()[rows.by]
    entry = codes.get(code)
    if entry is None:
        return not code  # one that no list has is CLS001
    if entry.level in rows.levels:
        return entry.level != rows.levels[-1] and bool(codes.below(code))
    return bool(rows.levels) and not any(one.level in rows.levels for one in codes.kin(code))


def _place(fact: Fact, dimension: str) -> Span:
    """Return where the code of an amount was typed: in its allocation, or in its project.

    Where none was, that is the entry that lacks one.
    """
    if dimension == "economic":
        holder = fact.origin if "economic" in fact.origin.node.entries else line_of(fact)
        return holder.span("economic")
    for holder in fact.origin.outwards():
        shape = fact.origin.tree.shape.at(holder.path)
        for key in holder.node.entries:
            if shape.under(key).dimension == dimension:
                return holder.span(key)
    return fact.origin.span()


def _finding(context: RuleContext, place: Span, facts: list[Fact], rows: _Rows) -> Violation:
    first, by = facts[0], rows.by
    alike = [fact for fact in facts if fact.period == first.period]
    unit = context.measure_of(first.period)
    total = sum_of(alike)
    amount = context.money(total) if unit is None else money_text(total, unit)
    entry = context.catalogue.lists()[by].get(first.code(by))
    if entry is None:
        return Violation(
            place,
            msg(
                "{amount} has no code of {dimension}, and stands in a table whose rows are by "
                "{dimension}: in the total, and in no row",
                amount=amount,
                dimension=by,
            ),
            hint=msg("write its code; or have the layout make rows of something else (rows: by:)"),
        )
    return Violation(
        place,
        msg(
            "{code} {name} is a {above}, and {amount} of it stands in a table that goes down to "
            "{level}",
            code=entry.code,
            name=entry.name,
            above=entry.level or by,
            amount=amount,
            level=rows.levels[-1],
        ),
        related=context.related(alike, unit),
        hint=_way_out(context, entry, rows),
    )


def _way_out(context: RuleContext, entry: Entry, rows: _Rows) -> Message:
    codes, level = context.catalogue.lists()[rows.by], rows.levels[-1]
    items = [one for one in codes.of_level(level) if entry in codes.kin(one.code)]
    if not items:
        return msg(
            "have the layout print rows of {level} in that table (levels:)",
            level=entry.level or rows.by,
        )
    return msg(
        "write the code of a {level}, such as {codes}",
        level=level,
        codes=enumerated(f"{item.code} {item.name}" for item in items[:3]),
    )
