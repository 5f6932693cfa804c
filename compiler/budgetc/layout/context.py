"""What a jurisdiction's templates may speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budgetc.budget.model import Budget
from budgetc.document import Formula
from budgetc.layout.absent import Absent
from budgetc.layout.datum import Datum, follow
from budgetc.layout.measures import Change, Measure, Percent, Quantity, compare, share
from budgetc.layout.quantities import Quantities
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
    others are functions and a few plain values.
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
    def date(text: str | Absent) -> Date | Absent:
        if isinstance(text, Absent):
            return text
        year, month, day = text.split("-")
        return Date(int(year), int(month), int(day))

    return {
        "source": quantities.source,
        "figures": quantities.figures(),
        "breakdowns": quantities.breakdowns(),
        "year": budget.year,
        "prior_year": budget.year - 1,
        "glossary": glossary(budget, layout),
        "share": share_of,
        "change": change_of,
        "count": count,
        "total": total,
        "size": size,
        "purpose": purpose,
        "within": within,
        "date": date,
        "numeral": exposed(numerals(layout.numerals)),
    }


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
