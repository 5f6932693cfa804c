"""The bridge from one amount to another: what was, each change with its reason, what is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics.messages import Message, msg
from budgetc.diff.amounts import AmountForm, amount_form
from budgetc.diff.projects import renamed_projects
from budgetc.frozen import NamedTuple, frozen
from budgetc.ledger import Fact, Flow, Period
from budgetc.numbers.money import Unit
from budgetc.pipeline import Draft
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Scalar
from budgetc.source.origin import Origin


@frozen()
class Step:
    """What changed of one code, or of one project.

    Attributes:
        code: of the function or the fund; of what a jurisdiction declares, of each dimension.
        name: of the code, or of the project.
        entity: whose it is; empty where a department has no units.
        before: in 分.
        after: in 分.
        reasons: as typed in the second state, and not in the first for the same year; of the funds
            whose part changed.
        is_kept: whether its entries have a reason that stood in the first state already.
        is_owed: whether a reason could be typed, and is not.
        successor: who has the money of one that is no more; empty where nobody says so.
    """

    code: str
    name: str
    entity: str
    before: int
    after: int
    reasons: tuple[str, ...]
    is_kept: bool
    is_owed: bool = True
    successor: str = ""

    @property
    def difference(self) -> int:
        """By how much it is more, in 分."""
        return self.after - self.before


@frozen()
class Bridge:
    """The way from what a department took in or spent to what it does.

    The steps add up to the difference, to the 分.

    Attributes:
        of: revenue, expenditure, or a margin that the jurisdiction declares.
        before: in 分.
        after: in 分.
        unit: in which the second state is written.
        form: how the document of the second state prints money.
    """

    of: str
    before: int
    after: int
    steps: tuple[Step, ...]
    unit: Unit
    form: AmountForm


TITLES: Mapping[str, Message] = MappingProxyType(
    {Flow.REVENUE: msg("Revenue"), Flow.EXPENDITURE: msg("Expenditure")}
)
"""What a bridge is about, in words."""


class _Key(NamedTuple):
    """What an amount is of: its codes by dimension, its project if it has one, and whose it is."""

    codes: tuple[tuple[str, str], ...]
    project: str
    entity: str


_Facts = Mapping[str, Mapping[_Key, list[Fact]]]
"""Amounts by what a bridge is about, and by what each is of."""


def bridges(before: Draft, after: Draft) -> Iterator[Bridge]:
    """Yield what became of revenue, of expenditure, and of each margin that is declared.

    Args:
        before: the first state.
        after: the second.
    """
    olds, news = _reported(before, renamed_projects(before, after)), _reported(after, {})
    form = amount_form(after.document, after.conventions.lists.money_units, after.unit)
    for of in dict.fromkeys((*TITLES, *olds, *news)):
        mine, theirs = olds.get(of, {}), news.get(of, {})
        keys = sorted({*mine, *theirs})
        facts = ((key, (mine.get(key, []), theirs.get(key, []))) for key in keys)
        steps = (_step(key, (before, after), both) for key, both in facts)
        changed = tuple(step for step in steps if step.difference)
        was, now = (sum(map(_sum, side.values())) for side in (mine, theirs))
        if changed or (keys and of in TITLES):
            yield Bridge(of, was, now, changed, after.unit, form)


def _reported(draft: Draft, renamed: Mapping[str, str]) -> _Facts:
    """Return the amounts that a document is about, each once.

    Expenditure counts along functions; of two margins that state the same, the first counts.

    Args:
        draft: the state.
        renamed: the ids of projects that the other state calls otherwise, and what it calls them.
    """
    again = {agreed.margins[1] for agreed in draft.conventions.declared.agreements}
    found: dict[str, dict[_Key, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in draft.ledger.facts:
        of, codes = _along(fact)
        if codes and of not in again and fact.period == Period.CURRENT:
            project = renamed.get(fact.project, fact.project)
            key = _Key(codes, project, draft.ledger.entity_of(fact).id)
            found[of][key].append(fact)
    return found


def _along(fact: Fact) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what a bridge over an amount is about, and the codes of the amount."""
    if fact.flow is Flow.REVENUE:
        return fact.flow, (("fund", fact.fund),)
    if fact.flow is Flow.EXPENDITURE and fact.function:
        return fact.flow, (("function", fact.function),)
    return fact.margin, tuple(fact.codes.items())


def _sum(facts: list[Fact]) -> int:
    return sum(fact.fen or 0 for fact in facts)


def _step(key: _Key, drafts: tuple[Draft, Draft], facts: tuple[list[Fact], list[Fact]]) -> Step:
    old, new = drafts
    there = new if facts[1] else old
    named = {one.id: one.name for one in there.budget.projects}
    catalogue = there.conventions.catalogue
    names = [catalogue.name_of(dimension, code) for dimension, code in key.codes]
    name = named.get(key.project) or " / ".join(filter(None, names))
    entities = {one.id: one.name for one in there.ledger.entities.values()}
    is_same_year = old.budget.year == new.budget.year
    stages = (old.budget.stage, new.budget.stage)
    # What accounts say of their budget is the way to them; their `reason` is about last year.
    why = "variance_reason" if is_same_year and stages[0] != stages[1] == FINAL else "reason"
    was, now = map(_by_fund, facts)
    moved = [fact for fact in facts[1] if was.get(fact.fund, 0) != now[fact.fund]]
    said = dict.fromkeys(reason for fact in moved for reason in _typed(why, fact))
    known: set[str] = set()
    if is_same_year:  # what stood there already is about last year
        known = {reason for fact in facts[0] for reason in _typed(why, fact)}
    reasons = tuple(reason for reason in said if reason not in known)
    own = (fact.entry or fact.origin for fact in moved)
    is_kept = any(entry.node.said(why) in known for entry in own)
    whose = entities.get(key.entity, "") if len(entities) > 1 else ""
    code = "/".join(code for _, code in key.codes)
    is_owed = any(_may_say(why, fact.entry or fact.origin) for fact in moved or facts[0])
    successor = "" if facts[1] or reasons else _successor(key.entity, new)
    both = (_sum(facts[0]), _sum(facts[1]))
    return Step(code, name, whose, *both, reasons, is_kept, is_owed, successor)


def _may_say(why: str, origin: Origin) -> bool:
    """Tell whether the schema has a place for the reason of an amount, at its entry or above."""
    shapes = (origin.tree.shape.at(origin.path[:depth]) for depth in range(len(origin.path), 0, -1))
    return any(shape.has(why) for shape in shapes)


def _successor(entity: str, after: Draft) -> str:
    """Return the name of the unit that says it has become of one that is no more; else nothing."""
    if entity in {one.id for one in after.ledger.entities.values()}:
        return ""
    named = (
        unit.budget.department.name
        for unit in after.budget.units
        if entity in {PurePosixPath(one).name for one in unit.budget.department.predecessors}
    )
    return next(named, "")


def _by_fund(facts: list[Fact]) -> Mapping[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for fact in facts:
        sums[fact.fund] += fact.fen or 0
    return sums


def _typed(why: str, fact: Fact) -> Iterator[str]:
    """Yield the reasons typed beside an amount, and beside the entry that holds it."""
    for node in _above(fact.entry or fact.origin):
        reason = node.get(why) if isinstance(node, MappingNode) else None
        if isinstance(reason, Scalar) and reason.text:
            yield reason.text


def _above(origin: Origin) -> Iterator[Node]:
    """Yield the nodes from the top of a source down to an entry."""
    for depth in range(len(origin.path) + 1):
        node, rest = origin.tree.at(origin.path[:depth])
        if not rest:
            yield node
