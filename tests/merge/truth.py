"""What a merge has to come to, and whether it did."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st

from budgetc.source.nodes import Mapping, Node, Scalar
from budgetc.source.read import read_bytes
from tests.merge.sources import (
    Block,
    Edit,
    conflicting,
    data,
    edited,
    edits_of,
    printed,
    reordered_lists,
    sources,
)

_CONFLICT = re.compile(
    r"^<{7} [^\n]*\n(?P<ours>.*?)^={7}\n(?P<theirs>.*?)^>{7} [^\n]*\n", re.DOTALL | re.MULTILINE
)


class Case(NamedTuple):
    """A source, edited on two sides."""

    base: Block
    ours: list[Edit]
    theirs: list[Edit]
    steps: tuple[int, int, int]

    def texts(self) -> tuple[str, str, str]:
        """Return the three texts; lists may be indented otherwise in each."""
        versions = (self.base, edited(self.base, self.ours), edited(self.base, self.theirs))
        base, ours, theirs = map(printed, versions, self.steps)
        return base, ours, theirs

    def clashes(self) -> list[tuple[Edit, Edit]]:
        """Return the pairs of edits that cannot both be made."""
        return [(a, b) for a in self.ours for b in self.theirs if conflicting(a, b)]

    def judge(self, merged: str, *, conflicts: bool) -> None:
        """Assert that a merged text is what it has to be."""
        clashes = self.clashes()
        assert conflicts == bool(clashes), clashes
        assert ("<<<<<<<" in merged) == conflicts
        self._judge_side(_CONFLICT.sub(r"\g<ours>", merged), first=self.theirs, then=self.ours)
        self._judge_side(_CONFLICT.sub(r"\g<theirs>", merged), first=self.ours, then=self.theirs)
        for edit in (*self.ours, *self.theirs):
            if edit.kind in ("set", "above", "behind"):
                assert edit.value in merged, edit

    def _judge_side(self, text: str, first: list[Edit], then: list[Edit]) -> None:
        """Assert that a text, where one side won each conflict, says what both sides said."""
        left = [a for a in first if not any(conflicting(a, b) for b in then)]
        truth = edited(self.base, [*left, *then])
        both = reordered_lists(self.ours) & reordered_lists(self.theirs)
        both |= {edit.path[:2] for pair in self.clashes() for edit in pair}
        assert _unordered(_read(text), (), both) == _unordered(data(truth), (), both)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a random source, edited at random on two sides."""
    base = draw(sources())
    ours = draw(edits_of(base, "甲"))
    moved = {edit.path[:-1] for edit in ours if edit.kind == "move"}
    theirs = [
        edit
        for edit in draw(edits_of(base, "乙"))
        if edit.kind != "move" or edit.path[:-1] not in moved
    ]
    step = draw(st.sampled_from([2, 2, 0]))
    other = draw(st.sampled_from([step, step, step, 2 - step]))
    steps = draw(st.sampled_from([(step, step, step), (step, other, step), (step, step, other)]))
    return Case(base, ours, theirs, steps)


def _read(text: str) -> object:
    tree, findings = read_bytes("merged", text.encode())
    assert tree is not None, text
    assert not findings, text
    return _written(tree.root)


def _written(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: _written(value) for key, (_, value) in node.entries.items()}
    return [_written(item) for item in node.items]


def _unordered(value: object, path: tuple[str, ...], lists: set[tuple[str, ...]]) -> object:
    """Return data whose named lists are sorted."""
    if isinstance(value, dict):
        return {key: _unordered(inner, (*path, key), lists) for key, inner in value.items()}
    if isinstance(value, list) and path in lists:
        return sorted(value, key=repr)
    return value
