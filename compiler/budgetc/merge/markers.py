"""Conflict markers, as git writes them, around the lines that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType

from budgetc.diagnostics.characters import printable
from budgetc.frozen import NamedTuple, frozen

_MARKER = re.compile(r"([<|=>])\1{6,}(?![^ \r\n])")
_BEHIND: Mapping[str, Callable[[list[str], list[str]], tuple[list[str], ...]]] = MappingProxyType(
    {
        "<": lambda ours, _: (ours,),
        "|": lambda _, __: (),  # what both come from
        "=": lambda _, theirs: (theirs,),
        ">": lambda ours, theirs: (ours, theirs),
    }
)
"""Whose the lines are behind a marker."""


@frozen()
class Labels:
    """What conflict markers say.

    Attributes:
        ours: name of our side.
        theirs: name of the other.
        size: characters of a marker.
    """

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


class _Hunk(NamedTuple):
    """Lines that differ: `i` to `i_end` of ours and `j` to `j_end` of theirs, ends not included."""

    i: int
    i_end: int
    j: int
    j_end: int


def labels_of(names: Sequence[str], size: int) -> Labels:
    """Return the labels that git hands over; an old git hands over none, but says so as `%X`."""
    names = tuple(printable(name) for name in names)
    if len(names) != 2 or any(name in ("", "%X", "%Y") for name in names):  # noqa: PLR2004
        return Labels(size=size)
    return Labels(*names, size=size)


def with_markers(ours: str, theirs: str, labels: Labels) -> str:
    """Return one text of two; where their lines differ both stand, between markers.

    Whichever side is taken at each place, no line is lost that both have: one that stands in
    different places of the two is in one conflict with everything between these places.
    """
    our_lines, their_lines = (text.splitlines(keepends=True) for text in (ours, theirs))
    merged: list[str] = []
    done = 0
    for i, i_end, j, j_end in _hunks(our_lines, their_lines):
        merged += [
            *our_lines[done:i],
            f"{'<' * labels.size} {labels.ours}\n",
            *our_lines[i:i_end],
            f"{'=' * labels.size}\n",
            *their_lines[j:j_end],
            f"{'>' * labels.size} {labels.theirs}\n",
        ]
        done = i_end
    return "".join([*merged, *our_lines[done:]])


def without_markers(text: str) -> tuple[str, str]:
    """Return the two texts of one with conflict markers, of any size, each with one side of all."""
    ours: list[str] = []
    theirs: list[str] = []
    taken_by: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        mark = _MARKER.match(line)
        if mark is None:
            for side in taken_by:
                side.append(line)
        else:
            taken_by = _BEHIND[mark.group()[0]](ours, theirs)
    return "".join(ours), "".join(theirs)


def _hunks(ours: Sequence[str], theirs: Sequence[str]) -> list[_Hunk]:
    """Return where lines differ, first to last."""
    codes = SequenceMatcher(None, ours, theirs).get_opcodes()
    hunks = [_Hunk(*places) for kind, *places in codes if kind != "equal"]
    here = _single(ours, [(hunk.i, hunk.i_end) for hunk in hunks])
    there = _single(theirs, [(hunk.j, hunk.j_end) for hunk in hunks])
    moved = sorted(sorted((here[line], there[line])) for line in here.keys() & there.keys())
    joined: list[_Hunk] = []
    for number, hunk in enumerate(hunks):
        if joined and any(first < number <= last for first, last in moved):
            joined[-1] = _Hunk(joined[-1].i, hunk.i_end, joined[-1].j, hunk.j_end)
        else:
            joined.append(hunk)
    return joined


def _single(lines: Sequence[str], ranges: Sequence[tuple[int, int]]) -> dict[str, int]:
    """Return the lines that a text has but once, each with the number of the range it is in."""
    count = Counter(lines)
    return {
        line: number
        for number, (start, end) in enumerate(ranges)
        for line in lines[start:end]
        if count[line] == 1
    }
