"""A source as it was typed: values with their quotes, and the comments that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

BLANK = ""
"""Stands for a blank line among comments."""

Remarks = tuple[str, ...]
"""Comments that stand on lines of their own, each with its `#`, and blank lines among them."""


@dataclass(frozen=True, slots=True)
class Text:
    """One written value, or a key.

    Attributes:
        value: what it says, its lines joined as YAML joins them.
        lines: as typed, with quotes and escapes; further lines without their indentation.
        style: its quotes, or `|` or `>`; empty where there are none.
        anchor: the name that others call it by; empty for none.
        alias: whether it is such a call.
    """

    value: str
    lines: tuple[str, ...]
    style: str = ""
    anchor: str = ""
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, with its key in a mapping and without one in a list.

    Attributes:
        above: comments and blank lines before it.
        behind: the comment at the end of its line; empty for none.
    """

    key: Text | None
    value: Text | Group
    above: Remarks = ()
    behind: str = ""

    def with_above(self, above: Remarks) -> Entry:
        """Return the entry below other comments."""
        return replace(self, above=above)


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping or a list.

    Attributes:
        is_list: whether it is a list.
        in_braces: whether it was typed in { } or [ ].
        tail: comments behind its last entry.
        anchor: the name that others call it by; empty for none.
    """

    entries: tuple[Entry, ...]
    is_list: bool
    in_braces: bool
    tail: Remarks = ()
    anchor: str = ""

    def with_entries(self, entries: Sequence[Entry], tail: Remarks) -> Group:
        """Return the group with other entries, and other comments behind them."""
        return replace(self, entries=tuple(entries), tail=tail)


@dataclass(frozen=True, slots=True)
class File:
    """A whole source.

    Attributes:
        head: the comments that the file begins with.
        root: everything else.
    """

    head: Remarks
    root: Group


def without_first_blanks(remarks: Remarks) -> Remarks:
    """Return remarks without the blank lines before the first comment."""
    start = next((place for place, remark in enumerate(remarks) if remark), len(remarks))
    return remarks[start:]


def without_last_blanks(remarks: Remarks) -> Remarks:
    """Return remarks without the blank lines behind the last comment."""
    return without_first_blanks(remarks[::-1])[::-1]


def single(remarks: Remarks) -> Remarks:
    """Return remarks with one blank line for several."""
    before = ("x", *remarks)
    return tuple(remark for last, remark in zip(before, remarks, strict=False) if remark or last)
