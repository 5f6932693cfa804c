"""What print calls otherwise: the department, projects, codes, and amounts in sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from budgetc.compare.alignment import Alignment, Match
from budgetc.compare.model import Difference, Fault, Quote, Sort
from budgetc.compare.ours import Spot, TextKind
from budgetc.compare.scan import SHORTEST_NAME, Number, Scanned
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.messages import msg
from budgetc.published.likeness import is_short_of, letters_of
from budgetc.published.words import squeezed


def other_names(alignment: Alignment, department: str) -> Iterator[Difference]:
    """Yield each other name that print has, with all its places, in the order of our text."""
    places: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    first: dict[tuple[str, str], Spot] = {}
    for name, printed, place, spot in _renamed(alignment, department):
        places[name, printed].append(place)
        first.setdefault((name, printed), spot)
    reason = msg("elsewhere it has another name")
    for (name, printed), spot in first.items():
        found = tuple(places[name, printed])
        sort = _sort(alignment, name, printed, department)
        yield Difference(Fault.NAMING, found, spot.where, printed, name, reason, sort=sort)


def _sort(alignment: Alignment, name: str, printed: str, department: str) -> Sort:
    """Return what another name is: a short one is style, unless it cuts off a body's own name."""
    letters, other = letters_of(name), letters_of(printed)
    is_cut = name == department and letters.startswith(other)
    if is_short_of(other, letters) and not is_cut:
        return Sort.STYLE
    is_told = letters in alignment.published.scanned.letters
    return Sort.CONTRADICTION if is_told else Sort.DIFFERENCE


def _renamed(alignment: Alignment, department: str) -> Iterator[tuple[str, str, Quote, Spot]]:
    """Yield our names, what stands for them in print, where there, and where in our text."""
    names = {letters_of(name): name for name in alignment.ours.names}
    own = letters_of(department)
    long = sorted((name for name in names if len(name) >= SHORTEST_NAME), key=len, reverse=True)
    if not long:
        return
    letters, theirs = alignment.ours.scanned.letters, alignment.published.scanned
    for match in re.finditer("|".join(map(re.escape, long)), letters):
        first, last = match.span()
        spot = alignment.ours.spot_of(first)
        if alignment.ours.spot_of(last - 1) != spot:
            continue
        stretch = _stretch(alignment, first, last)
        if stretch is None:
            continue
        start, end = stretch
        other = theirs.letters[start:end]
        if not _another_name(match[0], other, own):
            continue
        if spot.kind is TextKind.CELL and is_short_of(match[0], other):
            continue  # it is all there, with letters of another cell of its line in between
        if spot.kind is TextKind.CELL and theirs.letters.count(match[0]) >= letters.count(match[0]):
            continue  # it stands in print as often as in our text: its row has moved
        offset, until = theirs.offsets[start], theirs.offsets[end - 1] + 1
        printed = squeezed(theirs.raw[offset:until])
        yield names[match[0]], printed, alignment.published.place(offset, until), spot


def _stretch(alignment: Alignment, first: int, last: int) -> tuple[int, int] | None:
    """Return where in print a name stands, between the letters around it; none if unsure."""
    partners = alignment.partners
    if not first or last >= len(partners):
        return None
    start, end = partners[first - 1], partners[last]
    if UNMATCHED in (start, end) or not 1 < end - start <= 2 * (last - first) + 1:
        return None
    inside = {alignment.backward[letter] for letter in range(start + 1, end)} - {UNMATCHED}
    return (start + 1, end) if inside <= set(range(first, last)) else None


def _another_name(name: str, printed: str, department: str) -> bool:
    """Tell whether a name in print is a wrong form of ours, not a short one or another thing."""
    if name in printed or name.endswith(printed):
        return False
    if name != department and name.startswith(printed):
        return False
    return shares_half(name, printed)


def wrong_codes(alignment: Alignment) -> Iterator[Difference]:
    """Yield the rows in print whose code differs in one part, all parts being there."""
    rows: dict[tuple[int, str], list[Match]] = defaultdict(list)
    for pair in alignment.pairs:
        if pair.ours.is_code:
            rows[pair.ours.spot.row_of_block].append(pair)
    parts = Counter(ours.spot.row_of_block for ours in alignment.ours.numbers if ours.is_code)
    for row, pairs in rows.items():
        wrong = [pair for pair in pairs if not pair.equal]
        if len(wrong) != 1 or len(pairs) != parts[row]:
            continue
        if _is_as_long(alignment, pairs) and _is_labelled(alignment, pairs[-1]):
            yield Difference(
                Fault.NAMING,
                (alignment.place(pairs[0]),),
                wrong[0].ours.spot.where,
                " ".join(alignment.printed(pair) for pair in pairs),
                " ".join(alignment.ours.text(pair.ours.spot) for pair in pairs),
                msg("the code in print belongs to something else"),
            )


def _is_as_long(alignment: Alignment, code: Sequence[Match]) -> bool:
    """Tell whether a code that is written in one has as many digits as what is taken for it."""
    if len(code) > 1:
        return True
    (only,) = code
    return len(alignment.printed(only)) == len(alignment.ours.text(only.ours.spot))


def _is_labelled(alignment: Alignment, code: Match) -> bool:
    """Tell whether the label of a row, all of it, stands right behind its code in print too."""
    gap, there = code.ours.gap, code.theirs[-1].gap
    if gap >= len(alignment.partners):
        return False
    end = alignment.ours.scanned.letter_at(alignment.ours.spot_of(gap).end)
    return alignment.partners[gap:end] == tuple(range(there, there + end - gap))


_LABEL = re.compile(r"[^\W0-9][^，。；：、,;:\n0-9]*$")
_BROKEN_LABEL = re.compile(r"[^\W0-9][^，。；：、,;:0-9]*$")
_NUMBERING = re.compile(r"[^（()]*[）)]")
_LONGEST = 60


def other_labels(alignment: Alignment, names: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the amounts of sentences that print calls by another name.

    Args:
        alignment: of the documents.
        names: other names that are told elsewhere.
    """
    units = tuple(alignment.money)
    told = {name.published for name in names}
    for pair in alignment.pairs:
        if pair.ours.spot.table is not None or pair.ours.figure is None:
            continue
        ours = _label(alignment.ours.scanned, pair.ours.number, _LABEL)
        theirs = _label(alignment.published.scanned, pair.theirs[0], _BROKEN_LABEL)
        if not _another(ours, theirs) or any(name in theirs for name in told):
            continue
        if any(change in ours for change in alignment.words.changes) or ours.startswith(units):
            continue
        place = alignment.published.place(pair.theirs[0].start - 1, pair.theirs[0].start)
        reason = msg("the amount has another name")
        yield Difference(
            Fault.NAMING, (place,), pair.ours.spot.where, theirs, ours, reason, sort=Sort.STYLE
        )


def _label(scanned: Scanned, number: Number, pattern: re.Pattern[str]) -> str:
    """Return the words before a number, up to the last mark or number before them."""
    found = pattern.search(scanned.text, max(0, number.start - _LONGEST), number.start)
    if found is None:
        return ""
    label = squeezed(scanned.raw[found.start() : number.start])
    number_of_paragraph = _NUMBERING.match(label)
    return label[number_of_paragraph.end() :] if number_of_paragraph else label


def _another(ours: str, theirs: str) -> bool:
    """Tell whether two labels mean the same thing by other words: neither is a short form."""
    one, other = letters_of(ours), letters_of(theirs)
    if not one or not other or one.endswith(other) or other.endswith(one):
        return False
    return shares_half(one, other)


def shares_half(name: str, other: str) -> bool:
    """Tell whether half of the letters of a name are in another one."""
    return 2 * sum((Counter(name) & Counter(other)).values()) >= len(name)
