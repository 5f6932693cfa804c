"""What a region's book asks of its departments: along which dimensions, and how far down.

A department's amounts are added up over all else before the book is made, so that what a region
keeps of it does not grow with its lines. Of a code that is told the lowest one at or above it that
a condition names, or whose level has rows of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import chain
from operator import attrgetter

from budgetc.classification import Catalogue, CodeList
from budgetc.files.data import Resources, kept
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.conventions import load_conventions
from budgetc.jurisdiction.declared import Declared
from budgetc.jurisdiction.spec import Layout
from budgetc.ledger import Dimensions, Fact, Flow, Period

_ALONG = ("function", "economic")
"""The dimensions that are margins of expenditure."""

_DIMENSIONS = attrgetter(
    "period", "flow", "fund", "kind", "group", "function", "economic", "margin"
)  # fmt: skip

_REMEMBERED = 5_000
"""Of how many facts that differ in a dimension it is remembered what they are added up by."""


class Key(NamedTuple):
    """What amounts that are added up have in common, as a fact has it.

    Attributes:
        project: `*` where there is one; which one, each sum says.
    """

    period: str
    flow: str
    fund: str
    kind: str
    group: str
    function: str
    economic: str
    project: str
    margin: str
    codes: tuple[tuple[str, str], ...]

    def code(self, dimension: str) -> str:
        """Return the code in a dimension; empty where it has none."""
        return dict(self.codes).get(dimension) or str(getattr(self, dimension, ""))

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Its codes, of whatever dimension."""
        return (self.function, self.economic, self.fund, *(code for _, code in self.codes))


@frozen(eq=False)
class Steps:
    """How far down the codes of one dimension are told apart.

    Attributes:
        codes: its list; nothing where a section of each source has the codes.
        named: the codes that conditions name.
        levels: those that have rows of their own; an empty one is every level.
    """

    codes: CodeList | None
    named: frozenset[str]
    levels: frozenset[str]
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, code: str) -> str:
        """Return the lowest code at or above a code that is told apart, else the topmost."""
        if code not in self._known:
            self._known[code] = self._of(code)
        return self._known[code]

    def lacks(self, code: str) -> bool:
        """Tell whether a code is in no list, so that its line has to name it."""
        return bool(code) and self.codes is not None and code not in self.codes

    def in_department(self, code: str, folder: str) -> str:
        """Return a code as the region knows it: one of a section is of its department alone.

        A code that the book names is that of each department.
        """
        return code if self.codes is not None or code in self.named else f"{folder}/{code}"

    def _of(self, code: str) -> str:
        if not code or self.codes is None or "" in self.levels:
            return code
        lineage = self.codes.lineage(code)
        told = (one for one in reversed(lineage) if one in self.named or self._has_rows(one))
        return next(told, lineage[0])

    def _has_rows(self, code: str) -> bool:
        entry = self.codes.get(code) if self.codes is not None else None
        return entry is None or entry.level in self.levels  # one of no list may be of any level


@frozen(eq=False)
class Asked:
    """What a book asks.

    Attributes:
        periods: those whose amounts it can print.
        margins: along which it adds up.
        steps: the dimensions of codes that it asks for.
        group: whether it tells the groups of basic expenditure apart.
        declared: the dimensions of its sources.
        lists: the codes of all dimensions.
    """

    periods: frozenset[str]
    margins: frozenset[str]
    steps: Mapping[str, Steps]
    group: bool
    declared: Declared
    lists: Mapping[str, CodeList]
    _known: dict[tuple[object, ...], Key | None] = field(default_factory=dict)

    def key_of(self, fact: Fact) -> Key | None:
        """Return what a fact is added up by; nothing where the book never asks for it."""
        told = (*_DIMENSIONS(fact), fact.project != "", *fact.codes.items())
        if told not in self._known:
            if len(self._known) == _REMEMBERED:
                self._known.clear()
            self._known[told] = self._key(fact)
        return self._known[told]

    def _key(self, fact: Fact) -> Key | None:
        if fact.period not in self.periods or self.margins.isdisjoint(_margins(fact)):
            return None
        return Key(
            fact.period,
            fact.flow,
            self._step("fund", fact.fund),
            fact.kind,
            fact.group if self.group else "",
            self._along("function", fact.function),
            self._along("economic", fact.economic),
            "*" if fact.project else "",
            fact.margin,
            tuple(
                (name, self._step(name, code))
                for name, code in sorted(fact.codes.items())
                if name in self.steps
            ),
        )

    def code_in(self, folder: str, dimension: str, code: str) -> str:
        """Return a code of a department in a dimension, as the region knows it."""
        steps = self.steps.get(dimension)
        return code if steps is None else steps.in_department(code, folder)

    def may_lack(self, fact: Fact) -> bool:
        """Tell whether a fact may lack its amount, or a code by which it is asked for."""
        needed = tuple(name for name in _ALONG if name in self.steps) + ("group",) * self.group
        return fact.fen is None or (
            bool(fact.kind) and not all(getattr(fact, name) for name in needed)
        )

    def unlisted(self, key: Key) -> Iterator[tuple[str, str]]:
        """Yield the codes of a key that no list has, each after its dimension."""
        told = ((name, key.code(name), steps) for name, steps in self.steps.items())
        return ((name, code) for name, code, steps in told if steps.lacks(code))

    def _step(self, dimension: str, code: str) -> str:
        steps = self.steps.get(dimension)
        return "" if steps is None else steps.of(code)

    def _along(self, dimension: str, code: str) -> str:
        """Return the same of a dimension that may be a margin: that there is a code tells of it."""
        if not code or dimension in self.steps or dimension not in self.margins:
            return self._step(dimension, code)
        return self.lists[dimension].lineage(code)[0]


def _margins(fact: Fact) -> Iterator[str]:
    if fact.margin:
        yield fact.margin
    elif fact.flow is not Flow.EXPENDITURE:
        yield fact.flow
    else:
        yield from (name for name in _ALONG if getattr(fact, name))


NOTHING_ASKED = Asked(frozenset(), frozenset(), {}, group=False, declared=Declared(), lists={})
"""What a book asks that cannot be used."""


@kept
def load_asked(resources: Resources, book: str, year: int, stage: str) -> Asked:
    """Return what a book asks of the sources of a year that are of one stage.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    conventions, _ = load_conventions(resources, book, year, stage)
    if conventions is None:
        return NOTHING_ASKED
    layout, catalogue = conventions.layout, conventions.catalogue
    periods = (Period.CURRENT, Period.PRIOR, *map(layout.period, layout.amounts))
    return asked_by(_conditions(layout), _rows(layout), periods, catalogue, conventions.declared)


def asked_by(
    conditions: Iterable[Dimensions],
    rows: Iterable[tuple[str, str]],
    periods: Iterable[str],
    catalogue: Catalogue,
    declared: Declared,
) -> Asked:
    """Return what is asked by the parts of a book.

    Args:
        conditions: of tables, columns, figures and breakdowns.
        rows: the dimensions by which there are rows, each with a level; an empty one is all levels.
        periods: whose amounts it may print.
        catalogue: the code lists.
        declared: the dimensions of its sources.
    """
    narrow, levels = tuple(conditions), tuple(rows)
    steps = dict(_steps(narrow, levels, catalogue, declared))
    margins = frozenset(chain.from_iterable(one.margin for one in narrow))
    return Asked(
        periods=frozenset(periods),
        margins=margins,
        steps=steps,
        group=any(one.group for one in narrow) or _names_gaps(frozenset(steps), margins),
        declared=declared,
        lists=catalogue.lists(),
    )


def _names_gaps(steps: frozenset[str], margins: frozenset[str]) -> bool:
    """Tell whether codes of one margin are asked for along the other, where none may be typed.

    What is reported then is the nearest gap, and a group that is missing is nearer.
    """
    return any(one in steps and other in margins for one, other in (_ALONG, reversed(_ALONG)))


def _conditions(layout: Layout) -> Iterator[Dimensions]:
    for table in layout.tables:
        for panel in table.panels:
            yield from (panel, *panel.all_columns, *panel.rows.lines)
    yield from layout.figures.values()
    yield from layout.breakdowns.values()


def _rows(layout: Layout) -> Iterator[tuple[str, str]]:
    for table in layout.tables:
        for panel in table.panels:
            yield from ((panel.rows.by, level) for level in panel.rows.levels or ("",))
    yield from ((one.by, one.level or "") for one in layout.breakdowns.values())


def _steps(
    conditions: Iterable[Dimensions],
    rows: Iterable[tuple[str, str]],
    catalogue: Catalogue,
    declared: Declared,
) -> Iterator[tuple[str, Steps]]:
    """Yield the dimensions that have codes and that are asked for."""
    for name, codes in catalogue.lists().items():
        values = (
            one.where.get(name, ()) if name in catalogue.declared else getattr(one, name)
            for one in conditions
        )
        # A layout may call a fund by its name.
        named = frozenset(codes.by_name.get(value, value) for value in chain.from_iterable(values))
        levels = frozenset(level for by, level in rows if by == name)
        if named or levels:
            own = name in declared.dimensions and bool(declared.dimensions[name].section)
            yield name, Steps(None if own else codes, named, levels)
