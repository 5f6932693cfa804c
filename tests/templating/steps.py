"""How many steps a pattern takes on a text: each character that it looks at is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any


def steps_of(pattern: re.Pattern[str], text: str) -> int:
    """Return the steps that `pattern.finditer` takes; the pattern may look back into no choice."""
    walk = _Walk(text)
    parsed = parser.parse(pattern.pattern, pattern.flags)
    at = 0
    while at < len(text):
        at = max(at + 1, next(walk.ends(parsed, at), at))
    return walk.steps


class _Walk:
    """One text, while a pattern is tried on it as Python's engine tries it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.steps = 0

    def ends(self, items: Sequence[Any], at: int) -> Iterator[int]:
        """Yield where a match of a sequence that begins at a place may end, the best first."""
        if not len(items):
            yield at
            return
        first, *rest = items
        for end in self._ends_of(first, at):
            yield from self.ends(rest, end)

    def _ends_of(self, item: tuple[Any, Any], at: int) -> Iterator[int]:
        match str(item[0]), item[1]:
            case "SUBPATTERN", (_, _, _, inner):
                yield from self.ends(inner, at)
            case "BRANCH", (_, choices):
                for one in choices:
                    yield from self.ends(one, at)
            case "ATOMIC_GROUP", inner:
                if (end := next(self.ends(inner, at), None)) is not None:
                    yield end
            case ("MIN_REPEAT" | "MAX_REPEAT" | "POSSESSIVE_REPEAT") as kind, (least, most, inner):
                yield from self._repeated(kind, (least, most, inner), at)
            case "AT", _:
                if at == len(self._text):
                    yield at
            case _:
                self.steps += 1
                if at < len(self._text) and _takes(item, self._text[at]):
                    yield at + 1

    def _repeated(self, kind: str, of: tuple[Any, Any, Any], at: int) -> Iterator[int]:
        least, most, inner = of
        ends = [at]
        while len(ends) <= most:
            if kind == "MIN_REPEAT" and len(ends) > least:
                yield ends[-1]
            end = next(self.ends(inner, ends[-1]), None)
            if end is None:
                break
            ends.append(end)
        if kind != "MIN_REPEAT":
            found = ends[least:][::-1]
            yield from found[:1] if kind == "POSSESSIVE_REPEAT" else found


def _takes(item: tuple[Any, Any], letter: str) -> bool:
    match str(item[0]), item[1]:
        case "ANY", _:
            return True
        case "LITERAL", code:
            return bool(ord(letter) == code)
        case "CATEGORY", category:
            return letter.isspace() != ("NOT" in str(category))
        case "IN", [(first, _), *parts] if str(first) == "NEGATE":
            return not any(_takes(part, letter) for part in parts)
        case "IN", parts:
            return any(_takes(part, letter) for part in parts)
    raise AssertionError(item)
