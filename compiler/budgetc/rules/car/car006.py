"""CAR006: money carried over is spent as what it was carried over for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.ledger import Dimensions, Fact
from budgetc.rules.facts import sum_of
from budgetc.rules.printed import printed_panels
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    NotEvaluated,
    RuleContext,
    Violation,
    rule,
    some,
)

Place = tuple[str, ...]
"""What money is for: a fund, of it a kind of expenditure, of that a group."""


@rule("CAR006")
def carried_over_money_is_spent_for_what_it_was_kept(context: RuleContext) -> Findings:
    if context.budget.stage == FINAL:
        raise NotApplicable(msg("accounts tell what was carried over by their balances"))
    carried, spent, items = (
        [fact for fact in context.total(margin, _carried(context)).facts if fact.fen]
        for margin in ("revenue", "function", "economic")
    )
    some([*carried, *spent], msg("nothing is carried over"))
    if sum_of(carried) != sum_of(spent):
        yield NotEvaluated(msg("carried-over money as a whole is not what is spent from it"))
        return
    fund = _of_fund(context, {fact.fund for fact in (*carried, *spent)})
    wrong = dict(_different(carried, spent, lambda fact: (fund(fact),)))
    groups: Mapping[Place, _Sides] = {}
    usual = {*context.basic, *context.projects}  # else a unit spends it as another kind
    if all(fact.kind in usual for fact in spent if fact.is_passed_on):
        wrong |= _within(wrong, _different(carried, spent, lambda fact: (fund(fact), fact.kind)))
        basic = [fact for fact in carried if fact.kind in context.basic]
        bought = [fact for fact in items if fact.kind in context.basic]
        if all(fact.group for fact in (*basic, *bought)):
            # It may be typed by function alone; XTB006 tells where items are missing.
            untold = _different(basic, bought, lambda fact: (fund(fact), fact.kind))
            differ = _different(basic, bought, lambda fact: (fund(fact), fact.kind, fact.group))
            groups = {place: sides for place, sides in differ.items() if place[:2] not in untold}
            wrong |= _within(wrong, groups)
    for place, (kept, used) in wrong.items():
        if sum_of(kept) > sum_of(used):  # what one place has too much, others lack
            lines = items if place in groups else spent
            yield _violation(context, place, kept, used, [*carried, *lines])


def _violation(
    context: RuleContext,
    place: Place,
    kept: list[Fact],
    used: list[Fact],
    every: Iterable[Fact],
) -> Violation:
    others = [fact for fact in every if fact not in kept and fact not in used]
    code, *kinds = place
    names = [context.name("fund", code, code), *(_called(context, kind) for kind in kinds)]
    return Violation(
        kept[0],
        msg(
            "{place}: {carried} is carried over, and {spent} is spent from it: a difference of "
            "{difference}",
            place=enumerated(names),
            **context.compared(carried=sum_of(kept), spent=sum_of(used)),
        ),
        related=context.related((*kept[1:], *used, *others)),
        hint=msg(
            "one of these lines names another fund, kind or group than the others: correct it"
        ),
        severity=Severity.WARNING if kinds and not _is_printed(context) else None,
    )


def _is_printed(context: RuleContext) -> bool:
    """Tell whether a table prints what money is carried over for, and contradicts others."""
    return any(
        one.kind and "revenue" in (one.margin or panel.margin)
        for panel in printed_panels(context)
        for one in (*panel.all_columns, *panel.rows.lines)
    )


def _called(context: RuleContext, kind: str) -> str:
    known = context.catalogue.kinds.get(kind)
    return kind if known is None else known.name


def _carried(context: RuleContext) -> Dimensions:
    return Dimensions(fund=(context.carried_over,))


def _of_fund(context: RuleContext, funds: set[str]) -> Callable[[Fact], str]:
    """Return what compares a fund under the topmost that any line names it by."""
    lineage = context.catalogue.fund.lineage
    tops = {fund: next(code for code in lineage(fund) if code in funds) for fund in funds}
    return lambda fact: tops.get(fact.fund, fact.fund)


_Sides = tuple[list[Fact], list[Fact]]


def _different(
    carried: Iterable[Fact], spent: Iterable[Fact], place: Callable[[Fact], Place]
) -> Mapping[Place, _Sides]:
    """Return the places at which more or less is carried over than is spent."""
    sides: dict[Place, _Sides] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((carried, spent)):
        for fact in facts:
            sides[place(fact)][side].append(fact)
    return {one: both for one, both in sides.items() if sum_of(both[0]) != sum_of(both[1])}


def _within(wrong: Mapping[Place, _Sides], found: Mapping[Place, _Sides]) -> Mapping[Place, _Sides]:
    """Return what was found of places that nothing was found of yet: a whole tells its parts."""
    return {
        place: sides
        for place, sides in found.items()
        if not any(place[: len(one)] == one for one in wrong)
    }
