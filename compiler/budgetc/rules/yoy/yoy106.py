"""YOY106: what was spent on a project that moved to another body since counts once.

What last year's source tells is compared with what is typed (YOY001). Of what was spent, mostly no
source tells, so that a project may take it along and leave it behind as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from budgetc.diagnostics.messages import msg
from budgetc.ledger import Fact, LastYear, Period, line_key, own_id
from budgetc.numbers.money import money_text
from budgetc.rules.facts import sum_of
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.yoy.comparisons import called

_OF_A_YEAR = msg("no amounts of last year are typed that a document has beside its budget")


@rule("YOY106")
def outturn_of_a_project_that_moved_counts_once(context: RuleContext) -> Findings:
    some(context.units, msg("no unit of the department has a source of its own"))
    layout, last = context.layout, context.last
    typed = [key for key in layout.of_last_year if key not in context.beside]
    periods = some(typed, _OF_A_YEAR)
    if last is None:
        raise NotEvaluated(msg("there is no source of last year"))
    spent_now = _by_project(context, Period.CURRENT)
    for period in periods:
        for left, came in _moved(context, last, spent_now, _by_project(context, period)):
            if sum_of(left) and sum_of(came):  # else a transfer takes it out of the sum
                yield _twice(context, period, left, came)


_ByProject = Mapping[str, Mapping[str, Sequence[Fact]]]
"""Amounts by the id that sources give a project, and by the body whose they are."""


def _by_project(context: RuleContext, period: str) -> _ByProject:
    found: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in context.cube.facts(context.cube.of("period", period)):
        if fact.project and fact.fen:
            body = context.cube.entity_of(fact).id
            found[own_id(fact.project, body)][body].append(fact)
    return found


def _moved(
    context: RuleContext, last: LastYear, now: _ByProject, spent: _ByProject
) -> Iterator[tuple[Sequence[Fact], Sequence[Fact]]]:
    """Yield the amounts of each project that ended in one body and is new in another."""
    for project, bodies in spent.items():
        goes_on = now.get(project, {})
        for body, left in bodies.items():
            if body in goes_on or not _was_there(context, last, left):
                continue
            others = (facts for other, facts in bodies.items() if other in goes_on)
            came = next((one for one in others if not _was_there(context, last, one)), None)
            if came is not None:
                yield left, came


def _was_there(context: RuleContext, last: LastYear, facts: Sequence[Fact]) -> bool:
    keys = (line_key(fact, context.cube.entity_of(fact)) for fact in facts)
    return any(key is not None and last.of(key) for key in keys)


def _twice(
    context: RuleContext, period: str, left: Sequence[Fact], came: Sequence[Fact]
) -> Violation:
    here, there = sum_of(left), sum_of(came)
    unit = context.unit_for(here, there)
    return Violation(
        left[0].span,
        msg(
            "{amount} is {left} here, where the project ended, and {came} in {body}, which has it "
            "now: both are in the sum",
            amount=called(context, period),
            left=money_text(here, unit),
            came=money_text(there, unit),
            body=context.cube.entity_of(came[0]).name,
        ),
        related=context.related((*left[1:], *came), unit),
        hint=msg(
            "type it in one of the two, and 0 in the other; if each spent its part, waive this "
            "with that reason"
        ),
    )
