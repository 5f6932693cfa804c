"""Sections of a comment that fill a given space, the more important ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a comment that may be cut.

    Attributes:
        head: lines before its rows; shown wherever the section is.
        rows: in order; the last are left out first.
        foot: lines after its rows.
    """

    head: tuple[str, ...]
    rows: tuple[str, ...]
    foot: tuple[str, ...] = ()


def fitted(
    sections: Sequence[Section],
    limit: int,
    left_out: Callable[[int], str],
    sections_left_out: Callable[[int], str],
) -> str:
    """Return sections as one text that is no longer than a limit, in characters.

    Args:
        sections: in the order in which they are shown; earlier ones are filled first.
        limit: at least some thousand characters.
        left_out: what is said of rows that are left out; short.
        sections_left_out: what is said of whole sections that are left out; short.
    """
    rows_note = len(left_out(10**6)) + 2
    last_note = len(sections_left_out(10**6)) + 2
    room = limit - last_note
    kept = 0
    for section in sections:
        least = _length(section.head) + _length(section.foot) + rows_note
        if least > room:
            break
        room -= least
        kept += 1
    lines: list[str] = []
    for section in sections[:kept]:
        shown = 0
        while shown < len(section.rows) and len(section.rows[shown]) + 1 <= room:
            room -= len(section.rows[shown]) + 1
            shown += 1
        lines += (*section.head, *section.rows[:shown])
        lines += section.foot
        if shown < len(section.rows):
            lines += (left_out(len(section.rows) - shown), "")
    if kept < len(sections):
        lines.append(sections_left_out(len(sections) - kept))
    return "\n".join(lines).rstrip("\n") + "\n"


def _length(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)
