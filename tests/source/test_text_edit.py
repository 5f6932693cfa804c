"""Each change of a tree, by the text that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from budgetc.source.text_edit import (
    above,
    emptied,
    emptied_in_brackets,
    inserted,
    moved,
    rest_of_line,
    with_above,
    with_comment,
    with_entries,
    with_rest_of_line,
    with_value,
    without,
)
from budgetc.source.text_parse import parse_entries
from budgetc.source.text_tree import TextCollection, TextEntry, TextNode, TextScalar, text_of

Change = Callable[[TextEntry], TextEntry]


def entry(text: str) -> TextEntry:
    (only,) = parse_entries(text)
    return only


def value(text: str) -> TextNode:
    """Return a value as it is typed below or behind a key at the margin."""
    return entry(f"k:{text}").value


def within(change: Callable[[TextCollection], TextCollection]) -> Change:
    def made(holder: TextEntry) -> TextEntry:
        assert isinstance(holder.value, TextCollection)
        return replace(holder, value=change(holder.value))

    return made


def gone(*names: str) -> Change:
    return lambda holder: without(holder, lambda child: child.name in names)


def more(place: int) -> Change:
    return within(lambda collection: inserted(collection, place, entry("n: 0\n")))


CHANGES: dict[str, tuple[str, Change, str]] = {
    "a word for a word": ("a: 1  # c\n", lambda e: with_value(e, TextScalar("2")), "a: 2  # c\n"),
    "a word for nothing": ("a:  # c\n", lambda e: with_value(e, TextScalar("2")), "a: 2  # c\n"),
    "a word for a block": (
        "a:  # c\n  b: 1\n", lambda e: with_value(e, TextScalar("2")), "a: 2  # c\n",
    ),
    "a word for a block text": (
        "a: |  # c\n  b\n", lambda e: with_value(e, TextScalar("2")), "a: 2  # c\n",
    ),
    "a block for a word": (
        "a: 1  # c\n", lambda e: with_value(e, value("\n  b: 1\n")), "a:  # c\n  b: 1\n",
    ),
    "a block text for a word": (
        "a: 1\n", lambda e: with_value(e, value(" |\n  b\n")), "a: |\n  b\n",
    ),
    "emptied": ("a:  # c\n  1  # d\n", emptied, "a:  # c  # d\n"),
    "emptied block text": ("a: >-  # c\n  x\n  y\n", emptied, "a:  # c\n"),
    "marked": ("a: 1  # c\n", lambda e: with_comment(e, "# d"), "a: 1  # c  # d\n"),
    "marked again": ("a:  # d\n", lambda e: with_comment(e, "# d"), "a:  # d\n"),
    "lines above": (
        "  # b\n\n  a: 1\n", lambda e: with_above(e, (*above(e), "  # c")),
        "  # b\n\n  # c\n  a: 1\n",
    ),
    "another rest of a line": (
        "a: 1 # c\n", lambda e: with_rest_of_line(e, " # d\n"), "a: 1 # d\n",
    ),
    "another rest of a block's line": (
        "a: # c\n  b: 1\n", lambda e: with_rest_of_line(e, " # d\n"), "a: # d\n  b: 1\n",
    ),
    "no place for a rest of a line": (
        "  - b: 1\n    c: 2\n", lambda e: with_rest_of_line(e, " # d\n"),
        "  # d\n  - b: 1\n    c: 2\n",
    ),
    "one more in a block": ("a:\n  b: 1\n  c: 2", more(1), "a:\n  b: 1\n  n: 0\n  c: 2\n"),
    "one more behind a dash": ("- b: 1\n", more(1), "- b: 1\n  n: 0\n"),
    "one more in braces": ("a: {b: 1, c: 2}\n", more(1), "a: {b: 1, n: 0, c: 2}\n"),
    "the last in braces": ("a: {b: 1 }\n", more(1), "a: {b: 1, n: 0 }\n"),
    "the only one in braces": ("a: {}  # c\n", more(0), "a: {n: 0}  # c\n"),
    "one more behind a comment that has a comma": (
        "a: {b: 1 # x, y\n  , c: 2}\n", more(1), "a: {b: 1 # x, y\n  , n: 0, c: 2}\n",
    ),
    "a line less": (
        "a:\n  # above\n  b: 1  # behind\n  c: 2\n  # end\n", gone("b"),
        "a:\n  # above\n  # behind\n  c: 2\n  # end\n",
    ),
    "the last line less": (
        "a:\n  b: 1\n\n  # above\n  c: 2 # behind\n  # end\n", gone("c"),
        "a:\n  b: 1\n\n  # above\n  # behind\n  # end\n",
    ),
    "all lines less": ("a:  # a\n  # above\n  b: 1\n", gone("b"), "a: {}  # a\n  # above\n"),
    "the line behind a dash less": ("- b: 1\n  c: 2\n", gone("b"), "- c: 2\n"),
    "that line and its comment": ("  - b: 1  # x\n    c: 2\n", gone("b"), "  # x\n  - c: 2\n"),
    "the first in braces less": ("a: {b: 1, c: 2 }\n", gone("b"), "a: {c: 2 }\n"),
    "the last in braces less": ("a: {b: 1\t, c: 2}\n", gone("c"), "a: {b: 1\t}\n"),
    "all in braces less": ("a: {b: 1 ,}\n", gone("b"), "a: {}\n"),
    "one in braces less and not its comment": (
        "a: {b: 1,  # x, y\n  c: 2}\n", gone("b"), "a: { # x, y\n  c: 2}\n",
    ),
    "the last in braces less and not its comment": (
        "a: {b: 1,\n  c: 2 # x\n  }\n", gone("c"), "a: {b: 1\n # x\n  }\n",
    ),
    "all in braces less and not their comments": (
        "a: {\n  # x\n  b: 1 # y\n  }\n", gone("b"), "a: {\n  # x\n # y\n  }\n",
    ),
    "nothing less": ("a: [ ]\n", gone("b"), "a: [ ]\n"),
    "entries in brackets as lines": (
        "  a:\n    - 1\n",
        within(lambda c: with_entries(c, parse_entries("[x, {y: 1}, z # c\n]"))),
        "  a:\n    - x\n    - {y: 1}\n    - z # c\n",
    ),
    "moved": (
        "  # c\n\n  a: # d\n  - |\n   e\n  - {f: 'g\n     h',\n     i: 1}\n", lambda e: moved(e, 4),
        "    # c\n\n    a: # d\n    - |\n     e\n    - {f: 'g\n       h',\n       i: 1}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), CHANGES.values(), ids=CHANGES.keys())
def test_change(before: str, change: Change, after: str) -> None:
    assert text_of(change(entry(before))) == after


def test_values_in_brackets() -> None:
    first, last = parse_entries("{a: 1 , b: 2\n}")
    assert text_of(with_value(first, TextScalar("3"))) == "a: 3 ,"
    assert text_of(emptied_in_brackets(first)) == "a:  ,"
    assert text_of(emptied_in_brackets(last)) == " b: ~\n"
    assert text_of(with_value(parse_entries("[1, 2]")[1], TextScalar("3"))) == " 3"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a: 1  # c\n", "  # c\n"),
        ("a:  # c\n  b: 1\n", "  # c\n"),
        ("a: >-  # c\n  b\n", "  # c\n"),
        ("- b: 1  # c\n", "\n"),
        ("a: 1", ""),
    ],
)
def test_rest_of_a_line(text: str, rest: str) -> None:
    assert rest_of_line(entry(text)) == rest
