"""The amounts that templates speak of: those that the layout declares, and how they changed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import Any

from budgetc.budget.consolidate import of_bodies
from budgetc.budget.consolidated import Consolidated, ConsolidatedBudget
from budgetc.classification import Catalogue, Entry
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.document.model import Figure, Formula
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import BreakdownSpec, FigureSpec, Layout
from budgetc.layout.absent import Absent
from budgetc.layout.codes import TypedNames, in_order, used_codes
from budgetc.layout.quantities import Lineage, Member, Namespace, Others, Quantity, Step
from budgetc.layout.record import Record, follow
from budgetc.layout.style import Style
from budgetc.ledger import NO_FACTS, Amounts, Fact, Mask, Period, own_id
from budgetc.ledger.across import passed_across
from budgetc.ledger.by_body import Beside, by_body
from budgetc.numbers.values import Amount
from budgetc.source.adding import entry_like
from budgetc.source.origin import Origin
from budgetc.templating.faults import MisuseError

Spec = FigureSpec | BreakdownSpec

_OTHER_FIGURE = "figures."
"""What a path begins with that leads to another figure."""

BY_ECONOMIC = "economic"
"""The margin along which only what documents report is typed: other periods are by function."""


@frozen(eq=False)
class Figures:
    """Makes the figures and breakdowns that a layout declares, for one budget.

    Attributes:
        style: of amounts of money.
        beside: the amounts of other sources, by the period that they are of here.
        of_periods: the styles of periods whose numbers are no money.
        typed_beside: the other sources themselves.
    """

    budget: Consolidated
    catalogue: Catalogue
    layout: Layout
    cube: Amounts
    style: Style
    source: Record
    beside: Mapping[str, Amounts] = field(default_factory=dict)
    of_periods: Mapping[str, Style] = field(default_factory=dict)
    typed_beside: Mapping[str, Consolidated] = field(default_factory=dict)

    def figures(self) -> Namespace:
        """Return the declared figures by name."""
        return Namespace(self.layout.figures, self.figure)

    def breakdowns(self) -> Namespace:
        """Return the declared breakdowns by name, each a tuple of members."""
        return Namespace(self.layout.breakdowns, self.breakdown)

    def figure(self, name: str) -> Quantity:
        """Return a declared figure."""
        spec = self.layout.figures[name]
        if spec.type and not any(entity.type in spec.type for entity in self.cube.entities):
            return self._quantity(name, spec, NO_FACTS, Figures._sum)  # nor had anybody last year
        mask = self.cube.every_period(spec)
        return self._quantity(name, spec, mask, Figures._typed, self._less(spec))

    def within(self, name: str, project: str) -> Quantity:
        """Return a declared figure narrowed to one project."""
        spec = self.layout.figures[name]
        mask = self.cube.within(self.cube.every_period(spec), "project", project)
        less = self.cube.within(self._less(spec), "project", project)
        return self._quantity(f"{name}.{project}", spec, mask, Figures._sum, less)

    def breakdown(self, name: str) -> tuple[Member, ...]:
        """Return a declared breakdown: its members, in code order."""
        spec = self.layout.breakdowns[name]
        every, cube = self.cube.every_period(spec), self.cube
        others = (*((Period.PRIOR,) if spec.ended else ()), *map(self.layout.period, spec.also))
        asked_of = cube.periods(every, (self.layout.period(spec.of), *others))
        members = []
        for code, label, lineage, source in self._parts(spec, asked_of):
            mask, amount_id = cube.within(every, spec.by, code), f"{name}.{code}"
            asked = [self._of_period(amount_id, spec, mask, self._period(amount_id, spec))]
            asked += [self._of_period(f"{amount_id}.{one}", spec, mask, one) for one in others]
            if not all(map(cube.is_nothing, asked)):
                unit = self._unit_of(mask) if source is not None else ""
                amount = partial(self._quantity, amount_id, spec, mask, Figures._sum)
                members.append(Member(spec.by, code, label, amount, lineage, source, unit))
        return tuple(members)

    def _unit_of(self, mask: Mask) -> str:
        """Return the name of the unit that has some facts; nothing if the own office has them."""
        return next((body.name for body in self.cube.bodies(mask) if body.id), "")

    def _parts(
        self, spec: BreakdownSpec, mask: Mask
    ) -> Iterator[tuple[str, str | Absent, Lineage, Record | None]]:
        """Yield the code, the name, the lineage and the source of all that may be a member."""
        if spec.by == "project":
            for project in self.budget.projects:
                lineage = partial(self._lineage, project.function, "function")
                yield project.id, project.name, lineage, self.source.beside(project)
        elif spec.by == "entity":
            self.source.reads.bodies(self.budget.department.origin)
            for entity in self.cube.entities:
                yield entity.id, entity.name, tuple, None
        else:
            codes = self.catalogue.lists()[spec.by]
            names = TypedNames(partial(self.cube.facts, mask))
            used = used_codes(self.cube.codes(mask, spec.by), codes)
            for code in in_order(used, codes, spec.by):
                entry = names.entry(code, codes)
                if spec.level in (None, entry.level):
                    yield code, _name(entry, names), partial(self._lineage, code, spec.by), None

    def _lineage(self, code: str, dimension: str) -> tuple[Step, ...]:
        codes = self.catalogue.lists()[dimension]
        listed = [entry for above in codes.lineage(code) if (entry := codes.get(above))]
        if listed and listed[-1].code == code:  # as mostly; then all above it are listed as well
            return tuple(Step(entry.code, entry.name, entry.level) for entry in listed)
        names = TypedNames(partial(self.cube.facts, self.cube.of(dimension, code)))
        entries = (names.entry(above, codes) for above in codes.lineage(code))
        return tuple(Step(e.code, _name(e, names), e.level) for e in entries)

    def _less(self, spec: FigureSpec) -> Mask:
        """Return the facts that are taken off from a figure, of every period."""
        return NO_FACTS if spec.less is None else self.cube.every_period(spec.less)

    def _quantity(
        self, figure_id: str, spec: Spec, mask: Mask, how: Summing, less: Mask = NO_FACTS
    ) -> Quantity:
        period = self._period(figure_id, spec)
        first: Summing = Figures._instead if getattr(spec, "instead", None) else Figures._sum
        if isinstance(spec, FigureSpec) and spec.less is not None:
            first = how = partial(Figures._left, whole=mask, less=less)
        amount = first(self, figure_id, spec, mask, period)
        others = _Others(self, figure_id, spec, self.cube.either(mask, less), how)
        style = self.of_periods.get(period, self.style)
        return Quantity(amount, others, style, self.source.reads)

    def _period(self, figure_id: str, spec: Spec) -> str:
        """Return the period that an amount is of first."""
        if spec.of is not None and spec.of not in self.layout.amounts:
            raise MisuseError(
                msg("amounts: has no {key}, which “{asking}” asks for", key=spec.of,
                    asking=figure_id)
            )  # fmt: skip
        return self.layout.period(spec.of)

    def _sum(self, figure_id: str, spec: Spec, mask: Mask, period: str) -> Figure | Absent:
        total = self.cube.total(self._of_period(figure_id, spec, mask, period))
        style = self.of_periods.get(period, self.style)
        return style.sum(figure_id, total, spec.margin)

    def _of_period(self, figure_id: str, spec: Spec, mask: Mask, period: str) -> Mask:
        """Return the facts of a period, and record that they are added up."""
        if period != Period.CURRENT and BY_ECONOMIC in spec.margin and mask:
            if period == Period.PRIOR:
                raise MisuseError(
                    msg("nothing tells {figure}: declare prior: in the layout", figure=figure_id)
                )
            raise MisuseError(
                msg("nothing tells {figure}: declare typed: in the layout", figure=figure_id)
            )
        mask = self.cube.within(mask, "period", period)
        self.source.reads.sum(mask)
        return mask

    def _left(  # what is asked for, and of what
        self, figure_id: str, spec: Spec, _: Mask, period: str, *, whole: Mask, less: Mask
    ) -> Figure | Absent:
        """Return what is left of a sum when another is taken off."""
        style = self.of_periods.get(period, self.style)
        return style.left(
            figure_id,
            self._sum(f"{figure_id}.whole", spec, whole, period),
            self._sum(f"{figure_id}.less", spec, less, period),
        )

    def _typed(self, figure_id: str, spec: FigureSpec, mask: Mask, period: str) -> Figure | Absent:
        """Return an amount as the source has it elsewhere, if the layout says that it has."""
        paths = spec.prior if period == Period.PRIOR else spec.typed.get(period, ())
        if not paths:
            return self._added_up(figure_id, spec, mask, period)
        amounts: list[Figure] = []
        for path in paths:
            value = self._typed_at(path, period)
            if isinstance(value, Absent) and self._may_be_found(path, period):
                if len(paths) == 1:
                    return self._by_body(figure_id, spec, path, value, period)
                # Each part is told by its own figure: one may be typed, and another found.
                value = self._alone(path, value, period)
            if isinstance(value, Absent):
                return value
            if not isinstance(value, Figure):
                raise MisuseError(msg("{path} is no amount", path=path))
            amounts.append(value)
        twice = self.cube.counted_twice(spec, period)
        passed = self._passed(figure_id, spec, twice, period)
        if isinstance(passed, Absent):
            return passed
        return self._added(figure_id, [*amounts, *passed])

    def _added_up(
        self, figure_id: str, spec: FigureSpec, mask: Mask, period: str
    ) -> Figure | Absent:
        """Return an amount that nobody types in all."""
        beside = self.beside.get(period)
        if beside is not None and BY_ECONOMIC in spec.margin:
            return self.style.sum(figure_id, beside.total(beside.asked(spec)), spec.margin)
        return self._sum(figure_id, spec, mask, period)

    def _may_be_found(self, path: str, period: str) -> bool:
        """Tell whether another source may tell what is not typed."""
        return period in self.beside and not path.startswith(_OTHER_FIGURE)

    def _added(self, figure_id: str, amounts: Sequence[Figure]) -> Figure:
        whole = Amount(sum(amount.value for amount in amounts))
        return self.style.amount(figure_id, whole, Formula.SUM, operands=tuple(amounts))

    def _passed(
        self,
        figure_id: str,
        spec: FigureSpec,
        twice: Mask,
        period: str,
        typed: Container[str] | None = None,
    ) -> tuple[Figure, ...] | Absent:
        """Return what money passed on adds to what bodies type, if anything.

        Args:
            figure_id: of the sum.
            spec: says of which facts it is the sum.
            twice: what takes out of it what is counted at both ends.
            period: of it.
            typed: the bodies that type it; all of its types if it is nothing.
        """
        self.source.reads.sum(twice)
        across = passed_across(self.budget, self.cube, spec, period, typed, spec.instead)
        for fact in across.facts:
            self.source.reads.value(fact.origin, fact.key)
        found: list[Figure] = []
        for total in (self.cube.total(twice), across):
            if total.facts:
                passed = self.style.sum(f"{figure_id}.passed_on", total, spec.margin)
                if isinstance(passed, Absent):
                    return passed
                found.append(passed)
        return tuple(found)

    def _alone(self, path: str, missing: Absent, period: str) -> Figure | Absent:
        """Return the amount of the figure that a path alone tells; what is missing if none is."""
        for name, spec in self.layout.figures.items():
            alone = spec.prior if period == Period.PRIOR else spec.typed.get(period, ())
            if tuple(alone) == (path,):
                return self.figure(name).others.of(period)
        return missing

    def _instead(
        self, figure_id: str, spec: FigureSpec, mask: Mask, period: str
    ) -> Figure | Absent:
        """Return this year's amount as the source has it typed; if it has not, the sum."""
        typed = follow(self.source, spec.instead or "")
        if isinstance(typed, Figure):
            return self.style.of_operands(figure_id, typed.value, Formula.SUM, typed)
        return self._sum(figure_id, spec, mask, period)

    def _by_body(
        self, figure_id: str, spec: FigureSpec, path: str, missing: Absent, period: str
    ) -> Figure | Absent:
        """Return an amount that not every body types: of the others, what the source beside has.

        Args:
            figure_id: of the sum.
            spec: says of which facts it is the sum.
            path: under which bodies type it.
            missing: stands for it.
            period: of it.
        """
        amounts, other = self.beside[period], self.typed_beside.get(period)
        if not isinstance(self.budget, ConsolidatedBudget) or not isinstance(
            other, ConsolidatedBudget
        ):
            return self.style.sum(figure_id, amounts.total(amounts.asked(spec)), spec.margin)
        told = by_body(self.budget, path, spec, Beside(amounts, other), spec.instead)
        typed = {body: follow(self.source.beside(one), path) for body, one in told.bodies.items()}
        if (body := told.without_word) is not None:
            lacking = typed[body]
            return lacking if isinstance(lacking, Absent) else missing
        there = of_bodies(other)
        instead = [
            follow(self.source.beside(there[body]), spec.instead or "")
            for body in told.instead_of_untyped
        ]
        found, twice = told.found(), told.counted_twice(self.cube, period, told.typed.keys())
        operands = [one for one in (*typed.values(), *instead) if isinstance(one, Figure)]
        if found.facts or not operands:
            rest = self.style.sum(figure_id, found, spec.margin)
            if isinstance(rest, Absent) or not operands:
                return rest
            operands.insert(0, replace(rest, id=f"{figure_id}.found"))
        passed = self._passed(figure_id, spec, twice, period, told.typed.keys())
        if isinstance(passed, Absent):
            return passed
        return self._added(figure_id, [*operands, *passed])

    def _typed_at(self, path: str, period: str) -> object:
        name = path.removeprefix(_OTHER_FIGURE)
        if name != path and name in self.layout.figures:
            others = self.figure(name).others
            return others.of(period)
        return follow(self.source, path)


Summing = Callable[[Figures, str, Any, Mask, str], Figure | Absent]
"""Returns an amount by its id, its declaration, the facts of every period, and the period."""


@frozen(eq=False)
class _Others(Others):
    """The other amounts: one small object a figure, for most are never asked for.

    Attributes:
        mask: the facts of every period.
    """

    figures: Figures
    id: str
    spec: Spec
    mask: Mask
    how: Summing
    _known: dict[str, Figure | Absent] = field(default_factory=dict, init=False)

    def of(self, period: str) -> Figure | Absent:
        """Return the amount of a period."""
        self._check(period)
        if period not in self._known:
            name = f"{self.id}.{period}"
            self._known[period] = self.how(self.figures, name, self.spec, self.mask, period)
        return self._known[period]

    def declared(self, key: str) -> str | None:
        """Return the period of a key of the layout's amounts, if it has such a key."""
        layout = self.figures.layout
        return layout.period(key) if key in layout.amounts else None

    def facts(self, period: str) -> Sequence[Fact]:
        """Return the facts of a period."""
        self._check(period)
        cube = self.figures.cube
        return cube.facts(cube.within(self.mask, "period", period))

    def _check(self, period: str) -> None:
        """See to it that a template compares with amounts that there may be.

        Raises:
            MisuseError: the layout says of none that its documents compare with them.
        """
        layout = self.figures.layout
        if period == Period.PRIOR and not layout.compares_with_some:
            raise MisuseError(
                msg("the layout does not say which amounts {figure} is compared with",
                    figure=self.id),
                hint=msg("add compares: to the layout with one of the keys of amounts: {names}",
                         names=enumerated(layout.amounts)),
            )  # fmt: skip

    def missing(self, ended: Fact) -> Origin | None:
        """Return where a line would stand that ended; in the department's, of a body that did.

        Nothing of a line whose code this year's list does not have: a list that drops a code says
        itself that the line ended. A project has a name of its own.
        """
        is_line = ended.function and not ended.project
        if is_line and ended.function not in self.figures.catalogue.function:
            return None
        budget, cube = self.figures.budget, self.figures.cube
        units = budget.units if isinstance(budget, ConsolidatedBudget) else ()
        of_unit = (
            (unit.budget.origin, unit.id)
            for unit in units
            if ended in cube.facts(cube.within(self.mask, "entity", unit.id))
        )
        home, body = next(of_unit, (budget.origin, ""))
        successors = self.figures.catalogue.successors
        return entry_like(ended.origin, home, own_id(ended.project, body), successors)


def _name(entry: Entry, names: TypedNames) -> str | Absent:
    return entry.name or names.lacking(entry.code)
