"""Patterns written in Python take time in proportion to the text: a proof by their form.

Python's own engine backtracks. A pattern does so in vain where two repeats without an end can share
characters: one inside the other, or one after the other with nothing between. And a search begins
anew at each character: it must not run over the same ones again and again before it gives up.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.support import ROOT

COMPILER = ROOT / "compiler/budgetc"
SAMPLE = "".join(map(chr, range(9, 127))) + "\u00a0\u3000年预算一（）。，：“”￥１é①"
"""Characters of each class that patterns tell apart."""

KINDS = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
ANCHORED = {"match", "fullmatch"}
MANY = 1000
"""A repeat up to so many is as good as one without an end."""

PROVEN = frozenset(
    {
        # A run of one character is found where it begins, if it is long enough.
        r"([^\W\da-zA-Z_])\1{3,}",
        r"([<|=>])\1{6,}(?![^ \r\n])",
        # Nothing is tried again within a run of backslashes: one stands before.
        r"(?<!\\)(?:\\\\)*\\[ \t]$",
        # The id of a row of a document, which the layout made.
        r"(?:^|(?<=\.))[0-9]+$",
        # What is looked for after a colon ends at the next.
        (
            r"(?<=/)(?=/)|(?<=\w)(?=\.[A-Z\u0400-\u04ff])|(?<=\bwww)(?=\.)|(?<=@)(?=\S)"
            r"|(?<=:)(?=[0-9A-Z_+-]+:)|(?<=[#!$%&~])(?=[0-9A-Z_/\"'+\[-])"
            r"|(?<=[#!])(?=[\u4e00-\u9fff])|(?<=[A-Z]-)(?=[0-9])"
        ),
        # It begins only where a word begins.
        r"\b(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b",
        # A line of TeX's log ends where the next one begins.
        r"^Overfull \\hbox \((?P<points>\d+)\.\d+pt too wide\).*\n(?P<text>.*)",
        # The end that one quotation mark lacks, the next one behind a blank lacks too, or it is it.
        r"""(?<![^\s\[{,:｛［，：])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?:^|(?<=\s))#.*""",
        # The last sixty characters before a figure.
        r"[^\W0-9][^，。；：、,;:\n0-9]*$",
        r"[^\W0-9][^，。；：、,;:0-9]*$",
    }
)
"""Patterns that are linear for another reason, and the reason."""


def patterns() -> Iterator[tuple[str, str, str]]:
    """Yield where patterns stand, the patterns, and how they are used: `search`, or `match`."""
    for path in sorted(COMPILER.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        named = {
            id(node.value): set(re.findall(rf"\b{re.escape(name)}\.(\w+)", text))
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for name in [ast.unparse(node.targets[0])]
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name("re"), attr=attribute),
                    args=[ast.Constant(str(pattern)), *_],
                ) if attribute != "escape":
                    used = named.get(id(node), {attribute})
                    place = f"{path.relative_to(COMPILER)}:{node.lineno}"
                    yield place, pattern, "match" if used and used <= ANCHORED else "search"


def accepted(item: tuple[Any, Any]) -> frozenset[str]:
    """Return the characters of the sample that an item of one character takes."""
    taken = every = frozenset(SAMPLE)
    match str(item[0]), item[1]:
        case "LITERAL", code:
            taken = frozenset(chr(code))
        case "NOT_LITERAL", code:
            taken = every - {chr(code)}
        case "RANGE", (low, high):
            taken = frozenset(c for c in SAMPLE if low <= ord(c) <= high)
        case "CATEGORY", category:
            _, *negated, kind = str(category).split("_")
            of_kind = frozenset(c for c in SAMPLE if re.match(KINDS[kind], c))
            taken = every - of_kind if negated else of_kind
        case "IN", parts:
            listed = [accepted(part) for part in parts if str(part[0]) != "NEGATE"]
            union = frozenset[str]().union(*listed)
            taken = union if len(listed) == len(parts) else every - union
    return taken


def characters(items: Any) -> frozenset[str]:
    """Return the characters that a part of a pattern may take anywhere."""
    return frozenset[str]().union(*(_taken(item) for item in items))


def _taken(item: tuple[Any, Any]) -> frozenset[str]:
    operator, value = str(item[0]), item[1]
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return characters(value[2])
    if operator == "SUBPATTERN":
        return characters(value[3])
    if operator == "BRANCH":
        return frozenset[str]().union(*map(characters, value[1]))
    if operator in ("AT", "ASSERT", "ASSERT_NOT", "GROUPREF"):
        return frozenset()
    return accepted(item)


def first(items: Any) -> frozenset[str]:
    """Return the characters that a part of a pattern may begin with."""
    begins: frozenset[str] = frozenset()
    for item in items:
        inside = inner(item)
        begins |= frozenset[str]().union(*map(first, inside)) if inside else _taken(item)
        if least(item):
            break
    return begins


def is_endless(item: tuple[Any, Any]) -> bool:
    return str(item[0]) in ("MAX_REPEAT", "MIN_REPEAT") and int(item[1][1]) >= MANY


def least(item: tuple[Any, Any]) -> int:
    """Return how many characters an item takes at least."""
    return int(parser.SubPattern(parser.State(), [item]).getwidth()[0])


def inner(item: tuple[Any, Any]) -> list[Any]:
    """Return the sequences inside an item."""
    operator, value = str(item[0]), item[1]
    if "REPEAT" in operator:
        return [value[2]]
    if operator == "SUBPATTERN":
        return [value[3]]
    if operator == "BRANCH":
        return list(value[1])
    if operator in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return []


def overlaps(items: Any) -> Iterator[str]:
    """Yield where repeats without an end may share characters."""
    sequence = list(items)
    for at, item in enumerate(sequence):
        for part in inner(item):
            yield from overlaps(part)
        if is_endless(item):
            if any(is_endless(each) for part in inner(item) for each in _all(part)):
                yield "a repeat inside a repeat"
            for other in sequence[at + 1 :]:
                if any(map(is_endless, _all([other]))) and first([other]) & characters([item]):
                    yield "a repeat beside a repeat"
                if least(other) and not _taken(other) <= characters([item]):
                    break


def _all(items: Any) -> Iterator[tuple[Any, Any]]:
    for item in items:
        yield item
        for part in inner(item):
            yield from _all(part)


def restarts(items: Any) -> Iterator[str]:
    """Yield a repeat without an end at the start of a search after which it may still give up."""
    sequence = list(items)
    for at, item in enumerate(sequence):
        rest = sequence[at + 1 :]
        if is_endless(item):
            if any(least(other) or str(other[0]) == "AT" for other in rest):
                yield "a search that runs over the same characters again"
        else:
            for part in inner(item):
                yield from restarts([*part, *rest])
            # What begins elsewhere than it goes on is not tried again on the way.
            goes_on = bool(rest) and is_endless(rest[0]) and _taken(item) & _taken(rest[0])
            begins = str(item[0]) == "AT" and "END" not in str(item[1])
            if begins or (least(item) and not goes_on):
                return


def problems(pattern: str, use: str) -> list[str]:
    parsed = parser.parse(pattern)
    return [*overlaps(parsed), *(restarts(parsed) if use == "search" else ())]


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        ("(a+)+$", "match"),
        ("[A-Z]{2,}[A-Z/ ]*[0-9]", "match"),
        ("a*b?a*", "match"),
        (r"\s+$", "search"),
        ("[a-z][a-z0-9]*!", "search"),
    ],
)
def test_what_backtracks_is_found(pattern: str, use: str) -> None:
    assert problems(pattern, use)


@pytest.mark.parametrize(
    "pattern", ["[0-9]+(?:,[0-9]{3})*", "[a-z]+", r"\|[a-z]*\|", "x{1,20}x{1,20}"]
)
def test_what_does_not_is_not(pattern: str) -> None:
    assert problems(pattern, "search") == []


def test_patterns_of_the_package_do_not_backtrack() -> None:
    found = list(patterns())
    assert len(found) > 50
    assert [
        (place, pattern, bad)
        for place, pattern, use in found
        if pattern not in PROVEN and (bad := problems(pattern, use))
    ] == []
