"""What holds of every source: the same values, the same comments in their places, nothing twice."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetc.formatting import Unkept, format_source
from budgetc.render.formats import render_document
from budgetc.source.nodes import Mapping, Path, Sequence, SourceTree
from budgetc.source.read import read_bytes
from tests.rolling.support import PUTUO
from tests.support import KORLA, MINIMAL, RESOURCES, compile_text
from tests.yaml_files import dump

from .scramble import HEAD, Scrambled, scrambled
from .support import SCHEMA, as_words, formatted

SEEDS = st.integers(0, 2**32)
SLOW = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)
PIECES = [
    "a", "b: ", "c:", "- ", "\n", "\n  ", "\n    ", "# x", "  # y", '"q"', "'s'", "{", "}", "[",
    "]", ", ", "|\n", ">-\n", "&a ", "*a", "? ", ": ", "~", "1.50", "00", '"t\\\n   u"', "'k\n  l'",
    "x\n  y", "---\n", "...\n", "!t ", "年度", "“”", '"%"', "k: v\n", "z:\n  w: 1\n", "unit: 元\n",
    "year: 2024\n", "\n\n", "\t", " #", "%", "|2\n", "|+\n", 'code: "2013801"', '" \\ \n x"',
]  # fmt: skip


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


@settings(SLOW, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_text_is_damaged(text: str) -> None:
    done = format_source("f.yaml", text.encode(), SCHEMA)
    if isinstance(done, Unkept):
        assert done.findings or done.lost
        return
    assert as_words(done.after) == as_words(text)
    again = format_source("f.yaml", done.after.encode(), SCHEMA)
    assert not isinstance(again, Unkept)
    assert again.after == done.after


@settings(SLOW, max_examples=200)
@given(
    st.recursive(
        st.text(max_size=8) | st.integers().map(str),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        ),
        max_leaves=12,
    ),
    st.booleans(),
)
def test_what_another_program_writes(value: object, braces: bool) -> None:  # noqa: FBT001
    text = dump(value, width=40, braces=braces)
    done = format_source("f.yaml", text.encode(), SCHEMA)
    if not isinstance(done, Unkept):
        assert as_words(done.after) == json.loads(json.dumps(as_words(text)))
