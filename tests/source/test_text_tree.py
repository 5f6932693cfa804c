"""The tree of a text loses no character of it, and says where each belongs."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from budgetc.source.nodes import scalars
from budgetc.source.text_edit import moved
from budgetc.source.text_parse import parse, parse_entries
from budgetc.source.text_tree import (
    TextCollection,
    TextEntry,
    TextScalar,
    comments,
    nodes_of,
    remarks,
    text_of,
)
from tests.support import ROOT

from .texts import TEXTS, taken

FOLDERS = ("budgets", "schema", "templates", "tests/examples", "compiler/budgetc")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_comes_back_to_the_last_character(folder: str) -> None:
    trees = [taken(path.read_bytes()) for path in sorted((ROOT / folder).rglob("*.yaml"))]
    texts = [tree.text for tree in trees if tree is not None]
    assert texts
    assert [text_of(parse(text)) for text in texts] == texts


@given(TEXTS)
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_text_that_is_read_comes_back(text: str) -> None:
    tree = taken(text.encode())
    if tree is not None:
        assert text_of(parse(tree.text)) == tree.text
        said = [one.words for one in nodes_of(parse(tree.text).root) if isinstance(one, TextScalar)]
        if "*" not in text:
            assert {one.text for one in scalars(tree.root)} <= set(said)


def entry(text: str, *path: str | int) -> TextEntry:
    """Return the entry at the end of a path."""
    node, found = parse(text).root, None
    for step in path:
        assert isinstance(node, TextCollection)
        found = node.entries[step] if isinstance(step, int) else node.entry(step)
        assert found is not None
        node = found.value
    assert found is not None
    return found


TEXT = """\
# head

a:  # of a
  # above b
  b: &x 1  # behind b
  c: [1, # one
      {d: "x"}]
  # end of a
# above e
e:
- |  # sign
    f

    g

-
  - - h: *x
"""


def test_where_each_character_belongs() -> None:
    assert entry(TEXT, "a") == TextEntry(
        "# head\n\n", TextScalar("a", "a", "a"), ":  # of a\n", entry(TEXT, "a").value, "", 0
    )
    assert entry(TEXT, "a", "b") == TextEntry(
        "  # above b\n  ",
        TextScalar("b", "b", "b"),
        ": &x ",
        TextScalar("1", 1, "1", anchor="x"),
        "  # behind b\n",
        2,
    )
    one, other = (entry(TEXT, "a", "c", place) for place in (0, 1))
    assert (one.leading, one.indicator, one.trailing) == ("", "", ", # one\n")
    assert (other.leading, other.trailing, other.column) == ("      ", "", 2)
    assert entry(TEXT, "a", "c").trailing == "\n"
    (a, e) = (entry(TEXT, name).value for name in "ae")
    assert isinstance(a, TextCollection)
    assert isinstance(e, TextCollection)
    assert a.closing == "  # end of a\n"
    assert e.entries[0].value == TextScalar(
        "|  # sign\n    f\n\n    g\n", "f\n\ng\n", "f\n\ng\n", "|"
    )
    assert e.entries[1].leading == "\n"
    assert entry(TEXT, "e", 1).indicator == "-\n"
    assert entry(TEXT, "e", 1, 0, 0, "h").value == TextScalar("*x", alias=True)


def test_comments_are_all_found() -> None:
    assert list(comments(parse(TEXT))) == [
        "# head", "# of a", "# above b", "# behind b", "# one", "# end of a", "# above e", "# sign",
    ]  # fmt: skip
    assert remarks("# a  \n\n  \t\n   #b") == "# a\n\n\n#b\n"


def test_an_entry_moves_with_all_its_lines() -> None:
    text = "  # a\n\n  b: 'c\n    d'  # e\n  f:\n  - |\n   g\n  # end\n"
    further = re.sub("(?m)^(?=.)", "  ", text)
    first, last = (moved(one, 4) for one in parse_entries(text))
    assert text_of(first) + text_of(last) == further.removesuffix("    # end\n")
    assert moved(first, 2) == parse_entries(text)[0]
