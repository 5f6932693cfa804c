"""One list of codes: a tree of entries with official names."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from budgetc.classification.kinship import misplaced
from budgetc.diagnostics.messages import msg
from budgetc.files.data import LineFaultError
from budgetc.frozen import NamedTuple

if TYPE_CHECKING:
    from _csv import Reader as Rows

DEFAULT = "default"
"""The role of the entry that is meant where a source names none."""

FROM_ABOVE = "from_above"
"""The role of the fund of money that a unit receives from its department."""

FISCAL = "fiscal"
"""The role of the fund above all funds of fiscal appropriation."""

CARRIED_OVER = "carried_fiscal"
"""The role of the fund above all such money that was carried over; a unit's own may wait."""

_NEAREST = 3
"""How many codes are suggested in the place of one that is not listed."""


class Entry(NamedTuple):
    """One code of a list.

    Attributes:
        code: digits, or the id of a fund.
        name: the official one.
        level: as the list calls it (类, 款, 项); empty where the list has no levels.
        parent: the code above, empty at the top.
        confidence: how sure the list is of the name, `high` or `medium`.
        group: 人员经费 or 公用经费 for an economic code, else empty.
        english: its name in English, where the list has it.
        role: what the entry is to the compiler, such as `default`; empty of most.
    """

    code: str
    name: str
    level: str
    parent: str
    confidence: str
    group: str
    english: str = ""
    role: str = ""


class CodeList:
    """A tree of codes. Kinship of listed codes is read from the list, never from the digits.

    Attributes:
        former: codes that earlier editions have, as the last of them has each, and this one lacks.
    """

    def __init__(
        self, entries: Mapping[str, Entry], former: Mapping[str, Entry] = MappingProxyType({})
    ) -> None:
        self.entries = entries
        self.former = former
        self._lineages: dict[str, tuple[str, ...]] = {}
        of_roles = (entry for entry in reversed([*entries.values()]) if entry.role)
        self._roles = {entry.role: entry for entry in of_roles}

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def get(self, code: str) -> Entry | None:
        """Return the entry of a code, or nothing."""
        return self.entries.get(code)

    def after(self, before: CodeList) -> CodeList:
        """Return the same list as the edition that follows another."""
        known = {**before.former, **before.entries}
        return CodeList(
            self.entries, {code: one for code, one in known.items() if code not in self.entries}
        )

    def having(self, role: str) -> Entry | None:
        """Return the first entry that has a role, or nothing."""
        return self._roles.get(role)

    def coded(self, role: str) -> str:
        """Return the code of the entry that has a role; empty where none has it."""
        entry = self._roles.get(role)
        return entry.code if entry is not None else ""

    @cached_property
    def lowest(self) -> tuple[Entry, ...]:
        """The entries that have none below them, in the order of the list."""
        return tuple(entry for entry in self.entries.values() if entry.code not in self._below)

    @cached_property
    def _below(self) -> Mapping[str, list[Entry]]:
        """The entries right below each code that has any, in the order of the list."""
        below: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            below.setdefault(entry.parent, []).append(entry)
        return below

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The codes by their names, of those that only one code has."""
        count = Counter(entry.name for entry in self.entries.values())
        named = (one for one in self.entries.values() if one.name and count[one.name] == 1)
        return {one.name: one.code for one in named}

    @cached_property
    def lowest_by_name(self) -> Mapping[str, str]:
        """The same of those that have none below them: what a source may type by its name."""
        lowest = {entry.code for entry in self.lowest}
        return {name: code for name, code in self.by_name.items() if code in lowest}

    def lineage(self, code: str) -> tuple[str, ...]:
        """Return a code and the codes above it, top first.

        A former code hangs where it hung. Any other unlisted one hangs under the listed code that
        its digits begin with, if it has as many digits as the codes of a level below.
        """
        if code in self._lineages:
            return self._lineages[code]
        above: list[str] = []
        current = code
        while current and current not in above:
            above.append(current)
            entry = self.entries.get(current) or self.former.get(current)
            current = entry.parent if entry else self._parent_by_digits(current)
        lineage = tuple(reversed(above))
        if code in self.entries:  # there are as many of these as the list has, and no more
            self._lineages[code] = lineage
        return lineage

    def kin(self, code: str) -> tuple[Entry, ...]:
        """Return the entries of a code and of the codes above it, as far as the list has them."""
        return tuple(one for one in map(self.entries.get, self.lineage(code)) if one is not None)

    def above(self, code: str) -> str:
        """Return the code right above a code; nothing at the top, and of codes without kin."""
        lineage = self.lineage(code)
        return lineage[-2] if len(lineage) > 1 else ""

    def below(self, code: str) -> tuple[Entry, ...]:
        """Return the entries right below a code, in the order of the list."""
        return tuple(self._below.get(code, ()))

    def of_level(self, level: str) -> tuple[Entry, ...]:
        """Return all entries of one level in code order."""
        return tuple(
            sorted((e for e in self.entries.values() if e.level == level), key=lambda e: e.code)
        )

    def level_of(self, length: int) -> str:
        """Return the level of codes with so many characters; empty where the list has none."""
        return self._levels.get(length, "")

    @cached_property
    def _levels(self) -> Mapping[int, str]:
        """The level of the first code of each length."""
        levels: dict[int, str] = {}
        for entry in self.entries.values():
            levels.setdefault(len(entry.code), entry.level)
        return levels

    def nearest(self, code: str) -> tuple[Entry, ...]:
        """Return the listed codes most like an unlisted one: few digits differ, kin first."""
        peers = [e for e in self.entries.values() if len(e.code) == len(code)]
        return tuple(sorted(peers, key=lambda e: (_distance(e.code, code), e.code))[:_NEAREST])

    def _parent_by_digits(self, code: str) -> str:
        if not code.isdigit() or len(code) not in self._lengths:
            return ""
        shorter = (code[:length] for length in self._lengths if length < len(code))
        return next((above for above in shorter if above in self.entries), "")

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        """How many digits codes of the list have, the most first."""
        lengths = {len(code) for code in self.entries if code.isdigit()}
        return tuple(sorted(lengths, reverse=True))


def _distance(a: str, b: str) -> tuple[int, int]:
    """How unlike two codes of one length are: differing digits, then how early they differ."""
    differing = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    swapped = len(differing) == 2 and sorted(a) == sorted(b)  # noqa: PLR2004  # two digits swapped
    return (1 if swapped else len(differing)), -differing[0] if differing else 0


def read_code_list(text: str) -> CodeList:
    """Read a list from CSV: columns code (or id), name, parent, and others if it has them.

    Raises:
        LineFaultError: its codes are no tree, or a tree of too many levels; or a code stands
            elsewhere than those like it; or it lacks a column.
    """
    rows = csv.reader(io.StringIO(text))
    head = next(rows, [])
    check_columns(head, ("id" if "id" in head else "code", "name", "parent"))
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    for entry in _entries(head, _of_lines(head, rows)):
        for code in (entry.code, entry.parent):
            if code != code.strip():
                reason = msg("there is a blank before or after the code “{code}”", code=code)
                raise LineFaultError(reason, rows.line_num)
        if entry.code in entries:
            reason = msg(
                "{code} is given a second time; the first is on line {line}",
                code=entry.code,
                line=lines[entry.code],
            )
            raise LineFaultError(reason, rows.line_num)
        entries[entry.code], lines[entry.code] = entry, rows.line_num
    for code in entries:
        _check_above(code, entries, lines)
    for one in misplaced(entries):
        raise LineFaultError(one.reason, lines[one.code])
    return CodeList(entries)


def check_columns(head: Sequence[str], needed: Sequence[str]) -> None:
    """See to it that the first line of a list names the columns that are needed.

    Raises:
        LineFaultError: it lacks one.
    """
    column = next((one for one in needed if one not in head), None)
    if column is None:
        return
    other = next((mark for mark in (";", "\t") if any(mark in cell for cell in head)), None)
    hint = (
        msg("name the columns in the first line as here: {columns}", columns=",".join(needed))
        if other is None
        else msg(
            "separate the columns by commas; spreadsheets of many countries save CSV with "
            "semicolons or tabs"
        )
    )
    raise LineFaultError(
        msg("its first line names no column {column}", column=column), 1, hint=hint
    )


def _check_above(code: str, entries: Mapping[str, Entry], lines: Mapping[str, int]) -> None:
    """See to it that the codes above a code come to an end, and that there are all of them."""
    passed = [code]
    while parent := entries[passed[-1]].parent:
        here = passed[-1]
        if parent not in entries:
            reason = msg(
                "{code} is under {parent}, and there is no such code", code=here, parent=parent
            )
            raise LineFaultError(reason, lines[here])
        if parent in passed:
            reason = msg("the codes above {code} lead back to it", code=parent)
            raise LineFaultError(reason, lines[parent])
        if len(passed) == _DEEPEST:
            reason = msg("above {code} are {count} levels or more", code=code, count=_DEEPEST)
            raise LineFaultError(reason, lines[code])
        passed.append(parent)


_DEEPEST = 20
"""How many levels a list may have; that of a nation has three."""


def _of_lines(head: Sequence[str], rows: Rows) -> Iterator[list[str]]:
    """Yield the cells of each line, as many as the list has columns; of a blank line, nothing.

    Raises:
        LineFaultError: a line has more cells than there are columns, no code, or nothing else.
    """
    code = head.index("id" if "id" in head else "code")
    for row in rows:
        if not any(map(str.strip, row)):
            continue
        if any(row[len(head) :]):
            raise LineFaultError(
                msg("this line has {count} cells, and the first one names {columns} columns",
                    count=len(row), columns=len(head)),
                rows.line_num,
                hint=msg('a text with a comma in it stands in double quotes: "{text}"',
                         text="Power, fuel and light"),
            )  # fmt: skip
        cells = [*row, *("" for _ in head[len(row) :])]
        if not cells[code]:
            raise LineFaultError(msg("this line has no code"), rows.line_num)
        if len(row) == 1 < len(head):
            raise LineFaultError(msg("this line has a code alone"), rows.line_num)
        yield cells


def _entries(head: list[str], rows: Iterator[list[str]]) -> Iterator[Entry]:
    code = head.index("id" if "id" in head else "code")
    name, parent = head.index("name"), head.index("parent")
    blank = len(head)
    level, confidence, group, english, role = (
        head.index(column) if column in head else blank
        for column in ("level", "confidence", "expense_group", "english", "role")
    )
    for row in rows:
        padded = [*row, ""]  # of a column that the list does not have
        yield Entry(
            padded[code],
            padded[name],
            padded[level],
            padded[parent],
            padded[confidence] or "high",
            padded[group],
            padded[english],
            padded[role],
        )
