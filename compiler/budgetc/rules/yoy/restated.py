"""What is restated of another period takes no money away, and counts none twice.

Whatever is moved between lines, all of them together come to what the source beside has: fund by
fund, expenditure differs from it by as much as revenue, which is restated if money came or left.

Of money whose revenue no two years tell, such as what was carried over, nothing is known: it may
have been restated from or to any fund.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, Value, enumerated, msg
from budgetc.frozen import NamedTuple
from budgetc.ledger import BALANCES, Entity, Fact, Flow, LastYear, Period, is_typed, line_key
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import RuleContext, Violation
from budgetc.rules.yoy.comparisons import called, file_of, note_of, within_the_department

_FLOWS = (Flow.REVENUE, Flow.EXPENDITURE)
_MOST_NAMED = 3
"""Of more lines that may count too much, none is likelier than the others."""

_Line = Sequence[Fact]
"""The amounts of one line."""


class _Fund(NamedTuple):
    """The amounts of a period that a fund has here, and in the source beside."""

    name: Value
    here: Mapping[Flow, Sequence[Fact]]
    there: Mapping[Flow, Sequence[Fact]]

    @property
    def is_known(self) -> bool:
        """Whether every amount here is told."""
        return all(fact.fen is not None for facts in self.here.values() for fact in facts)

    def restated(self, flow: Flow) -> int:
        """Return by how much more there is here than there, in 分."""
        return sum_of(self.here.get(flow, ())) - sum_of(self.there.get(flow, ()))


class _Keys(NamedTuple):
    """How the keys are called of a line's amount, that of the period, and its note.

    Attributes:
        is_of_this_year: whether the period is.
    """

    amount: str
    key: str
    note: str
    is_of_this_year: bool


def _keys(context: RuleContext, period: str) -> _Keys:
    layout = context.layout
    spec = layout.amounts.get(period)
    key = layout.compares if period == Period.PRIOR else period
    return _Keys(layout.reports, key, note_of(period), spec is not None and spec.year == 0)


def unbalanced(context: RuleContext, beside: LastYear, period: str) -> Iterator[Violation]:
    """Yield the funds of which the lines of a period do not come to what the source beside has."""
    here, there = _here(context, beside, period), _there(context, beside)
    is_approved = _keys(context, period).is_of_this_year
    if not is_approved and not _tell_revenue_alike(here, there):
        return
    # What was approved stays, whoever has the money since: expenditure is enough.
    flows = (Flow.EXPENDITURE,) if is_approved else _FLOWS
    funds = {
        group: _Fund(
            context.name("fund", group, group),
            {flow: here[group][flow] for flow in flows},
            {flow: there[group][flow] for flow in flows},
        )
        for group in dict.fromkeys((*here, *there))
    }
    apart = {group for group in funds if _has_other_money(context, period, group, there[group])}
    if any(not funds[one].is_known or funds[one].restated(Flow.EXPENDITURE) for one in apart):
        return
    for group, fund in funds.items():
        is_told = group not in apart and fund.is_known
        if is_told and fund.restated(Flow.EXPENDITURE) != fund.restated(Flow.REVENUE):
            yield _violation(context, beside, period, fund)


_ByFund = Mapping[str, Mapping[Flow, list[Fact]]]


def _here(context: RuleContext, beside: LastYear, period: str) -> _ByFund:
    """Return the amounts of a period; a body that is new in the source beside has none of it."""
    cube, known = context.cube, beside.bodies | within_the_department(context)
    return _by_fund(
        context,
        (
            fact
            for fact in cube.facts(cube.of("period", period))
            if _whose(fact, body := cube.entity_of(fact)) <= known and line_key(fact, body)
        ),
    )


def _there(context: RuleContext, beside: LastYear) -> _ByFund:
    return _by_fund(context, chain.from_iterable(beside.lines.values()))


def _tell_revenue_alike(here: _ByFund, there: _ByFund) -> bool:
    """Tell whether both have items for revenue or neither: else no line is that of the other."""
    ours = (fact for fact in _revenue(here) if fact.entry is not None)
    forms, others = ({bool(fact.function) for fact in one} for one in (ours, _revenue(there)))
    return forms == others or not forms or not others


def _revenue(funds: _ByFund) -> Iterator[Fact]:
    facts = chain.from_iterable(flows[Flow.REVENUE] for flows in funds.values())
    return (fact for fact in facts if not fact.is_passed_on)


def _has_other_money(
    context: RuleContext, period: str, group: str, there: Mapping[Flow, Sequence[Fact]]
) -> bool:
    """Tell whether revenue of the source beside is not all that a fund had to spend there."""
    if group == context.carried_over:
        return True
    cube = context.cubes_beside[period]
    balances = cube.facts(cube.either(*(cube.of("margin", flow) for flow in BALANCES)))
    return sum_of(there[Flow.REVENUE]) != sum_of(there[Flow.EXPENDITURE]) or any(
        fact.fen and context.fund_group(fact.fund) == group for fact in balances
    )


def _whose(fact: Fact, body: Entity) -> set[str]:
    """Return the bodies that an amount is of: what is typed as passed on is of both of them."""
    to = fact.origin.node.said("unit") if fact.is_passed_on and is_typed(fact) else ""
    return {body.id, to}


def _by_fund(context: RuleContext, facts: Iterable[Fact]) -> _ByFund:
    found: defaultdict[str, defaultdict[Flow, list[Fact]]]
    found = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.flow in _FLOWS:
            found[context.fund_group(fact.fund)][fact.flow].append(fact)
    return found


def _violation(context: RuleContext, beside: LastYear, period: str, fund: _Fund) -> Violation:
    revenue, expenditure = (fund.restated(flow) for flow in _FLOWS)
    spent, note = fund.here[Flow.EXPENDITURE], note_of(period)
    moved = [
        fact
        for fact in (*spent, *fund.here.get(Flow.REVENUE, ()))
        if (fact.entry or fact.origin).node.get(note) is not None
    ]
    still = _still_there(spent, expenditure - revenue, {fact.kind for fact in moved})
    unit = context.measure_of(period)
    if revenue:
        problem = msg(
            "{fund}, {amount}: revenue is restated by {revenue}, and expenditure by {expenditure}: "
            "a difference of {difference}",
            fund=fund.name,
            amount=called(context, period),
            **context.compared(unit, revenue=revenue, expenditure=expenditure),
        )
    else:
        problem = msg(
            "{fund}, {amount}: expenditure adds up to {here} here, and to {there} in {file}: a "
            "difference of {difference}",
            fund=fund.name,
            amount=called(context, period),
            file=file_of(beside),
            **context.compared(
                unit, here=sum_of(spent), there=sum_of(fund.there[Flow.EXPENDITURE])
            ),
        )
    return Violation(
        moved[0] if moved else context.budget.origin.span("year"),
        problem,
        related=_related(context, chain(moved[1:], *still)),
        hint=_way_out(context, expenditure - revenue, still, _keys(context, period)),
    )


def _related(context: RuleContext, facts: Iterable[Fact]) -> Sequence[Related]:
    return context.related(fact for fact in facts if fact.fen)


def _still_there(spent: Iterable[Fact], more: int, kinds: Collection[str]) -> Sequence[_Line]:
    """Return what was looked up of the lines that may count too much, where these are few.

    They are those of as much; where none is, those of more and of the kinds that are restated: a
    project that came from another body is no part of the salaries under its code.
    """
    lines: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in spent:
        if more > 0 and fact.fen and not is_typed(fact) and not fact.is_passed_on:
            file = fact.origin.tree.file
            lines[file, fact.kind, fact.project, fact.function, fact.fund].append(fact)
    sums = [(sum_of(facts), facts) for facts in lines.values()]
    alike = [facts for fen, facts in sums if fen == more]
    found = alike or [facts for fen, facts in sums if fen > more and facts[0].kind in kinds]
    return found if len(found) <= _MOST_NAMED else ()


def _way_out(context: RuleContext, more: int, still: Sequence[_Line], keys: _Keys) -> Message:
    way = _in_the_lines(more, dict.fromkeys(_called(context, line[0]) for line in still), keys)
    if keys.is_of_this_year:
        return way  # a budget has what was approved, whoever has the money since
    if context.budget.kind == "unit":  # of the others' sources, its own knows nothing
        return msg(
            "{way}. Where money came from the department or another unit, or went there, restate "
            "its line there too, and revenue in both",
            way=way,
        )
    return msg(
        "{way}. Where money came from another department, or went there, restate revenue as well",
        way=way,
    )


def _in_the_lines(more: int, lines: Mapping[str, None], keys: _Keys) -> Message:
    key, note = keys.key, keys.note
    if more < 0:
        return msg(
            "a line that has the money now is missing, or has too little: type {key}: there, and "
            "{note}: with the reason",
            key=key,
            note=note,
        )
    if not lines:
        return msg("a line has too much: correct {key}: there", key=key)
    return msg(
        "it is counted where it is restated, and still where it was: {lines}. Type {key}: there, "
        "with what is left of it, 0 if nothing is, and {note}: with the reason; a line that ended "
        "is added with {amount}: 0",
        lines=enumerated(lines),
        key=key,
        note=note,
        amount=keys.amount,
    )


def _called(context: RuleContext, fact: Fact) -> str:
    """Return what a line is called: its code with the name, or the name of a project."""
    if fact.project:
        budgets = (context.consolidated, *context.budgets_beside.values())
        names = {one.id: one.name for budget in reversed(budgets) for one in budget.projects}
        return names.get(fact.project) or fact.project
    return f"{fact.function} {context.name('function', fact.function)}".rstrip()
