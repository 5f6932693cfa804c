"""From a budget to its ledger; last year's amounts are found by code and by project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

from budgetc.budget.accounts import Balance, Balances
from budgetc.budget.consolidate import consolidate, got_nothing
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.lines import MatrixLine, Project, Transfer
from budgetc.budget.model import Budget
from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue
from budgetc.frozen import frozen
from budgetc.ledger.declared import declared_facts, declared_key, found_beside, untold
from budgetc.ledger.fact import (
    BALANCES,
    OWN_OFFICE,
    Entity,
    Fact,
    Flow,
    Ledger,
    Period,
)
from budgetc.ledger.passed_on import passed_on
from budgetc.numbers.values import NOTHING, Amount, FurtherAmounts, by_fund_key
from budgetc.source.adding import entry_like
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node
from budgetc.source.origin import Origin

Key = tuple[str, ...]
"""What makes two years' lines the same line: whose it is, its kind, fund, and code or project.

What is passed on to a unit has a key of its own: a line is compared with last year's whole line.
"""

_PASSED_ON = "passed on"
_CURRENT, _EXPENDITURE = Period.CURRENT, Flow.EXPENDITURE


@frozen(eq=False)
class LastYear:
    """The amounts of last year's source, or of another that tells those of another period.

    Attributes:
        lines: by the line that each is last year's amount of.
        bodies: those whose amounts it has; of any other, nothing is known.
    """

    lines: Mapping[Key, tuple[Fact, ...]]
    bodies: frozenset[str]

    def of(self, key: Key) -> tuple[Fact, ...]:
        """Return the amounts of a line; none of one that it does not have."""
        return self.lines.get(key, ())


NOTHING_BESIDE: Mapping[str, LastYear] = MappingProxyType({})
"""No source beside this one."""


def post(
    budget: ConsolidatedBudget,
    catalogue: Catalogue,
    beside: Mapping[str, LastYear] = NOTHING_BESIDE,
    further: Sequence[str] = (),
    told: Mapping[str, str] = MappingProxyType({}),
    of_last_year: Collection[str] = (),
) -> Ledger:
    """Return every amount of a budget as a fact.

    Args:
        budget: whose amounts are posted.
        catalogue: the code lists of its year.
        beside: the amounts of other sources by the period that they are of here, such as last
            year's. They stand in for those that the budget leaves out, and bring lines that ended.
        further: the keys of the amounts that a line may have besides this year's and last year's.
        told: the keys of the amounts of declared sections, each with the period that it is of.
        of_last_year: those of the further keys that are of the year of last year's source.
    """
    own = budget.department
    name = own.own_office or own.name
    entities = {budget.origin.tree.file: Entity("", own.type, name, budget.stage)}
    for unit in budget.units:
        part = unit.budget
        entity = Entity(unit.id, part.department.type, part.department.name, part.stage)
        entities[part.origin.tree.file] = entity
    for amounts in beside.values():
        entities |= dict(_of_last_year(amounts, entities))
    if budget.sections is None:
        return Ledger(
            tuple(_Posting(budget, catalogue, beside, entities, further, of_last_year).facts()),
            entities,
        )
    national, others = _apart(beside)
    posting = _Posting(budget, catalogue, national, entities, further, of_last_year)
    typed = tuple(declared_facts(budget.sections, told))
    declared = {period: amounts.lines for period, amounts in others.items()}
    found = found_beside(typed, told, declared, entities)
    last = others.get(Period.PRIOR)
    bodies = last.bodies if last is not None else ()
    known = [file for file, entity in entities.items() if entity.id in bodies]
    return Ledger((*posting.facts(), *typed, *found, *untold(typed, told, known)), entities)


def _apart(
    beside: Mapping[str, LastYear],
) -> tuple[Mapping[str, LastYear], Mapping[str, LastYear]]:
    """Return the lines of other sources: those of departmental sections, and of declared ones."""
    sides: tuple[dict[str, LastYear], dict[str, LastYear]] = ({}, {})
    for period, amounts in beside.items():
        for is_declared, side in enumerate(sides):
            lines = {
                key: facts
                for key, facts in amounts.lines.items()
                if (facts[0].flow is Flow.DECLARED) == bool(is_declared)
            }
            side[period] = replace(amounts, lines=lines)
    return sides


def _of_last_year(last: LastYear, entities: Mapping[str, Entity]) -> Iterator[tuple[str, Entity]]:
    """Yield whose last year's files are: what ended there is theirs who are still there."""
    bodies = {entity.id: entity for entity in entities.values()}
    for (body, *_), facts in last.lines.items():
        if body in bodies:
            yield from ((fact.origin.tree.file, bodies[body]) for fact in facts)


def own_expenditure(own: Budget, catalogue: Catalogue) -> tuple[Fact, ...]:
    """Return the facts of this year's expenditure that a source has without its units."""
    facts = _Posting(consolidate(own), catalogue, NOTHING_BESIDE, {}, ()).lines()
    return tuple(filter(_is_spent, facts))


def _is_spent(fact: Fact) -> bool:
    return fact.flow is _EXPENDITURE and fact.period is _CURRENT


class _Posting:
    """One run over one budget; remembers which of last year's lines go on."""

    def __init__(
        self,
        budget: ConsolidatedBudget,
        catalogue: Catalogue,
        beside: Mapping[str, LastYear],
        entities: Mapping[str, Entity],
        further: Sequence[str],
        of_last_year: Collection[str] = (),
    ) -> None:
        self._entities = entities
        self._budget = budget
        self._catalogue = catalogue
        self._last = beside.get(Period.PRIOR)
        self._beside = beside
        self._further = further
        self._of_last_year = of_last_year
        (self._basic,) = catalogue.kinds_of(BASIC_EXPENDITURE)
        (self._project_kind,) = catalogue.kinds_of(PROJECTS)
        self._continued: set[tuple[str, Key]] = set()

    def facts(self) -> Iterator[Fact]:
        """Yield the facts in the order they were typed, those of ended lines last."""
        lines = self._told_once(tuple(self.lines()))
        yield from lines
        yield from self._passed_on(lines)
        yield from self._ended()
        yield from self._untold()

    def lines(self) -> Iterator[Fact]:
        """Yield the facts of all lines, with last year's amount of each."""
        budget = self._budget
        for line in budget.revenue:
            current = Fact(
                line.amount, line.origin, "amount", Flow.REVENUE, line.fund,
                function=line.function or "",
            )  # fmt: skip
            yield current
            yield from self._prior(current, line.prior)
            yield from self._others(current, line.amounts)
        for carried in budget.carry_over:
            yield Fact(
                carried.amount, carried.origin, "amount", Flow.REVENUE, carried.fund,
                kind=carried.kind, group=carried.group or "",
            )  # fmt: skip
        if basic := budget.basic_expenditure:
            for item in basic.by_function:
                current = Fact(
                    item.amount, item.origin, "amount", Flow.EXPENDITURE, item.fund,
                    kind=self._basic, function=item.code, group=item.group or "",
                )  # fmt: skip
                yield current
                yield from self._prior(current, item.prior)
                yield from self._others(current, item.amounts)
            for part in basic.by_economic:
                yield Fact(
                    part.amount, part.origin, "amount", Flow.EXPENDITURE, part.fund,
                    kind=self._basic, economic=part.code,
                    group=part.group or self._group(part.code),
                )  # fmt: skip
            for row in basic.matrix:
                yield from self._matrix(row)
        for project in budget.projects:
            yield from self._project(project)
        for other in budget.other_expenditure:
            current = Fact(
                other.amount, other.origin, "amount", Flow.EXPENDITURE, other.fund,
                kind=other.kind, function=other.code,
            )  # fmt: skip
            yield current
            yield from self._prior(current, other.prior)
            yield from self._others(current, other.amounts)
        yield from self._balances(budget.balances)

    def _balances(self, balances: Balances | None) -> Iterator[Fact]:
        for flow in BALANCES if balances is not None else ():
            lines: tuple[Balance, ...] = getattr(balances, flow)
            for line in lines:
                yield Fact(
                    line.amount, line.origin, "amount", flow, line.fund,
                    function=line.function or "",
                )  # fmt: skip

    def _told_once(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """Return facts without the gaps of lines that are parts of one, of which one part tells it.

        A code may stand on two lines, one for each group of basic expenditure. Its amount of
        another period and the reason of its change are the code's, and are typed once. Where one
        types the amount of its own group, the source beside may tell that of the other.
        """
        parts: dict[tuple[str, Key], list[Fact]] = defaultdict(list)
        for fact in facts:
            is_other = fact.period != _CURRENT and not fact.project and fact.entry is not None
            if is_other and (key := self._key(fact)):
                parts[fact.period, key].append(fact)
        changed: dict[int, tuple[Fact, ...]] = {}
        for (period, key), group in parts.items():
            entries = {id(fact.entry) for fact in group}
            told = [fact for fact in group if _is_told(fact)]
            typed = [fact for fact in told if fact.origin is fact.entry]
            by = {id(fact.entry) for fact in typed}
            if typed and by != entries and (there := self._found(period, key)):
                other = next(fact for fact in group if id(fact.entry) not in by)
                rest = _of_other_groups(typed, other, there)
                told = typed
                if rest:
                    changed |= {id(fact): () for fact in group if id(fact.entry) not in by}
                    changed[id(other)] = rest
                    continue
            if len(entries) > 1 and {id(fact.entry) for fact in told} != entries:
                changed |= {id(fact): () for fact in group}
                # It is of all groups together: which part of it was whose, nothing tells.
                changed |= {id(fact): (replace(fact, group=""),) for fact in told or group[:1]}
        if not changed:  # as mostly
            return facts
        return tuple(chain.from_iterable(changed.get(id(fact), (fact,)) for fact in facts))

    def _passed_on(self, lines: tuple[Fact, ...]) -> Iterator[Fact]:
        """Yield what takes money that is passed on to units out of the sum again."""
        own, units = self._budget.own, {unit.id: unit for unit in self._budget.units}
        file = own.origin.tree.file
        mine = (line for line in lines if line.origin.tree.file == file and _is_spent(line))
        for passed in passed_on(own, mine):
            unit = units.get(passed.transfer.unit or "")
            if unit is None:
                continue
            for fact in passed.facts:
                yield fact
                if fact.function:
                    # Of a line that has both codes, last year's amount has only that of function.
                    whole = replace(fact, economic="", group="") if fact.economic else fact
                    yield from self._taken_back(whole, passed.transfer, unit)
        for unit in units.values():
            above = unit.budget.fund_from_above
            items = {line.function or "" for line in unit.budget.revenue if line.fund == above}
            # Of money that came in for several items, each transfer says for which it did.
            item = items.pop() if len(items) == 1 else ""
            for received in unit.budget.transfers:
                fact = Fact(
                    Amount(-received.amount), received.origin, "amount", Flow.REVENUE, above,
                    function=received.function or item,
                )  # fmt: skip
                yield fact
                yield from self._taken_back(fact, received, unit)

    def _taken_back(self, current: Fact, transfer: Transfer, unit: BudgetUnit) -> Iterator[Fact]:
        """Yield what takes last year's money passed on out of last year's sum."""
        typed = None if transfer.prior is None else Amount(-transfer.prior)
        is_known = self._last is not None and unit.id in self._last.bodies
        if typed is None and not is_known and got_nothing(unit.budget):
            return
        further = {key: Amount(-fen) for key, fen in transfer.amounts.items()}
        facts = (*self._prior(current, typed), *self._others(current, FurtherAmounts(further)))
        for fact in facts:
            yield replace(fact, entry=None)  # no line has it, nor gives a reason for it

    def _matrix(self, line: MatrixLine) -> Iterator[Fact]:
        whole = Fact(
            None, line.origin, "prior", Flow.EXPENDITURE, line.fund,
            kind=self._basic, function=line.code,
        )  # fmt: skip
        yield from self._prior(whole, line.prior)
        yield from self._others(whole, line.amounts)
        cells = line.origin.child("economic")
        for written, (code, fen) in zip(cells.node.entries, line.economic.items(), strict=True):
            yield replace(
                whole, fen=fen, origin=cells, key=written, economic=code, group=self._group(code)
            )

    def _project(self, project: Project) -> Iterator[Fact]:
        whole = Fact(
            None, project.origin, "prior", Flow.EXPENDITURE, (*project.funds, project.fund)[0],
            kind=self._project_kind, function=project.function, project=project.id,
        )  # fmt: skip
        yield from self._of_project(
            Period.PRIOR, whole, project, project.prior, project.prior_by_fund
        )
        for key in self._further:
            by_fund = project.amounts_by_fund.get(key, {})
            yield from self._of_project(key, whole, project, project.amounts.get(key), by_fund)
        for part in project.allocation:
            yield Fact(
                part.amount, part.origin, "amount", _EXPENDITURE, part.fund or project.fund,
                kind=self._project_kind, function=project.function,
                economic=part.economic or project.economic, project=project.id,
                entry=project.origin,
            )  # fmt: skip

    def _of_project(
        self,
        period: str,
        whole: Fact,
        project: Project,
        typed: Amount | None,
        by_fund: Mapping[str, Amount],
    ) -> Iterator[Fact]:
        """Yield a project's amount of another period, of each fund if several pay for it.

        One typed in all is of each fund what the source beside has of it, if that comes to as
        much; else nothing tells, and it is missing.
        """
        if not by_fund and (not typed or len(project.funds) == 1):
            yield from self._of_period(period, period, whole, typed)
            return
        key = self._key(whole)
        found = self._found(period, key)
        if not by_fund and found and sum(fact.fen or 0 for fact in found) == typed:
            yield from self._of_period(period, period, whole, None)
            return
        self._continued.add((period, key))
        line = replace(whole, key=by_fund_key(period), period=period, entry=whole.origin)
        if not by_fund:
            yield from (replace(line, fund=fund) for fund in project.funds)
            return
        at = project.origin.child(line.key)
        for fund, fen in by_fund.items():
            yield replace(line, fen=fen, fund=fund, origin=at, key=fund)

    def _key(self, fact: Fact) -> Key:
        """Return the key of the line a fact belongs to; empty if no other year has the line."""
        return line_key(fact, self._entity(fact)) or ()

    def _entity(self, fact: Fact) -> Entity:
        return self._entities.get((fact.entry or fact.origin).tree.file, OWN_OFFICE)

    def _found(self, period: str, key: Key) -> tuple[Fact, ...]:
        """Return what the source that tells a period has of a line."""
        beside = self._beside.get(period)
        return beside.of(key) if beside is not None else ()

    def _prior(self, current: Fact, typed: Amount | None) -> Iterator[Fact]:
        """Yield last year's amount of a line: as typed, else as found, else as missing."""
        yield from self._of_period(Period.PRIOR, "prior", current, typed)

    def _others(self, current: Fact, typed: FurtherAmounts) -> Iterator[Fact]:
        """Yield the amounts of a line of every further period."""
        for key in self._further:
            yield from self._of_period(key, key, current, typed.get(key))

    def _of_period(
        self, period: str, typed_as: str, current: Fact, typed: Amount | None
    ) -> Iterator[Fact]:
        """Yield a line's amount of another period: as typed, else as found, else as missing."""
        key, beside = self._key(current), self._beside.get(period)
        # Of two lines of one key the first continues last year's line, and the second is new.
        first = (period, key) not in self._continued
        self._continued.add((period, key))
        line = Fact(
            typed, current.origin, typed_as, current.flow, current.fund, period, current.kind,
            current.group, current.function, current.economic, current.project, current.origin,
            current.margin, current.codes,
        )  # fmt: skip
        # Of a body that the source beside does not have, that is no word: not even that it is new.
        is_known = beside is not None and self._entity(current).id in beside.bodies
        looked_up = is_known and typed is None
        found = self._found(period, key) if looked_up and first else ()
        for fact in found:
            # It counts where it was published: a project may have another function or fund now.
            yield replace(
                line, fen=fact.fen, origin=fact.origin, key=fact.key, fund=fact.fund,
                function=fact.function,
            )  # fmt: skip
        if not found:
            yield replace(line, fen=NOTHING) if looked_up else line

    def _ended(self) -> Iterator[Fact]:
        """Yield the amounts of other sources of the lines that this one does not have."""
        for period, amounts in self._beside.items():
            for key, facts in amounts.lines.items():
                if (period, key) not in self._continued:
                    for fact in facts:
                        yield replace(fact, period=period, economic="", group="", entry=None)

    def _untold(self) -> Iterator[Fact]:
        """Yield as missing what else is of last year of the lines that ended since.

        That last year's source has them is no word about what came of them.
        """
        periods = [period for period in self._of_last_year if period not in self._beside]
        for key, facts in self._last.lines.items() if periods and self._last else ():
            last = facts[0]
            for period in periods:
                if (period, key) not in self._continued and any(fact.fen for fact in facts):
                    home, project = self._own(key[0]), own_id(last.project, key[0])
                    yield replace(
                        last, fen=None, origin=entry_like(last.origin, home, project), key=period,
                        period=period, economic="", group="", entry=None,
                    )  # fmt: skip

    def _own(self, body: str) -> Origin:
        """Return the source of a body; that of the department for one that has none any more."""
        units = (unit.budget for unit in self._budget.units if unit.id == body)
        return next(units, self._budget.own).origin

    def _group(self, code: str) -> str:
        """Return 人员经费 or 公用经费 of an economic code; an unlisted code follows its 类."""
        for above in reversed(self._catalogue.economic.lineage(code)):
            if entry := self._catalogue.economic.get(above):
                return entry.group
        return ""


def _of_other_groups(typed: Sequence[Fact], other: Fact, there: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return what the source beside has of the groups of a code whose amount nobody typed.

    Args:
        typed: the amounts that are.
        other: the amount of a line of the code that has none.
        there: what the source beside has of the code; of all groups, or it tells nothing.
    """
    groups = {fact.group for fact in typed}
    if "" in groups or not groups <= (others := {fact.group for fact in there}) or "" in others:
        return ()
    return tuple(
        replace(
            other, fen=fact.fen, origin=fact.origin, key=fact.key, fund=fact.fund, group=fact.group
        )
        for fact in there
        if fact.group not in groups
    )


def _is_told(fact: Fact) -> bool:
    """Tell whether an amount of another period was typed or found, and not left out."""
    return fact.fen is not None and (
        fact.origin is not fact.entry or fact.origin.node.get(fact.key) is not None
    )


def is_nothing_beside(fact: Fact) -> bool:
    """Tell whether an amount is nothing only because the source beside does not have its line.

    It counts so in sums, for a line may be new; that nothing was spent on it nobody typed, and the
    source beside may tell the same money by other codes.
    """
    is_other = fact.period != _CURRENT and fact.fen == NOTHING
    return is_other and fact.origin.node.get(fact.key) is None


def is_typed(other: Fact) -> bool:
    """Tell whether an amount of another period was typed where it is, under its own key."""
    return other.origin.node.get(other.key) is not None and (
        other.key == other.period or other.origin.path[-1:] == (by_fund_key(other.period),)
    )


def look_back(ledger: Ledger, successors: Mapping[str, str]) -> LastYear:
    """Return the amounts of last year's ledger, ready to be last year's amounts of this one.

    Args:
        ledger: of last year's source.
        successors: retired function codes, and the codes that took their place.
    """
    facts: dict[Key, tuple[Fact, ...]] = {}
    for fact in ledger.facts:
        if fact.period != Period.CURRENT:
            continue
        function = successors.get(fact.function, fact.function)
        renamed = fact if function == fact.function else replace(fact, function=function)
        key = line_key(renamed, ledger.entity_of(fact))
        if key is not None:
            facts[key] = (*facts.get(key, ()), renamed)
    return LastYear(facts, frozenset(one.id for one in ledger.entities.values()))


def line_key(fact: Fact, entity: Entity) -> Key | None:
    """Return the key of the line a fact belongs to; `None` if no other year could have the line.

    A project has the id that its own source gives it, and a line the fund: the body may have been a
    department of its own.
    """
    project = own_id(fact.project, entity.id)
    if fact.is_passed_on:
        unit = fact.origin.node.said("unit")
        if fact.flow is Flow.EXPENDITURE and not fact.function:
            return None  # the other margin of one that has a function
        function = fact.function if fact.flow is Flow.EXPENDITURE else ""  # budgets tell none
        line = (fact.flow, fact.kind, function, project, fact.fund)
        return (entity.id, _PASSED_ON, unit, *line)
    if fact.flow is Flow.DECLARED:
        return declared_key(fact, entity)
    if fact.flow is not Flow.EXPENDITURE:
        # Money carried over is no line of the current year's revenue.
        lasts = fact.flow is Flow.REVENUE and not fact.kind
        return (entity.id, fact.flow, fact.fund, fact.function) if lasts else None
    if project:
        return (entity.id, fact.kind, project)
    fund = _typed_fund(fact) if entity.id else fact.fund
    return (entity.id, fact.kind, fact.function, fund) if fact.function else None


def _typed_fund(fact: Fact) -> str:
    """Return the fund that a unit's own source gives a line.

    What the department pays for is of its fund there, as may be another line of the same code.
    """
    row: Node = fact.origin.node
    if fact.origin.path[-1:] == ("economic",):  # the cells of a row, which has the fund
        row, _ = fact.origin.tree.at(fact.origin.path[:-1])
    return (row.said("fund") if isinstance(row, MappingNode) else "") or fact.fund


def own_id(project: str, body: str) -> str:
    """Return the id that a source gives a project: below a department its body's is before that."""
    return project.removeprefix(f"{body}.") if body else project
