"""The lines of a source that have last year's amount and a reason beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from budgetc.budget.model import PriorAndReason
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Period
from budgetc.rules.rule import RuleContext
from budgetc.source.origin import Origin

_DERIVED: Mapping[str, Message] = MappingProxyType(
    {
        "three_public.abroad.prior": msg("travel abroad"),
        "three_public.vehicle_purchase.prior": msg("purchase of vehicles"),
        "three_public.vehicle_operation.prior": msg("operation of vehicles"),
        "three_public.reception.prior": msg("official reception"),
        "operating_cost.prior": msg("operating cost"),
    }
)
"""What a source names only to give its amount of last year, and what people call it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of this year and last year's amount of it.

    Attributes:
        name: as people know it.
        origin: the mapping that has `reason`, or should have it.
        amount: of this year, in 分.
        prior: of last year, in 分; `None` where nobody knows it.
        reason: why it changed, if it says so.
    """

    name: Value
    origin: Origin
    amount: int
    prior: int | None
    reason: str | None

    @property
    def change(self) -> int | None:
        """By how much it changed, in 分."""
        return None if self.prior is None else self.amount - self.prior

    def span(self) -> Span:
        """Return where a missing reason is missed: at its amount, or at last year's."""
        key = "amount" if "amount" in self.origin.node.entries else "prior"
        return self.origin.span(key)


def lines_of(context: RuleContext) -> Iterator[Line]:
    """Yield the lines of the source: revenue, functions, projects, then what is derived of them."""
    prior = _prior_by_line(context)
    own = context.budget
    for revenue in own.revenue:
        fund = context.catalogue.fund.get(revenue.fund)
        name = fund.name if fund else revenue.fund
        yield Line(name, revenue.origin, revenue.amount, prior(revenue.origin), revenue.reason)
    if basic := own.basic_expenditure:
        for item in basic.by_function:
            name = _function_name(context, item.code)
            yield Line(name, item.origin, item.amount, prior(item.origin), item.reason)
        for row in basic.matrix:
            amount, name = sum(row.economic.values()), _function_name(context, row.code)
            yield Line(name, row.origin, amount, prior(row.origin), row.reason)
    for project in own.projects:
        amount = sum(part.amount for part in project.allocation)
        yield Line(project.name, project.origin, amount, prior(project.origin), project.reason)
    yield from _derived(context)


def sums_of(context: RuleContext) -> Iterator[Line]:
    """Yield basic and project expenditure as a whole, for the reasons that speak of each."""
    prior = _prior_by_line(context)
    if basic := context.budget.basic_expenditure:
        rows = [(row.origin, sum(row.economic.values())) for row in basic.matrix]
        items = [*((item.origin, item.amount) for item in basic.by_function), *rows]
        yield _sum(msg("basic expenditure"), basic.origin, items, prior, basic.reason)
    if whole := context.budget.project_expenditure:
        projects = [(p.origin, sum(part.amount for part in p.allocation)) for p in whole.projects]
        yield _sum(msg("project expenditure"), whole.origin, projects, prior, whole.reason)


def _sum(
    name: Message,
    origin: Origin,
    items: Sequence[tuple[Origin, int]],
    prior: Callable[[Origin], int | None],
    reason: str | None,
) -> Line:
    before = [prior(item) for item, _ in items]
    known = [fen for fen in before if fen is not None]
    whole = sum(known) if len(known) == len(before) else None
    return Line(name, origin, sum(amount for _, amount in items), whole, reason)


def _function_name(context: RuleContext, code: str) -> str:
    entry = context.catalogue.function.get(code)
    return f"{code} {entry.name}" if entry else code


def _prior_by_line(context: RuleContext) -> Callable[[Origin], int | None]:
    """Return what gives last year's amount of a line, typed or found in last year's source."""
    amounts: dict[int, list[int | None]] = defaultdict(list)
    for fact in context.cube.facts(context.cube.of("period", Period.PRIOR)):
        if fact.entry is not None:
            amounts[id(fact.entry.node)].append(fact.fen)

    def prior(origin: Origin) -> int | None:
        found = amounts.get(id(origin.node), [None])
        return None if None in found else sum(fen for fen in found if fen is not None)

    return prior


def _derived(context: RuleContext) -> Iterator[Line]:
    """Yield what has no amount in the source: the layout says of which facts it is the sum."""
    for spec in context.layout.figures.values():
        if len(spec.prior) == 1 and (name := _DERIVED.get(spec.prior[0])):
            entry = _entry_at(context, spec.prior[0])
            if entry is not None and entry.origin.tree.file == context.budget.origin.tree.file:
                amount = context.sum(context.cube.mask(spec.margin, spec))
                prior = entry.prior if entry.prior is not None else _found(context, spec)
                yield Line(name, entry.origin, amount, prior, entry.reason)


def _entry_at(context: RuleContext, path: str) -> PriorAndReason | None:
    """Return the entry of the whole department: its amounts are those of its units as well."""
    home, _, name = path.removesuffix(".prior").rpartition(".")
    parent = getattr(context.consolidated, home, None) if home else context.consolidated
    entry: PriorAndReason | None = getattr(parent, name, None)
    return entry


def _found(context: RuleContext, spec: FigureSpec) -> int | None:
    last = context.last_cube
    return None if last is None else last.total(last.mask(spec.margin, spec)).fen
