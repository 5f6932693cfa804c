"""What the texts of a source may be of: its function items and its projects, told by their names.

A name is known by the pairs of neighbouring characters in it that other names do not have as a
matter of course. Each text is looked at once, whatever number of names there is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from budgetc.budget.lines import EconomicLine
from budgetc.budget.model import Budget
from budgetc.classification import Catalogue
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Value, msg
from budgetc.frozen import frozen
from budgetc.lists import Pattern
from budgetc.lists.model import TextLists
from budgetc.rules.rule import RuleContext
from budgetc.source.origin import Origin, Place

_FEWEST = 3
"""How many pairs of a name stand in a text by no chance."""

_MANY = 20
"""A pair that more names have than these tells none of them."""

Pairs = frozenset[tuple[str, str]]
"""Neighbouring characters."""


@frozen(eq=False)
class Subject:
    """A function item of the source, or a project.

    Attributes:
        name: its official name, or the project's.
        lineage: its function code with those above; of a project, that of its money.
        project: the id of a project; an item has none.
        pairs: those of its name.
        telling: those of them by which another text is known to speak of it.
        place: where it is typed.
    """

    name: str
    lineage: tuple[str, ...]
    project: str
    pairs: Pairs
    telling: Pairs
    place: Place

    @property
    def code(self) -> str:
        """Its function code."""
        return self.lineage[-1]

    @property
    def called(self) -> Value:
        """What messages call it."""
        return self.name if self.project else msg("{code} {name}", code=self.code, name=self.name)

    def is_of(self, code: str) -> bool:
        """Tell whether it is the function item of a code, or money of it, or above it."""
        return code in self.lineage


@frozen(eq=False)
class Subjects:
    """All of a source.

    It has of a budget what it needs, and not the context that remembers it: each would keep the
    other.

    Attributes:
        by_pair: those that a pair tells; one that many have tells none of them.
        by_project: each project by its id.
        by_code: by a function code, the subjects of it and of what is below it.
        by_own_code: by a function code, the subjects of it alone.
        share: how many percent of what tells a subject has to stand in a text that speaks of it.
        lines: of the economic items that basic expenditure is for.
    """

    by_pair: Mapping[tuple[str, str], list[Subject]]
    by_project: Mapping[str, list[Subject]]
    by_code: Mapping[str, list[Subject]]
    by_own_code: Mapping[str, list[Subject]]
    share: int
    lines: Sequence[EconomicLine]
    catalogue: Catalogue
    lint: TextLists

    def own(self, code: str, project: str = "") -> Own:
        """Return what a text of a function code, or of one of its projects, is of.

        What is left over of a class may be of anything in it.
        """
        lineage = self.catalogue.function.lineage(code)
        name = self.catalogue.name_of("function", code)
        if not project and self.lint.rest_of_a_class.search(name):
            code = self.catalogue.function.above(code) or code
        if project:
            its = frozenset(self.by_project.get(project, ()))
        else:
            of_these = (one for at in lineage for one in self.by_own_code.get(at, ()))
            its = frozenset((*self.by_code.get(code, ()), *of_these))
        pairs = _pairs_of(name, self.lint)
        return Own(its, pairs.union(*(one.pairs for one in its)), lineage)

    def other_in(
        self, text: str, of: Callable[[], Own], share: int | None = None
    ) -> Subject | None:
        """Return what a text speaks of instead of what it is of, if it does so.

        Args:
            text: the text.
            of: returns what it is of; a name that tells nothing may be said of anything.
            share: the percentage to reach, where it is not the usual one.
        """
        least = self.share if share is None else share
        return self._other(text, of, lambda one, count: count * 100 >= least * len(one.telling))

    def other_by_part(self, text: str, of: Callable[[], Own]) -> Subject | None:
        """Return the project that a text speaks of so, by a part of its name that is its alone."""
        return self._other(text, of, lambda one, _: self._is_part(one, text))

    def _is_part(self, other: Subject, text: str) -> bool:
        if not other.project:
            return False
        own = {
            pair
            for pair in other.telling
            if all(  # its item is not another thing
                one is other or (not one.project and other.is_of(one.code))
                for one in self.by_pair.get(pair, ())
            )
        }
        parts = (text[at : at + _FEWEST + 1] for at in range(len(text) - _FEWEST))
        return any(own.issuperset(pairwise(part)) and part in other.name for part in parts)

    def _other(
        self, text: str, of: Callable[[], Own], is_named: Callable[[Subject, int], bool]
    ) -> Subject | None:
        near = self.by_pair.keys() & pairwise(text) if len(text) > _FEWEST else ()
        if len(near) < _FEWEST:  # as mostly
            return None
        own, said = of(), frozenset(pairwise(text))
        if not own.pairs or not own.pairs.isdisjoint(said):
            return None
        told = Counter(one for pair in near for one in self.by_pair[pair])
        found = [
            one
            for one, count in told.items()
            if count >= _FEWEST
            and is_named(one, count)
            and one not in own.subjects
            and self._above(own, one).isdisjoint(said)
        ]
        if not found or self._may_name_others(text):
            return None
        return max(found, key=lambda one: (told[one], -one.place.span.line))

    def _above(self, own: Own, other: Subject) -> Pairs:
        """Return the pairs of the classes that a text is of, and another subject is not."""
        codes = (code for code in own.lineage[:-1] if not other.is_of(code))
        names = (self.catalogue.name_of("function", code) for code in codes)
        return frozenset().union(*(_pairs_of(name, self.lint) for name in names))

    def _may_name_others(self, text: str) -> bool:
        """Tell whether a text says why it names another, or lists what money is spent on."""
        if self.lint.of_several.search(text):
            return True
        codes = {line.code for line in self.lines}
        names = {self.catalogue.name_of("economic", code) for code in codes} - {""}
        return sum(name in text for name in names) >= _FEWEST


@frozen(eq=False)
class Own:
    """What a text is of.

    Attributes:
        pairs: any of them in a text shows that it speaks of it.
        lineage: its function code with those above; of several projects, none.
    """

    subjects: frozenset[Subject]
    pairs: Pairs
    lineage: tuple[str, ...] = ()


def together(some: Iterable[Own]) -> Own:
    """Return what a text of several projects is of."""
    each = tuple(some)
    return Own(
        frozenset().union(*(one.subjects for one in each)),
        frozenset().union(*(one.pairs for one in each)),
    )


def _pairs_of(name: str, lint: TextLists) -> Pairs:
    """Return the pairs of a name without the words that many names share."""
    return _pairs(lint.shared_words, name)


@lru_cache(maxsize=4096)
def _pairs(shared: Pattern, name: str) -> Pairs:
    """Return them; the names of items are the same in all sources."""
    return frozenset(pair for part in shared.blanked(name).split("□") for pair in pairwise(part))


def subjects(context: RuleContext) -> Subjects:
    """Return what the texts of a source may be of.

    Raises:
        NotApplicable: the words that names share are of another language.
    """
    lint, basic = context.words.texts, context.budget.basic_expenditure
    by_pair: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    by_project: dict[str, list[Subject]] = defaultdict(list)
    by_code: dict[str, list[Subject]] = defaultdict(list)
    by_own_code: dict[str, list[Subject]] = defaultdict(list)
    for one in _each(context.budget, context.catalogue, lint):
        for pair in one.telling:
            by_pair[pair].append(one)
        for code in one.lineage:
            by_code[code].append(one)
        by_own_code[one.code].append(one)
        if one.project:
            by_project[one.project].append(one)
    share = context.thresholds.named_share
    known = by_pair.items() if share is not None else ()
    told = {pair: some for pair, some in known if len(some) <= _MANY}
    lines = basic.by_economic if basic is not None else ()
    return Subjects(
        told, by_project, by_code, by_own_code, share or 0, lines, context.catalogue, lint
    )


def _each(own: Budget, catalogue: Catalogue, lint: TextLists) -> Iterator[Subject]:
    function = catalogue.function
    lines: dict[str, Origin] = {}
    for line in own.function_lines:
        lines.setdefault(line.code, line.origin)
    typed = [
        (code, catalogue.name_of("function", code), "", Place(origin, "code"))
        for code, origin in lines.items()
    ]
    typed += [(p.function, p.name, p.id, Place(p.origin, "name")) for p in own.projects]
    above = {code for code, *_ in typed for code in function.lineage(code)[:-1]}
    everywhere = (own.department.name, *(catalogue.name_of("function", code) for code in above))
    common = frozenset().union(*(_pairs_of(name, lint) for name in everywhere))
    rest = lint.rest_of_a_class.among(name for _, name, _, _ in typed)
    for code, name, project, place in typed:
        pairs = _pairs_of(name, lint)
        telling = frozenset() if name in rest else pairs - common
        yield Subject(name, function.lineage(code), project, pairs, telling, place)


def named_here(subject: Subject) -> Iterable[Related]:
    """Return where the item or project stands that a text speaks of."""
    return (Related(subject.place.span, msg("here is what the words speak of")),)
