"""What a jurisdiction's templates may speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budgetc.budget.model import Budget, Department, SubordinateUnit
from budgetc.document import Formula
from budgetc.layout.absent import Absent
from budgetc.layout.datum import Datum, follow
from budgetc.layout.measures import Change, Measure, Percent, Quantity, compare, share
from budgetc.layout.quantities import Member, Namespace, Quantities
from budgetc.layout.spec import Layout, Numerals
from budgetc.templating import Exposed, exposed


@dataclass(frozen=True, slots=True)
class Term(Exposed):
    """A word of the glossary."""

    term: str
    meaning: str

    def lookup(self, name: str) -> object:
        """Return the term or its meaning."""
        if name in ("term", "meaning"):
            return getattr(self, name)
        raise LookupError(name)


@dataclass(frozen=True, slots=True)
class Date(Exposed):
    """A day."""

    year: int
    month: int
    day: int

    def lookup(self, name: str) -> object:
        """Return the year, month or day."""
        if name in ("year", "month", "day"):
            return getattr(self, name)
        raise LookupError(name)


def template_values(budget: Budget, layout: Layout, quantities: Quantities) -> Mapping[str, object]:
    """Return the names that templates may use, but for the tables.

    `source` is the budget as typed, `figures` and `breakdowns` are what the layout declares, the
    others are functions and a few plain values. `bodies` are the department and the units under it
    that are of given types; `marked` and `named` pick members of a breakdown by projects, those
    whose source says yes to a key and those with given ids (all, if the source gives none);
    `sum_of` adds up members.
    """

    @exposed
    def share_of(part: Quantity, whole: Quantity) -> Percent:
        return share(part.current, whole.current, quantities.style)

    @exposed
    def change_of(current: object, prior: object) -> Change | Absent:
        if isinstance(current, Absent):
            return current
        if isinstance(current, Measure) and isinstance(prior, Measure | Absent):
            return compare(current, prior, quantities.style)
        raise TypeError("change() compares two numbers of the source")

    @exposed
    def count(path: str) -> Measure | Absent:
        items = follow(quantities.source, path)
        if isinstance(items, Absent):
            return items
        if not isinstance(items, tuple):
            raise TypeError(f"{path} is not a list")
        return Measure(f"{path}.count", len(items), None, Formula.COUNT)

    @exposed
    def total(base: str, paths: list[str]) -> Measure | Absent:
        return _total(quantities, base, paths)

    @exposed
    def size(id: str, items: tuple[object, ...]) -> Measure:  # noqa: A002  # its name in templates
        return Measure(id, len(items), None, Formula.COUNT)

    @exposed
    def purpose(code: str) -> str | Absent:
        found = (purpose.text for purpose in budget.purposes if purpose.code == code)
        return next(found, Absent(budget.origin, ("purposes", code)))

    @exposed
    def within(figure: str, project: Datum) -> Quantity:
        return quantities.within(figure, project.value.id)

    @exposed
    def bodies(types: list[str]) -> tuple[Datum, ...]:
        department = budget.department
        found: tuple[Department | SubordinateUnit, ...]
        found = (department, *department.subordinate_units)
        return tuple(Datum(body, quantities.style) for body in found if body.type in types)

    @exposed
    def marked(members: tuple[Member, ...], key: str) -> tuple[Member, ...]:
        return tuple(m for m in members if m.source and m.source.lookup(key))

    @exposed
    def named(
        members: tuple[Member, ...], ids: tuple[str, ...] | Absent
    ) -> tuple[Member | Absent, ...]:
        if isinstance(ids, Absent):
            return members
        known = {member.code: member for member in members}
        home = (budget.project_expenditure or budget).origin
        return tuple(known.get(i, Absent(home, (f"projects.{i}",))) for i in ids)

    @exposed
    def sum_of(id: str, members: tuple[Member, ...]) -> Measure:  # noqa: A002
        amounts = [member.amount.current for member in members]
        facts = tuple(fact for amount in amounts for fact in amount.facts)
        value = sum(amount.value for amount in amounts)
        return Measure(id, value, quantities.style, Formula.SUM, facts)

    @exposed
    def date(text: str | Absent) -> Date | Absent:
        if isinstance(text, Absent):
            return text
        year, month, day = text.split("-")
        return Date(int(year), int(month), int(day))

    words = layout.words.get(budget.kind, {})
    wording = chosen_wording(budget, layout)
    return {
        "source": quantities.source,
        "figures": quantities.figures(),
        "breakdowns": quantities.breakdowns(),
        "year": budget.year,
        "prior_year": budget.year - 1,
        "words": Namespace(words, words.__getitem__),
        "wording": Namespace(wording, wording.__getitem__),
        "glossary": glossary(budget, layout),
        "share": share_of,
        "change": change_of,
        "count": count,
        "total": total,
        "size": size,
        "purpose": purpose,
        "within": within,
        "date": date,
        "bodies": bodies,
        "marked": marked,
        "named": named,
        "sum_of": sum_of,
        "numeral": exposed(numerals(layout.numerals)),
    }


def chosen_wording(budget: Budget, layout: Layout) -> Mapping[str, str]:
    """Return the value of every choice of wording: the source's, else the layout's first."""
    chosen = budget.options.wording if budget.options else {}
    return {name: chosen.get(name, choice.values[0]) for name, choice in layout.wording.items()}


def _total(quantities: Quantities, base: str, paths: list[str]) -> Measure | Absent:
    """Return the sum of some numbers of one entry; what the entry leaves out counts as nothing."""
    entry = follow(quantities.source, base)
    if isinstance(entry, Absent):
        return entry
    values = [follow(quantities.source, f"{base}.{path}") for path in paths]
    parts = [value for value in values if isinstance(value, Measure)]
    style = parts[0].style if parts else quantities.style
    operands = tuple(part.figure() for part in parts)
    value = sum(part.value for part in parts)
    return Measure(f"{base}.total", value, style, Formula.SUM, operands=operands)


def glossary(budget: Budget, layout: Layout) -> tuple[Term, ...]:
    """Return the jurisdiction's terms, with the department's own words where it has some."""
    own = {term.term: term.meaning for term in budget.glossary}
    terms = {term.term: own.pop(term.term, term.meaning) for term in layout.glossary}
    return tuple(Term(term, meaning) for term, meaning in (terms | own).items())


def numerals(words: Numerals) -> Callable[[int], str]:
    """Return a function that writes 1 to 99 in the words of a jurisdiction: 一, 十一, 二十."""
    ten = 10

    def numeral(number: int) -> str:
        tens, ones = divmod(number, ten)
        if not 0 < number < ten * ten:
            return str(number)
        head = "" if tens == 0 else words.ten if tens == 1 else words.digits[tens] + words.ten
        return head + (words.digits[ones] if ones else "")

    return numeral
