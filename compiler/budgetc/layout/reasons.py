"""Why a sum is not what it was: what is typed of its lines, by which way each of them moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from budgetc.frozen import frozen
from budgetc.layout.absent import Absent
from budgetc.layout.reads import Reads
from budgetc.ledger import OWN_OFFICE, Fact, Flow, declared_key
from budgetc.source.nodes import Path
from budgetc.source.origin import Origin

OWED_BY_EACH = "reason"
"""The key that every line owes which moved; of another, one text tells why the sum did."""


@frozen(eq=False)
class Moves:
    """Which lines of a sum moved, since something else was their amount.

    Lines that outweigh each other tell of no move that anybody has to explain.

    Attributes:
        along: the entries of those that moved as the sum did, or nobody knows how far; of
            lines that outweigh each other, of those that grew.
        against: the entries of those that moved the other way.
        of_nothing: the entries of no amount at codes of which a line ended: a reason that one has
            is told of that.
        ended: the amounts of those that moved as the sum did, and that no entry has any more.
        is_even: whether the sum is what it was.
    """

    along: Sequence[Origin]
    against: Sequence[Origin]
    of_nothing: Sequence[Origin]
    ended: Sequence[Fact]
    is_even: bool

    @classmethod
    def since(cls, before: Sequence[Fact], now: Sequence[Fact]) -> Moves:
        """Tell which lines are not what they were."""
        whole_lines = _passed_on_whole(before, now)
        found = {declared_key(one, OWN_OFFICE) for one in before if _is_found(one)}
        were, are = (_by_line(facts, whole_lines, found) for facts in (before, now))
        whole = _difference(before, now)
        along: list[Fact] = []
        against: list[Fact] = []
        for line in dict.fromkeys((*were, *are)):
            facts, later = were.get(line, ()), are.get(line, ())
            by = _difference(facts, later)
            if by != 0:
                is_along = by is None or whole is None or by * (whole or 1) > 0
                (along if is_along else against).extend((*facts, *_telling(later)))
        if whole == 0 and not (along and against):  # what outweighs it is money passed on
            along, against = [], []
        ended = [fact for fact in along if fact.entry is None]
        codes = {fact.function for fact in ended} - {""}
        of_nothing = [one.line for one in now if one.fen == 0 and one.function in codes]
        return cls(_entries(along), _entries(against), of_nothing, ended, whole == 0)

    def reasons(
        self, key: str, reads: Reads, missing: Callable[[Fact], Origin | None]
    ) -> tuple[str | Absent, ...]:
        """Return why the sum moved, each text once, in order; absent what is owed.

        Args:
            key: under which reasons are typed.
            reads: where it is recorded what is read.
            missing: returns where the entry of what ended would stand, if it could be typed.
        """
        if self.is_even and not self._tells_both_ways(key):
            return ()
        stated = [line for line in self.of_nothing if line.node.said(key)]
        told = _told((*self.along, *stated), key, reads)
        texts = tuple(one for one in told if isinstance(one, str))
        if self.is_even or (texts and key != OWED_BY_EACH):
            return texts
        if told:
            return told if key == OWED_BY_EACH else told[:1]
        owed = ((fact, place) for fact in self.ended if (place := missing(fact)) is not None)
        return tuple(Absent(place, (key,)) for place in _first_of(owed))

    def counter_reasons(self, key: str, reads: Reads) -> tuple[str | Absent, ...]:
        """Return why a part moved the other way, each text once, but none that tells of both."""
        if self.is_even and not self._tells_both_ways(key):
            return ()
        for line in self.against:  # one that tells of both is printed with those that moved along
            reads.value(line, key)
        told = _told(self._others(key), key, reads)
        is_owed = key == OWED_BY_EACH and not self.is_even
        return told if is_owed else tuple(one for one in told if isinstance(one, str))

    def _tells_both_ways(self, key: str) -> bool:
        """Tell whether what grew and what shrank have each a reason of their own.

        One alone beside a sum that did not move says that it did. What is passed on has none.
        """
        sides = (self.along, self._others(key))
        return all(any(line.node.said(key) for line in side) for side in sides)

    def _others(self, key: str) -> Sequence[Origin]:
        """Return the entries of what moved the other way, without those that tell of both."""
        of_both = {line.node.said(key) for line in self.along} - {""}
        return [line for line in self.against if line.node.said(key) not in of_both]


def _first_of(owed: Iterable[tuple[Fact, Origin]]) -> Iterable[Origin]:
    """Return the place of the first of what ended, and of all projects that share its code.

    Of lines one text may tell why they ended; projects that ended end each for itself.
    """
    first: Fact | None = None
    places: dict[Path, Origin] = {}
    for fact, place in owed:
        first = first or fact
        if fact is first or (first.project and fact.project and fact.function == first.function):
            places.setdefault(place.path, place)
    return places.values()


def _told(entries: Sequence[Origin], key: str, reads: Reads) -> tuple[str | Absent, ...]:
    """Return what entries say, each text once, and absent what one does not."""
    told: dict[str, str | Absent] = {}
    for entry in entries:
        reads.value(entry, key)
        text = entry.node.said(key)
        told[text or f"{id(entry.node)}"] = text or Absent(entry, (key,))
    return tuple(told.values())


def _entries(facts: Sequence[Fact]) -> Sequence[Origin]:
    return tuple({id(x.entry.node): x.entry for x in facts if x.entry is not None}.values())


def _telling(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts of a line whose entries may tell why it is what it is now.

    Entries of a declared section may have begun. A departmental line that did has an amount of
    nothing before, and tells by that one.
    """
    for one in facts:
        if one.flow is Flow.DECLARED and one.line.tree.shape.at(one.line.path).has(OWED_BY_EACH):
            yield one


def _is_found(fact: Fact) -> bool:
    """Tell whether another source told the amount of a line that a jurisdiction declares."""
    return fact.flow is Flow.DECLARED and fact.line is not fact.origin


Line = Path
"""What tells the lines of a sum apart."""


def _by_line(
    facts: Sequence[Fact], passed_on: frozenset[Line], found: Container[Line]
) -> Mapping[Line, Sequence[Fact]]:
    """Return facts by the lines that they are of; the groups of one code are one line.

    An entry of a declared section is a line of its own. Money that is passed on is no part of the
    line it leaves, and of none that gives a reason.

    Args:
        facts: of a sum.
        passed_on: the lines of which nothing is in the sum; they are left out.
        found: of declared sections, the keys of the lines of which another source tells an amount
            that is of all their entries together.
    """
    lines: dict[Line, list[Fact]] = defaultdict(list)
    for fact in (one for one in facts if not one.is_passed_on):
        if not passed_on or _passing(fact) not in passed_on:
            line = _entry(fact, found) if fact.flow is Flow.DECLARED else _line(fact)
            lines[line].append(fact)
    return lines


def _entry(fact: Fact, found: Container[Line]) -> Line:
    """Return what tells a line of a declared section apart."""
    origin = fact.entry or fact.origin
    key = declared_key(fact, OWN_OFFICE) if found else ()
    return origin.tree.file, *(key if key in found else origin.path)


def _line(fact: Fact) -> tuple[str, ...]:
    file = (fact.entry or fact.origin).tree.file
    code = (fact.project,) if fact.project else (fact.function, fact.fund)
    return file, fact.flow, fact.kind, *code


def _passing(fact: Fact) -> Line:
    """Return what a line and the money that is passed on out of it have alike.

    A unit says not for which of the items of its revenue from above it has the money.
    """
    file, flow, kind, *code = _line(fact)
    return (file, flow, fact.fund) if flow == Flow.REVENUE else (file, flow, kind, *code)


def _passed_on_whole(*sums: Sequence[Fact]) -> frozenset[Line]:
    """Return the lines of which all is passed on, in each of some sums: none moved any of them."""
    passed = {_passing(fact) for facts in sums for fact in facts if fact.is_passed_on}
    left: dict[tuple[int, Line], int | None] = {}
    for at, facts in enumerate(sums if passed else ()):
        for fact in facts:
            if (line := _passing(fact)) in passed:
                known = left.get((at, line), 0)
                is_known = known is not None and fact.fen is not None
                left[at, line] = (known or 0) + (fact.fen or 0) if is_known else None
    return frozenset(passed) - {line for (_, line), fen in left.items() if fen != 0}


def _difference(before: Sequence[Fact], now: Sequence[Fact]) -> int | None:
    """Return by how much a sum differs from another; nothing where one is not known."""
    known = [fact.fen for fact in (*before, *now) if fact.fen is not None]
    if len(known) < len(before) + len(now):
        return None
    return sum(known[len(before) :]) - sum(known[: len(before)])
