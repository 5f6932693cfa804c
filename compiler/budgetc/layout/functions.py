"""The functions that templates may call.

The docstring of each is its entry in the reference of `docs/jurisdictions.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, TypeGuard

from budgetc.budget.consolidated import Consolidated
from budgetc.budget.department import Department, SubordinateUnit
from budgetc.diagnostics.messages import msg
from budgetc.document.model import PERCENT, Figure, Formula, OnDemand
from budgetc.frozen import frozen
from budgetc.layout.absent import Absent
from budgetc.layout.figures import Figures
from budgetc.layout.quantities import Change, Member, Quantity, compare
from budgetc.layout.reasons import OWED_BY_EACH
from budgetc.layout.record import Record, follow
from budgetc.layout.style import count
from budgetc.ledger import Total
from budgetc.numbers.values import Amount
from budgetc.source.nodes import Scalar
from budgetc.source.origin import Origin, Place
from budgetc.templating.exposed import Exposed, exposed
from budgetc.templating.faults import MisuseError


@frozen()
class Date(Exposed):
    """A day."""

    called = msg("a day")
    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"year": "Its year, a number.", "month": "1 to 12.", "day": "1 to 31."}
    )

    year: int
    month: int
    day: int


@frozen(eq=False)
class Functions:
    """The functions of one budget's templates."""

    _budget: Consolidated
    _figures: Figures

    @exposed
    def share(
        self, part: Quantity | Figure | Absent, whole: Quantity | Figure | Absent
    ) -> Figure | Absent:
        """Print part as a percentage of whole: `share(figures.basic, figures.expenditure)`."""
        return self._figures.style.share(_amount(part), _amount(whole))

    @exposed
    def completion(
        self, done: Quantity | Figure | Absent, planned: Quantity | Figure | Absent
    ) -> Figure | Absent:
        """Print how many percent of what was planned is done; from nothing, the layout's word.

        `completion(figures.expenditure.outturn, figures.expenditure.initial)`
        """
        return self._figures.style.completion(_amount(done), _amount(planned))

    @exposed
    def written(self, amount: Quantity, key: str) -> tuple[str | Absent, ...]:
        """Pick what is written under a key of the lines of an amount, each text once.

        `written(member.amount, "variance_reason")`
        """
        current = amount.current
        facts = current.facts if isinstance(current, Figure) else ()
        lines = list(
            {id(line.node): line for line in (f.entry or f.origin for f in facts)}.values()
        )
        for line in lines:
            self._figures.source.reads.value(line, key)
        nodes = (line.node.get(key) for line in lines)
        texts = dict.fromkeys(node.text for node in nodes if isinstance(node, Scalar))
        return tuple(texts) or tuple(Absent(line, (key,)) for line in lines[:1])

    @exposed
    def change(self, current: object, prior: object) -> Change | Absent:
        """Compare two amounts, or two numbers of the source: this year's, and another.

        `{% set difference = change(people.current, people.prior) %}`
        """
        now, then = (one.current if isinstance(one, Quantity) else one for one in (current, prior))
        if isinstance(now, Absent):
            return now
        if _is_number(now) and (isinstance(then, Absent) or _is_number(then)):
            self._figures.style.check_alike(now, *(() if isinstance(then, Absent) else (then,)))
            return compare(now, then, self._figures.style)
        raise MisuseError(
            msg("change() compares two amounts, or two numbers of the source"), "change"
        )

    @exposed
    def reasons(
        self, current: Quantity, prior: Quantity | Figure | Absent, key: str = OWED_BY_EACH
    ) -> tuple[str | Absent, ...]:
        """Pick why an amount is not another one: the reasons of its lines that moved as it did.

        `reasons(item.amount, item.amount.executed)`. A third argument is another key that
        reasons are typed under, of which one text is enough: `"variance_reason"`.
        """
        before = _amount(prior)
        return () if isinstance(before, Absent) else current.reasons_since(before.facts, key)

    @exposed
    def counter_reasons(
        self, current: Quantity, prior: Quantity | Figure | Absent, key: str = OWED_BY_EACH
    ) -> tuple[str | Absent, ...]:
        """Pick the reasons of the lines that moved the other way than their sum.

        `counter_reasons(item.amount, item.amount.executed)`
        """
        before = _amount(prior)
        if isinstance(before, Absent):
            return ()
        return current.counter_reasons_since(before.facts, key)

    @exposed
    def count(self, path: str) -> Figure | Absent:
        """Count the items of a list of the source: `count("department.offices")`."""
        items = follow(self._figures.source, path)
        if isinstance(items, Absent):
            return items
        if not isinstance(items, (tuple, OnDemand)):
            raise MisuseError(msg("{path} is not a list", path=path), path)
        places = self._counted(path, items)
        return count(f"{path}.count", len(items), Formula.COUNT, places)

    @exposed
    def total(self, base: str, paths: list[str]) -> Figure | Absent:
        """Add up numbers of one entry of the source; what the entry leaves out counts as nothing.

        `total("procurement", ["goods", "works", "services"])`
        """
        entry = follow(self._figures.source, base)
        if isinstance(entry, Absent):
            return entry
        values = [follow(self._figures.source, f"{base}.{path}") for path in paths]
        parts = [value for value in values if isinstance(value, Figure)]
        self._figures.style.check_alike(*parts)
        value = sum(part.value for part in parts)
        return self._figures.style.of_operands(f"{base}.total", value, Formula.SUM, *parts)

    @exposed
    def size(self, id: str, items: tuple[object, ...]) -> Figure:  # noqa: A002
        """Count what was picked, under an id of your own.

        `size("funds.count", breakdowns.revenue_by_fund)`
        """
        places = tuple(place for item in items for place in _places_of(item))
        return count(id, len(items), Formula.COUNT, places)

    @exposed
    def plural(self, count: Figure | Absent | int, one: str, several: str) -> str | Absent:
        """Pick the word for one thing or for several: `plural(count(…), "office", "offices")`."""
        if isinstance(count, Absent):
            return count
        return one if (count.value if isinstance(count, Figure) else count) == 1 else several

    @exposed
    def purpose(self, code: str) -> str | Absent:
        """Print what the source says under `purposes` about a code: `purpose(member.code)`."""
        for purpose in self._budget.purposes:
            if purpose.code == code:
                self._figures.source.reads.value(purpose.origin, "text")
                return purpose.text
        return Absent(self._budget.origin, ("purposes", code))

    @exposed
    def code_name(self, dimension: str, code: str | Absent) -> str | Absent:
        """Print the name that a list has for a code: `code_name("account", line.account)`."""
        if isinstance(code, Absent):
            return code
        name = self._figures.catalogue.name_of(dimension, code)
        if not name:
            raise MisuseError(
                msg("{dimension} has no code {code}", dimension=dimension, code=code), code
            )
        return name

    @exposed
    def within(self, figure: str, project: Record) -> Quantity:
        """Narrow a declared figure to one project, in a table that is printed once a project.

        `within("projects", project)`
        """
        return self._figures.within(figure, project.value.id)

    @exposed
    def bodies(self, types: list[str]) -> tuple[Record, ...]:
        """Pick the department and the units under it that are of given types.

        `bodies(["civil_service", "institution"])`
        """
        department = self._budget.department
        found: tuple[Department | SubordinateUnit, ...]
        found = (department, *department.subordinate_units)
        source = self._figures.source
        return tuple(source.beside(body) for body in found if body.type in types)

    @exposed
    def marked(self, members: tuple[Member, ...], key: str) -> tuple[Member, ...]:
        """Pick the members whose project says yes to a key of its source.

        `marked(breakdowns.projects, "reports_targets")`
        """
        return tuple(m for m in members if m.source and m.source.lookup(key))

    @exposed
    def by_body(self, members: tuple[Member, ...]) -> tuple[tuple[Member, ...], ...]:
        """Pick the projects of each body: those without a unit first, then those of each unit.

        `{% for projects in by_body(breakdowns.projects) %}`
        """
        found: dict[str, list[Member]] = {}
        for member in sorted(members, key=lambda member: bool(member.unit)):
            found.setdefault(member.unit, []).append(member)
        return tuple(map(tuple, found.values()))

    @exposed
    def named(
        self, members: tuple[Member, ...], ids: tuple[str, ...] | Absent
    ) -> tuple[Member | Absent, ...]:
        """Pick the members with given project ids; all of them where the source gives no ids.

        `named(breakdowns.projects, source.project_statement.projects)`
        """
        if isinstance(ids, Absent):
            return members
        known = {member.code: member for member in members}
        home = (self._budget.project_expenditure or self._budget).origin
        return tuple(
            known.get(project, Absent(home, (f"projects.{project}",)))
            for project in ids
            if project in known or self._is_lacking(project)
        )

    def _is_lacking(self, project: str) -> bool:
        """Tell whether a project lacks an amount; of others that have none the source is wrong."""
        there = {one.id for one in self._budget.projects}
        return project in there and not self._figures.cube.is_spent_by_units(project)

    @exposed
    def sum_of(
        self,
        id: str,  # noqa: A002
        members: tuple[Member | Absent, ...],
        of: str = "",
    ) -> Figure | Absent:
        """Add up members, under an id of your own: `sum_of("reported", picked)`.

        A third argument is the key of another amount: `sum_of("budgeted", picked, "initial")`.
        """
        amounts = []
        for member in members:
            if isinstance(member, Absent):
                return member
            amount = member.amount.of(of) if of else member.amount.current
            if isinstance(amount, Absent):
                return amount
            amounts.append(amount)
        self._figures.style.check_alike(*amounts)
        facts = tuple(fact for amount in amounts for fact in amount.facts)
        total = Total(Amount(sum(amount.value for amount in amounts)), facts)
        return self._figures.style.sum(id, total, amounts[0].margin if amounts else ())

    @exposed
    def date(self, text: str | Absent) -> Date | Absent:
        """Take a day of the source apart.

        `{% set issued = date(source.issued) %}`
        """
        if isinstance(text, Absent):
            return text
        year, month, day = text.split("-")
        return Date(int(year), int(month), int(day))

    def _counted(self, path: str, items: Sequence[object]) -> tuple[Place, ...]:
        """Return where the items of a list stand; of an empty one, where the list does."""
        base, _, name = path.rpartition(".")
        home = follow(self._figures.source, base) if base else self._figures.source
        if not isinstance(home, Record):
            return ()
        origin: Origin = home.value.origin
        if not items:
            return (Place(origin, name),)
        return tuple(Place(origin, name, position) for position in range(len(items)))


def _amount(value: Quantity | Figure | Absent) -> Figure | Absent:
    return value.current if isinstance(value, Quantity) else value


def _is_number(value: object) -> TypeGuard[Figure]:
    return isinstance(value, Figure) and value.unit != PERCENT


def _places_of(item: object) -> Iterator[Place]:
    """Yield the place that names what was counted, if it has one."""
    if isinstance(item, Member) and item.source is not None:
        item = item.source
    if isinstance(item, Record):
        yield _naming(item.value.origin, "")
    elif isinstance(item, Member):
        known = (one for one in (item.amount.current, item.amount.prior) if isinstance(one, Figure))
        for fact in [fact for figure in known for fact in figure.facts][:1]:
            yield _naming(fact.origin, fact.key)


def _naming(origin: Origin, otherwise: str) -> Place:
    keys = origin.tree.shape.at(origin.path[:-1]).entry_keys
    return Place(origin, next((key for key in keys if origin.node.get(key)), otherwise))


def function_names() -> tuple[str, ...]:
    """Return the names of the functions, in the order of this file."""
    return tuple(
        name for name, value in vars(Functions).items() if hasattr(value, "template_callable")
    )
