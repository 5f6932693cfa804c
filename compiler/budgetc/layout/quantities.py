"""The figures and breakdowns that a layout declares, computed when a template asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from budgetc.budget.model import Budget, Project
from budgetc.classification import Catalogue, CodeList
from budgetc.document.model import Formula
from budgetc.jurisdiction.spec import BreakdownSpec, FigureSpec, Layout
from budgetc.layout.absent import Absent
from budgetc.layout.datum import Datum, follow
from budgetc.layout.measures import Measure, Quantity
from budgetc.layout.rows import named_entry
from budgetc.layout.style import Style
from budgetc.ledger import Body, Cube, Fact, Period, Total
from budgetc.source.nodes import Scalar
from budgetc.templating.sandbox import Exposed


@dataclass(frozen=True, slots=True, eq=False)
class Step(Exposed):
    """One code on the way down to a member: 201 一般公共服务支出 类."""

    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "code": "The code.",
            "name": "Its name in the list of the year.",
            "level": "Its level, in the list's word.",
        }
    )

    code: str
    name: str
    level: str

    def lookup(self, name: str) -> object:
        """Return its code, name or level."""
        if name in self.knows:
            return getattr(self, name)
        raise LookupError(name)


@dataclass(frozen=True, slots=True, eq=False)
class Member(Exposed):
    """One part of a breakdown."""

    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "code": "The code, or the id of a project or a body.",
            "name": "The code's name in the list of the year, or the project's or body's.",
            "amount": "The amount, a quantity.",
            "lineage": "The codes from the top down to it, each a step.",
            "source": "Only for a project: it as typed, such as `member.source.legal_basis`.",
        }
    )

    code: str
    name: str
    amount: Quantity
    lineage: tuple[Step, ...]
    source: Datum | None

    def lookup(self, name: str) -> object:
        """Return what a template may know of a member."""
        if name in self.knows and (name != "source" or self.source):
            return getattr(self, name)
        raise LookupError(name)


class Namespace(Exposed):
    """Names of a layout, each computed once when first asked for."""

    def __init__(self, names: Mapping[str, object], compute: Callable[[str], object]) -> None:
        self._names = names
        self._compute = compute
        self._known: dict[str, object] = {}

    def lookup(self, name: str) -> object:
        """Return what a name stands for.

        Raises:
            LookupError: the layout declares no such name.
        """
        if name not in self._names:
            raise LookupError(name)
        if name not in self._known:
            self._known[name] = self._compute(name)
        return self._known[name]


@dataclass(frozen=True, slots=True, eq=False)
class Quantities:
    """Makes the quantities of one budget."""

    budget: Budget
    catalogue: Catalogue
    layout: Layout
    cube: Cube
    style: Style
    source: Datum
    last: Cube | None = None

    def figures(self) -> Namespace:
        """Return the declared figures by name."""
        return Namespace(self.layout.figures, self.figure)

    def breakdowns(self) -> Namespace:
        """Return the declared breakdowns by name, each a tuple of members."""
        return Namespace(self.layout.breakdowns, self.breakdown)

    def figure(self, name: str) -> Quantity:
        """Return a declared figure."""
        spec = self.layout.figures[name]
        if spec.type and not any(body.type in spec.type for body in self.cube.bodies):
            return self._quantity(
                name, 0, 0, spec.margin
            )  # nobody here has this, nor had it last year
        current = self.cube.mask(spec.margin, spec)
        prior = self.cube.mask(spec.margin, spec, Period.PRIOR)
        return self._quantity(name, current, prior, spec.margin, spec)

    def within(self, name: str, project: str) -> Quantity:
        """Return a declared figure narrowed to one project."""
        spec = self.layout.figures[name]
        facts = self.cube.of("project", project)
        current = self.cube.mask(spec.margin, spec) & facts
        prior = self.cube.mask(spec.margin, spec, Period.PRIOR) & facts
        return self._quantity(f"{name}.{project}", current, prior, spec.margin)

    def breakdown(self, name: str) -> tuple[Member, ...]:
        """Return a declared breakdown: the members with money in either year, in code order."""
        spec = self.layout.breakdowns[name]
        current = self.cube.mask(spec.margin, spec)
        prior = self.cube.mask(spec.margin, spec, Period.PRIOR)
        if spec.by == "project":
            members = self._projects(name, spec, current, prior)
        elif spec.by == "entity":
            members = self._bodies(name, spec, current, prior)
        else:
            members = self._codes(name, spec, current, prior)
        return tuple(m for m in members if not _is_nothing(m.amount))

    def _projects(self, name: str, spec: BreakdownSpec, current: int, prior: int) -> list[Member]:
        projects = self.budget.projects
        return [self._project(name, spec, project, current, prior) for project in projects]

    def _project(
        self, name: str, spec: BreakdownSpec, project: Project, current: int, prior: int
    ) -> Member:
        facts = self.cube.of("project", project.id)
        figure = f"{name}.{project.id}"
        amount = self._quantity(figure, current & facts, prior & facts, spec.margin)
        source = self.source.beside(project)
        return Member(project.id, project.name, amount, self._steps(project.function), source)

    def _bodies(self, name: str, spec: BreakdownSpec, current: int, prior: int) -> list[Member]:
        return [self._body(name, spec, body, current, prior) for body in self.cube.bodies]

    def _body(self, name: str, spec: BreakdownSpec, body: Body, current: int, prior: int) -> Member:
        facts = self.cube.of("entity", body.entity)
        figure = f"{name}.{body.entity}"
        amount = self._quantity(figure, current & facts, prior & facts, spec.margin)
        return Member(body.entity, body.name, amount, (), None)

    def _codes(self, name: str, spec: BreakdownSpec, current: int, prior: int) -> list[Member]:
        codes = self.catalogue.lists()[spec.by]
        facts = self.cube.facts(current | prior)
        written = {getattr(fact, spec.by) for fact in facts}
        used = {above for code in written for above in codes.lineage(code)}
        entries = [named_entry(code, codes, facts) for code in _in_order(used, codes, spec.by)]
        return [
            Member(
                entry.code,
                entry.name,
                self._quantity(
                    f"{name}.{entry.code}",
                    current & self.cube.of(spec.by, entry.code),
                    prior & self.cube.of(spec.by, entry.code),
                    spec.margin,
                ),
                self._steps(entry.code, spec.by),
                None,
            )
            for entry in entries
            if entry.level == spec.level
        ]

    def _steps(self, code: str, dimension: str = "function") -> tuple[Step, ...]:
        codes = self.catalogue.lists()[dimension]
        facts = self.cube.of(dimension, code)
        entries = (
            codes.get(above) or named_entry(above, codes, self.cube.facts(facts))
            for above in codes.lineage(code)
        )
        return tuple(Step(e.code, e.name, e.level) for e in entries)

    def _quantity(
        self,
        figure_id: str,
        current: int,
        prior: int,
        margin: str,
        spec: FigureSpec | None = None,
    ) -> Quantity:
        measure = self._sum(figure_id, self.cube.total(current), margin)
        earlier = self.cube.facts(prior)
        before = (
            self._typed_prior(f"{figure_id}.prior", spec)
            if spec is not None and spec.prior
            else self._prior(f"{figure_id}.prior", prior, margin)
        )
        return Quantity(measure, before, _reasons(earlier), _restatements(earlier), self.style)

    def _typed_prior(self, figure_id: str, spec: FigureSpec) -> Measure | Absent:
        amounts: list[Measure] = []
        for path in spec.prior:
            value = self._prior_at(path)
            if isinstance(value, Absent):
                return value if self.last is None else self._found_prior(figure_id, spec, self.last)
            if not isinstance(value, Measure):
                raise TypeError(f"{path} is no amount")
            amounts.append(value)
        total = sum(amount.value for amount in amounts)
        operands = tuple(amount.figure() for amount in amounts)
        return Measure(figure_id, total, self.style, Formula.SUM, operands=operands)

    def _found_prior(self, figure_id: str, spec: FigureSpec, last: Cube) -> Measure:
        """Return the same figure of last year's source."""
        return self._sum(figure_id, last.total(last.mask(spec.margin, spec)), spec.margin)

    def _prior_at(self, path: str) -> object:
        figure, _, name = path.partition(".")
        if figure == "figures" and name in self.layout.figures:
            return self.figure(name).prior
        return follow(self.source, path)

    def _prior(self, figure_id: str, mask: int, margin: str) -> Measure | Absent:
        total = self.cube.total(mask)
        if total.fen is None:
            unknown = next(fact for fact in total.facts if fact.fen is None)
            return Absent(unknown.origin, (unknown.key,))
        return self._sum(figure_id, total, margin)

    def _sum(self, figure_id: str, total: Total, margin: str) -> Measure:
        value = total.fen or 0
        return Measure(figure_id, value, self.style, Formula.SUM, total.facts, margin=margin)


def _is_nothing(amount: Quantity) -> bool:
    no_prior = isinstance(amount.prior, Measure) and amount.prior.value == 0
    return amount.current.value == 0 and no_prior


def _reasons(facts: tuple[Fact, ...]) -> tuple[str | Absent, ...]:
    """Return the reasons written beside last year's amounts, each once, in order."""
    reasons: dict[str, str | Absent] = {}
    for fact in facts:
        if fact.entry is None:
            continue  # a line that ended has nobody to give a reason
        node = fact.entry.node.get("reason")
        if isinstance(node, Scalar) and node.text:
            reasons[node.text] = node.text
        else:
            reasons[f"{id(fact.entry.node)}"] = Absent(fact.entry, ("reason",))
    return tuple(reasons.values())


def _restatements(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """Return the texts that say why last year's amounts were restated, each once, in order."""
    nodes = (fact.entry.node.get("restated") for fact in facts if fact.entry is not None)
    return tuple(dict.fromkeys(node.text for node in nodes if isinstance(node, Scalar)))


def _in_order(used: set[str], codes: CodeList, dimension: str) -> list[str]:
    """Return codes in the order they are printed: funds as they are listed, codes as numbers."""
    if dimension != "fund":
        return sorted(used)
    listed = [code for code in codes.entries if code in used]
    return [*listed, *sorted(used.difference(listed))]
