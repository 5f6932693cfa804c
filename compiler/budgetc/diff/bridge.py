"""The bridge from one amount to another: what was, each change with its reason, what is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from budgetc.diagnostics.messages import Message, msg
from budgetc.ledger import Fact, Flow, Period
from budgetc.numbers.money import Unit
from budgetc.pipeline import Draft
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Scalar, Sequence
from budgetc.source.origin import Origin


@dataclass(frozen=True, slots=True)
class Step:
    """What changed of one code, or of one project.

    Attributes:
        code: of the function, or of the fund.
        name: of the code, or of the project.
        entity: whose it is; empty where a department has no units.
        before: in 分.
        after: in 分.
        reasons: as typed in the second state, and not in the first for the same year.
    """

    code: str
    name: str
    entity: str
    before: int
    after: int
    reasons: tuple[str, ...]

    @property
    def difference(self) -> int:
        """By how much it is more, in 分."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Bridge:
    """The way from what a department took in or spent to what it does.

    The steps add up to the difference, to the 分.

    Attributes:
        of: what it is about.
        before: in 分.
        after: in 分.
        unit: in which the second state is written.
    """

    of: Flow
    before: int
    after: int
    steps: tuple[Step, ...]
    unit: Unit


TITLES: Mapping[Flow, Message] = MappingProxyType(
    {Flow.REVENUE: msg("Revenue"), Flow.EXPENDITURE: msg("Expenditure")}
)
"""What a bridge is about, in words."""

_Key = tuple[str, str, str]
"""The code of what an amount is of, its project if it has one, and whose it is."""


def bridges(before: Draft, after: Draft, unit: Unit) -> Iterator[Bridge]:
    """Yield what became of revenue and of expenditure, as far as there is any.

    Args:
        before: the first state.
        after: the second.
        unit: in which the second is written.
    """
    for flow in Flow:
        olds, news = _by_key(before, flow), _by_key(after, flow)
        keys = sorted({*olds, *news})
        facts = ((key, (olds.get(key, []), news.get(key, []))) for key in keys)
        steps = (_step(key, (before, after), both, flow) for key, both in facts)
        changed = tuple(step for step in steps if step.difference)
        was, now = (sum(map(_sum, side.values())) for side in (olds, news))
        if keys:
            yield Bridge(flow, was, now, changed, unit)


def _by_key(draft: Draft, flow: Flow) -> Mapping[_Key, list[Fact]]:
    """Return the reported amounts of a flow; expenditure counts along functions alone."""
    found: dict[_Key, list[Fact]] = defaultdict(list)
    for fact in draft.ledger.facts:
        if fact.flow is flow and fact.period == Period.CURRENT:
            code = fact.fund if flow is Flow.REVENUE else fact.function
            if code:
                found[code, fact.project, draft.ledger.entity_of(fact).id].append(fact)
    return found


def _sum(facts: list[Fact]) -> int:
    return sum(fact.fen or 0 for fact in facts)


def _step(
    key: _Key, drafts: tuple[Draft, Draft], facts: tuple[list[Fact], list[Fact]], flow: Flow
) -> Step:
    code, project, entity = key
    old, new = drafts
    there = new if facts[1] else old
    dimension = "fund" if flow is Flow.REVENUE else "function"
    named = {one.id: one.name for one in there.budget.projects}
    name = named.get(project) or there.conventions.catalogue.name_of(dimension, code) or ""
    entities = {one.id: one.name for one in there.ledger.entities.values()}
    said = dict.fromkeys(reason for fact in facts[1] for reason in _reasons(fact))
    if old.budget.year == new.budget.year:  # what stood there already is about last year
        known = {reason for fact in facts[0] for reason in _reasons(fact)}
        said = dict.fromkeys(reason for reason in said if reason not in known)
    whose = entities.get(entity, "") if len(entities) > 1 else ""
    return Step(code, name, whose, _sum(facts[0]), _sum(facts[1]), tuple(said))


def _reasons(fact: Fact) -> Iterator[str]:
    """Yield the reasons typed beside an amount, and beside the entry that holds it."""
    for node in _above(fact.entry or fact.origin):
        reason = node.get("reason") if isinstance(node, MappingNode) else None
        if isinstance(reason, Scalar) and reason.text:
            yield reason.text


def _above(origin: Origin) -> Iterator[Node]:
    """Yield the nodes from the top of a source down to an entry."""
    node: Node | None = origin.tree.root
    for key in origin.path:
        if node is None:
            return
        yield node
        if isinstance(node, Sequence) and isinstance(key, int):
            node = node.items[key]
        else:
            node = node.get(str(key)) if isinstance(node, MappingNode) else None
    if node is not None:
        yield node
