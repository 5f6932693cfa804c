"""Sides that write one source in other ways, with other comments, still merge to its values."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetc.merge.markers import Labels
from budgetc.merge.merge import merge
from budgetc.source.nodes import plain
from budgetc.source.read import read_bytes
from tests.formatting.scramble import scrambled
from tests.support import MINIMAL

SEEDS = st.integers(0, 2**32)


def said(data: bytes) -> object:
    tree, findings = read_bytes("f.yaml", data)
    assert tree is not None, findings
    assert not findings
    return plain(tree.root)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(SEEDS, SEEDS)
def test_an_amount_changed_here_and_all_written_anew_there(one: int, other: int) -> None:
    base = scrambled(MINIMAL, one).text.encode()
    ours = base.replace(b"12.00", b"13.00")
    theirs = scrambled(MINIMAL, other).text.encode()
    for merged in (merge(base, ours, theirs, Labels()), merge(base, theirs, ours, Labels())):
        assert not merged.conflicts
        assert said(merged.content) == said(MINIMAL.replace("12.00", "13.00").encode())
