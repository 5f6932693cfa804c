"""What holds of every source: the same values, the same comments in their places, nothing twice."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetc.formatting import Formatted, Unkept, format_source
from budgetc.render.formats import render_document
from budgetc.source.nodes import Mapping, Path, Sequence, SourceTree
from budgetc.source.read import read_bytes
from budgetc.source.text_parse import parse
from budgetc.source.text_tree import comments
from tests.beginning.support import PUTUO
from tests.source.texts import TEXTS, taken
from tests.support import KORLA, MINIMAL, RESOURCES, compile_text

from .scramble import HEAD, Scrambled, scrambled
from .support import SCHEMA, as_words, formatted

SEEDS = st.integers(0, 2**32)
SLOW = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)


def read(text: str) -> SourceTree:
    tree, findings = read_bytes("f.yaml", text.encode())
    assert tree is not None, findings
    assert not findings
    return tree


def line_of(tree: SourceTree, path: Path) -> int:
    """Return the line, from 0, on which the entry of a path begins."""
    holder, rest = tree.at(path[:-1])
    assert rest == ()
    step = path[-1]
    if isinstance(holder, Mapping) and isinstance(step, str):
        return holder.entries[step][0].line
    assert isinstance(holder, Sequence)
    assert isinstance(step, int)
    return holder.items[step].line


def check_places(made: Scrambled, text: str) -> None:
    """Every comment stands above or behind what it stood above or behind before."""
    tree, lines = read(text), text.split("\n")
    assert lines[0] == HEAD
    for comment, path in made.above.items():
        (place,) = (number for number, line in enumerate(lines) if line.strip() == comment)
        below = next(n for n in range(place, len(lines)) if lines[n].strip()[:1] not in ("", "#"))
        assert below == line_of(tree, path), (comment, path, text)
    for comment, path in made.behind.items():
        (place,) = (number for number, line in enumerate(lines) if line.endswith(comment))
        if lines[place].strip() == comment:  # its braces were opened
            place = next(n for n in range(place, len(lines)) if lines[n].strip()[:1] != "#")
        assert place == line_of(tree, path), (comment, path, text)


@settings(SLOW, max_examples=60)
@given(SEEDS)
def test_any_writing_becomes_the_canonical_one(seed: int) -> None:
    check_writing(MINIMAL, seed)


@pytest.mark.parametrize("source", [KORLA, PUTUO], ids=["Korla", "Putuo"])
@settings(SLOW, max_examples=5)
@given(SEEDS)
def test_any_writing_of_a_published_budget(source: str, seed: int) -> None:
    check_writing(source, seed)


def check_writing(source: str, seed: int) -> None:
    """Another writing of a source keeps its values and comments when it is formatted."""
    made = scrambled(source, seed)
    after = formatted(made.text)
    assert formatted(after) == after
    assert as_words(after) == as_words(made.text)
    check_places(made, after)


@pytest.mark.parametrize("source", [MINIMAL, KORLA], ids=["minimal", "Korla"])
@settings(SLOW, max_examples=4)
@given(SEEDS)
def test_what_is_compiled_is_the_same(source: str, seed: int) -> None:
    made = scrambled(source, seed)
    before, after = compile_text(made.text), compile_text(formatted(made.text))
    assert before.document is not None
    assert after.document is not None
    for name in ("markdown", "latex"):
        assert render_document(name, before.document, RESOURCES) == render_document(
            name, after.document, RESOURCES
        )
    assert sorted(f.code for f in before.findings) == sorted(f.code for f in after.findings)


@settings(SLOW, max_examples=1500)
@given(TEXTS)
@pytest.mark.slow
def test_all_that_is_read_is_formatted_and_stays_what_it_is(text: str) -> None:
    tree = taken(text.encode())
    done = format_source("f.yaml", text.encode(), SCHEMA)
    if tree is None:
        assert isinstance(done, Unkept)
        assert done.lost is None
        return
    assert isinstance(done, Formatted), done
    again = format_source("f.yaml", done.after.encode(), SCHEMA)
    assert isinstance(again, Formatted), again
    assert again.after == done.after
    assert as_words(done.after) == as_words(tree.text)
    assert Counter(comments(parse(done.after))) == Counter(comments(parse(tree.text)))
