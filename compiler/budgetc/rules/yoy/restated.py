"""What is restated of another period takes no money away, and counts none twice.

Whatever is moved between lines, all of them together come to what the source beside has: fund by
fund, expenditure differs from it by as much as revenue, which is restated if money came or left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, Value, enumerated, msg
from budgetc.frozen import NamedTuple
from budgetc.ledger import Entity, Fact, Flow, LastYear, Period, is_typed, line_key
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import RuleContext, Violation
from budgetc.rules.yoy.comparisons import called, file_of, note_of, within_the_department

_FLOWS = (Flow.REVENUE, Flow.EXPENDITURE)


class _Fund(NamedTuple):
    """The amounts of a period that a fund has here, and in the source beside."""

    name: Value
    here: Mapping[Flow, Sequence[Fact]]
    there: Mapping[Flow, Sequence[Fact]]

    def restated(self, flow: Flow) -> int:
        """Return by how much more there is here than there, in 分."""
        return sum_of(self.here[flow]) - sum_of(self.there[flow])


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
    for fund in _funds(context, beside, period):
        if fund.restated(Flow.EXPENDITURE) != fund.restated(Flow.REVENUE):
            yield _violation(context, beside, period, fund)


def _funds(context: RuleContext, beside: LastYear, period: str) -> Iterator[_Fund]:
    """Yield those of which every amount is known; a body that is new there has none of it."""
    cube, known = context.cube, beside.bodies | within_the_department(context)
    here = _by_fund(
        context,
        (
            fact
            for fact in cube.facts(cube.of("period", period))
            if _whose(fact, body := cube.entity_of(fact)) <= known and line_key(fact, body)
        ),
    )
    there = _by_fund(context, (fact for facts in beside.lines.values() for fact in facts))
    for group in dict.fromkeys((*here, *there)):
        now = here[group]
        if all(fact.fen is not None for flow in _FLOWS for fact in now[flow]):
            yield _Fund(context.name("fund", group, group), now, there[group])


def _whose(fact: Fact, body: Entity) -> set[str]:
    """Return the bodies that an amount is of: what is typed as passed on is of both of them."""
    to = fact.origin.node.said("unit") if fact.is_passed_on and is_typed(fact) else ""
    return {body.id, to}


def _by_fund(
    context: RuleContext, facts: Iterable[Fact]
) -> Mapping[str, Mapping[Flow, list[Fact]]]:
    found: dict[str, dict[Flow, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.flow in _FLOWS:
            found[context.fund_group(fact.fund)][fact.flow].append(fact)
    return found


def _violation(context: RuleContext, beside: LastYear, period: str, fund: _Fund) -> Violation:
    revenue, expenditure = (fund.restated(flow) for flow in _FLOWS)
    spent, note = fund.here[Flow.EXPENDITURE], note_of(period)
    moved = [
        fact
        for fact in (*spent, *fund.here[Flow.REVENUE])
        if (fact.entry or fact.origin).node.get(note) is not None
    ]
    still = _still_there(spent, expenditure - revenue)
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
        related=_related(context, (*moved[1:], *still)),
        hint=_way_out(context, expenditure - revenue, still, _keys(context, period)),
    )


def _related(context: RuleContext, facts: Iterable[Fact]) -> Sequence[Related]:
    return context.related(fact for fact in facts if fact.fen)


def _still_there(spent: Iterable[Fact], more: int) -> Sequence[Fact]:
    """Return what was looked up of the lines that may count too much: those of as much, if any."""
    lines: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in spent:
        if more > 0 and fact.fen and not is_typed(fact) and not fact.is_passed_on:
            file = fact.origin.tree.file
            lines[file, fact.kind, fact.project, fact.function, fact.fund].append(fact)
    alike = [facts for facts in lines.values() if sum_of(facts) == more]
    return [fact for facts in alike or lines.values() for fact in facts]


def _way_out(context: RuleContext, more: int, still: Sequence[Fact], keys: _Keys) -> Message:
    way = _in_the_lines(more, dict.fromkeys(_line(context, fact) for fact in still), keys)
    if keys.is_of_this_year:
        return way  # a budget has what was approved, whoever has the money since
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


def _line(context: RuleContext, fact: Fact) -> str:
    """Return what a line is called: its code with the name, or the name of a project."""
    if fact.project:
        budgets = (context.consolidated, *context.budgets_beside.values())
        names = {one.id: one.name for budget in reversed(budgets) for one in budget.projects}
        return names.get(fact.project) or fact.project
    return f"{fact.function} {context.name('function', fact.function)}".rstrip()
