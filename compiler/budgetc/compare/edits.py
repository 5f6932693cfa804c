"""What was changed by hand in a copy of the compiled document: its words, whatever they say.

Who builds a document, and mends a line of it in Word before it is published, leaves all the rest as
it was. In a copy every other word is a change. A document that was written by itself has words of
its own, which are only counted (`wording`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from budgetc.compare.alignment import Alignment
from budgetc.compare.cells import Compared
from budgetc.compare.model import LEAST, Difference, Fault, Quote, Sort
from budgetc.compare.ours import Spot, TextKind
from budgetc.compare.scan import any_of
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.characters import beginning, printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Document
from budgetc.frozen import frozen
from budgetc.published.likeness import letters_alike, letters_of, marks_of
from budgetc.published.model import PrintPlace
from budgetc.published.words import squeezed

_TEXTS = frozenset({TextKind.HEADING, TextKind.SENTENCE, TextKind.NOTE})

_COPIED = 0.9
"""The part of our texts that print has word for word, at least, where it is a copy."""

_FEWEST = 20
"""So many texts tell whether it is one."""

_SHORTEST = 4
"""Letters and digits of a text that is not found by chance."""

_FAR = 8
"""So many lines or texts may what belongs together be apart."""

_LEAD = 4
"""Characters before and behind a change that are told with it."""

_EXCERPT = 60

_LIKE = 0.5
"""How like our title the first line of print is that is one."""


@frozen()
class _Change:
    """A text of one of the documents, beside what the other has where it should stand.

    Attributes:
        place: in print; nothing where print has nothing of it.
        where: the heading or table of ours.
    """

    printed: str
    ours: str
    place: PrintPlace | None
    where: str

    @property
    def middle(self) -> tuple[str, str]:
        """The two texts without what they begin and end alike with."""
        return self._cut(0)

    @property
    def shown(self) -> tuple[str, str]:
        """The same with the few characters around it that tell where it stands."""
        return self._cut(_LEAD)

    def _cut(self, lead: int) -> tuple[str, str]:
        head = _alike(self.printed, self.ours)
        tail = _alike(self.printed[head:][::-1], self.ours[head:][::-1])
        first = max(0, head - lead)
        printed, ours = (
            beginning(text[first : len(text) - max(0, tail - lead)], _EXCERPT)
            for text in (self.printed, self.ours)
        )
        return printed, ours


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin alike with."""
    return next(
        (at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there),
        min(len(one), len(other)),
    )


def edits(
    alignment: Alignment,
    document: Document,
    tables: Iterable[Compared],
    told: Iterable[Difference],
) -> Iterator[Difference]:
    """Yield the texts of a copy that are not as compiled; one change in many places once.

    Args:
        alignment: of the documents.
        document: ours.
        tables: those that are compared cell by cell.
        told: what is told of it already: where it stands, its line is not told again.
    """
    sides, department = _Sides(alignment, document.title), document.department
    if not sides.is_copy:
        return
    sure = [one for one in told if one.confidence >= LEAST]
    known: set[PrintPlace | str] = {quote.place for one in sure for quote in one.places}
    known |= {one.where for one in sure if not one.places}
    groups: dict[tuple[str, str], list[_Change]] = defaultdict(list)
    for change in (*sides.changes(known), *_titles_of(tables)):
        groups[change.middle].append(change)
    for changes in groups.values():
        printed, ours = changes[0].shown
        places = [(one.place, one.printed) for one in changes if one.place is not None]
        yield Difference(
            Fault.WORDING if printed and ours else Fault.MISSING,
            tuple(Quote(place, printable(beginning(text, _EXCERPT))) for place, text in places),
            changes[0].where,
            printed,
            ours,
            _reason(printed, ours),
            sort=Sort.DIFFERENCE if _is_sure(changes[0], department) else Sort.STYLE,
            also=tuple(dict.fromkeys(one.where for one in changes[1:])),
        )


def _is_sure(change: _Change, department: str) -> bool:
    """Tell whether a text has another year, or the name of another department, and no other words.

    What else is worded otherwise may be as right as ours.
    """
    printed, ours = (letters_of(text) for text in (change.printed, change.ours))
    if not printed or not ours or printed == ours:
        return bool(ours) and printed == ours
    before, name, behind = ours.partition(letters_of(department))
    is_left = len(printed) > len(before) + len(behind)
    is_another = bool(name) and is_left and letters_of(department) not in printed
    return is_another and printed.startswith(before) and printed.endswith(behind)


def _reason(printed: str, ours: str) -> Message:
    if not printed:
        return msg("this text is not in print")
    if not ours:
        return msg("the compiled document has no such text")
    return msg("the rest of the text is as compiled")


def _titles_of(tables: Iterable[Compared]) -> Iterator[_Change]:
    """Yield the titles of tables that differ; the number before one may be written otherwise."""
    for one in tables:
        ours, theirs = one.table.ours, one.table.theirs
        if theirs.name and marks_of(ours.title) not in marks_of(theirs.name):
            yield _Change(squeezed(theirs.name), squeezed(ours.name), theirs.place, ours.name)


class _Sides:
    """The texts of both documents, each beside what the other has in its place."""

    def __init__(self, alignment: Alignment, title: str) -> None:
        self._alignment = alignment
        self._title = title
        self._unit = re.compile(any_of(alignment.money))
        self._begin, self._from = 0, 0
        self._spots = [spot for spot in alignment.ours.spots if self._is_text(spot)]
        sentences = (spot for spot in self._spots if spot.kind is TextKind.SENTENCE)
        first = next(filter(self._is_kept, sentences), None)
        # Before our first sentence stand the cover and the contents, whose lines are not ours.
        if first is not None:
            self._begin, self._from = max(self._lines(first)), first.start
        self._other = [spot for spot in self._spots if not self._is_kept(spot)]

    @property
    def is_copy(self) -> bool:
        """Whether nearly all of our texts stand in print as they were compiled."""
        prose = sum(spot.kind is not TextKind.CELL for spot in self._spots)
        # One name that is changed everywhere is one change, however many texts have it.
        other = {
            self._change(spot).middle for spot in self._other if spot.kind is not TextKind.CELL
        }
        return prose >= _FEWEST and len(other) <= prose * (1 - _COPIED)

    def _is_text(self, spot: Spot) -> bool:
        """Tell whether a place of ours has words: cells of tables are compared one by one."""
        is_form = spot.kind is TextKind.CELL and spot.table is not None and spot.table.form
        text = self._alignment.ours.text(spot)
        if is_form:
            return len(letters_of(text)) >= _SHORTEST
        return spot.kind in _TEXTS and len(self._key(text, [spot])) >= _SHORTEST

    def changes(self, known: Container[PrintPlace | str]) -> Iterator[_Change]:
        """Yield what differs: lines of print, and then what of ours no line of print shows.

        Args:
            known: where something is told already: in print, or in ours if it is not there.
        """
        seen: set[int] = set()
        yield from self._title_changed()
        for at, line in enumerate(self._alignment.published.lines):
            if (
                at < self._begin
                or line.unit is not None
                or line.is_head
                or len(marks_of(line.text)) < _SHORTEST
            ):
                continue
            spots = self._beside(at)
            ours = squeezed("".join(map(self._alignment.ours.text, spots)))
            if self._key(line.text, spots) in self._key(ours, spots):
                continue
            seen.update(id(spot) for spot in spots)
            if line.place not in known:
                yield _Change(squeezed(line.text), ours, line.place, self._where(at, spots))
        lost: dict[str, list[str]] = defaultdict(list)
        for spot in self._other:
            lines = (self._alignment.published.lines[at] for at in self._lines(spot))
            if id(spot) in seen or any(line.place in known for line in lines):
                continue
            change = self._change(spot)
            if change.place is not None:
                yield change
            elif spot.where not in known and spot.kind is not TextKind.CELL:
                # The words of a cell may be in a merged one of print.
                lost[spot.where].append(change.ours)
        for where, texts in lost.items():
            yield _Change("", " ".join(texts), None, where)

    def _title_changed(self) -> Iterator[_Change]:
        """Yield what print begins with, if it is like the title of ours and another one."""
        for line in self._alignment.published.lines[: min(1, self._begin)]:
            marks, title = marks_of(line.text), marks_of(self._title)
            if marks not in title and letters_alike(marks, title) >= _LIKE:
                yield _Change(squeezed(line.text), self._title, line.place, self._title)

    def _change(self, spot: Spot) -> _Change:
        """Return a text of ours beside the lines of print that have letters of it."""
        lines = [self._alignment.published.lines[at] for at in self._lines(spot)]
        printed = squeezed("".join(line.text for line in lines))
        place = lines[0].place if lines else None
        return _Change(printed, squeezed(self._alignment.ours.text(spot)), place, spot.where)

    def _is_kept(self, spot: Spot) -> bool:
        printed = "".join(self._alignment.published.lines[at].text for at in self._lines(spot))
        return self._key(self._alignment.ours.text(spot), [spot]) in self._key(printed, [spot])

    def _key(self, text: str, spots: Sequence[Spot]) -> str:
        """Return what of a text is no style: units are, and the numbers of sentences told apart."""
        words = self._unit.sub("", text)
        is_heading = all(spot.kind is TextKind.HEADING for spot in spots)
        return marks_of(words) if is_heading else letters_of(words)

    def _lines(self, spot: Spot) -> range:
        """Return which lines of print have letters of a text of ours."""
        printed = self._alignment.published
        letters = self._alignment.partners[slice(*self._alignment.ours.letters(spot))]
        found = [one for one in letters if one != UNMATCHED]
        at = [bisect_right(printed.starts, printed.scanned.offsets[one]) - 1 for one in found]
        return _together([one for one in at if one >= self._begin or spot.start < self._from])

    def _beside(self, line: int) -> list[Spot]:
        """Return which texts of ours have letters of a line of print."""
        alignment, printed = self._alignment, self._alignment.published
        start = printed.starts[line]
        first = printed.scanned.letter_at(start)
        end = printed.scanned.letter_at(start + len(printed.lines[line].text))
        found = [one for one in alignment.backward[first:end] if one != UNMATCHED]
        spots = alignment.ours.spots
        at = [
            bisect_right(spots, alignment.ours.scanned.offsets[one], key=_start) - 1
            for one in found
        ]
        return [spots[one] for one in _together(at)]

    def _where(self, line: int, spots: list[Spot]) -> str:
        printed = self._alignment.published
        letter = printed.scanned.letter_at(printed.starts[line])
        spot = spots[0] if spots else self._alignment.spot_before(letter)
        return spot.where


def _start(spot: Spot) -> int:
    return spot.start


def _together(places: list[int]) -> range:
    """Return from the first to the last of some places; nothing where they lie far apart."""
    if not places or max(places) - min(places) > _FAR:
        return range(0)
    return range(min(places), max(places) + 1)
