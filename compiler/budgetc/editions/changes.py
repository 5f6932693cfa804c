"""What an edition of a list of codes has otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from budgetc.classification import CodeList
from budgetc.frozen import frozen


class ChangeKind(StrEnum):
    """What became of a code."""

    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    MOVED = "moved"


@frozen()
class Change:
    """What became of one code.

    Attributes:
        code: as both editions write it, or the one that has it.
        before: its name in the earlier edition; empty of a new code.
        after: its name in the later one; of a code that is gone, that of its successor.
        successor: the code that took the place of one that is gone, if one is known.
    """

    kind: ChangeKind
    code: str
    before: str
    after: str
    successor: str = ""


def changes(before: CodeList, after: CodeList, successors: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what became of each code that is not in both editions as it was, by code.

    Args:
        before: the earlier edition's list.
        after: the later one's.
        successors: codes that are gone, and those that took their place.
    """
    return tuple(sorted(_changes(before, after, successors), key=lambda one: one.code))


def _changes(before: CodeList, after: CodeList, successors: Mapping[str, str]) -> Iterator[Change]:
    for code, new in after.entries.items():
        if code not in before:
            yield Change(ChangeKind.NEW, code, "", new.name)
    for code, old in before.entries.items():
        now = after.get(code)
        if now is None:
            successor = after.get(successors.get(code, ""))
            name, follows = (successor.name, successor.code) if successor else ("", "")
            yield Change(ChangeKind.GONE, code, old.name, name, follows)
        elif now.name != old.name:
            yield Change(ChangeKind.RENAMED, code, old.name, now.name)
        elif now.parent != old.parent:
            yield Change(ChangeKind.MOVED, code, old.name, now.name)
