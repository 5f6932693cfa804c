"""Sections of a comment that fill a given space, the more important ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budgetc.frozen import frozen


@frozen()
class Section:
    """A part of a comment that may be cut.

    Attributes:
        head: lines before its rows; shown wherever the section is.
        rows: in order; the last are left out first.
        foot: lines after its rows.
        percent: of the whole space, what its rows may fill while later sections want some as well.
    """

    head: tuple[str, ...]
    rows: tuple[str, ...]
    foot: tuple[str, ...] = ()
    percent: int = 100


def fitted(
    sections: Sequence[Section],
    limit: int,
    left_out: Callable[[int], str],
    sections_left_out: Callable[[int], str],
) -> str:
    """Return sections as one text that is no longer than a limit, in characters.

    A section that has rows is shown with one of them at least, or not at all, and with it all that
    follow it; so is a title that nothing would follow.

    Args:
        sections: in the order in which they are shown; earlier ones are filled first.
        limit: at least some thousand characters.
        left_out: what is said of rows that are left out; short.
        sections_left_out: what is said of whole sections that are left out; short.
    """
    note = len(left_out(10**6)) + 2
    room = limit - len(sections_left_out(10**6)) - 2
    shown: list[int] = []
    for section in sections:
        least = _length((*section.head, *section.rows[:1], *section.foot)) + note
        if least > room:
            break
        own = min(room, least + limit * section.percent // 100)
        count, left = _filled(section, len(section.rows[:1]), own - least)
        room -= own - left
        shown.append(count)
    while len(shown) < len(sections) and shown and not sections[len(shown) - 1].rows:
        shown.pop()
    lines: list[str] = []
    for section, begun in zip(sections, shown, strict=False):
        count, room = _filled(section, begun, room)
        lines += (*section.head, *section.rows[:count], *section.foot)
        if count < len(section.rows):
            lines += (left_out(len(section.rows) - count), "")
    if len(shown) < len(sections):
        lines.append(sections_left_out(len(sections) - len(shown)))
    return "\n".join(lines).rstrip("\n") + "\n"


def _filled(section: Section, shown: int, room: int) -> tuple[int, int]:
    """Return how many rows of a section are shown if more are added, and what room is left."""
    while shown < len(section.rows) and len(section.rows[shown]) + 1 <= room:
        room -= len(section.rows[shown]) + 1
        shown += 1
    return shown, room


def _length(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)
