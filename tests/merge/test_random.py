"""Random edits on two sides, merged: what comes out is known without merging."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetc.merge.markers import Labels
from budgetc.merge.merge import merge
from tests.merge.repository import Repository
from tests.merge.truth import Case, cases
from tests.support import SHAPE


@given(case=cases())
@settings(max_examples=150, deadline=None)
def test_random_edits_of_two_sides_are_all_there(case: Case) -> None:
    base, ours, theirs = case.texts()
    merged = merge(base.encode(), ours.encode(), theirs.encode(), SHAPE, Labels())
    case.judge(merged.content.decode(), conflicts=merged.conflicts)


@given(case=cases())
@settings(max_examples=50, deadline=None)
def test_a_side_that_changed_nothing_takes_the_other_as_it_is(case: Case) -> None:
    base, ours, theirs = (text.encode() for text in case.texts())
    assert merge(base, base, theirs, SHAPE, Labels()).content == theirs
    assert merge(base, ours, base, SHAPE, Labels()).content == ours
    assert merge(base, ours, ours, SHAPE, Labels()).content == ours


@given(drawn=st.lists(cases(), min_size=6, max_size=6))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.slow
def test_git_merges_random_edits_of_two_branches(drawn: list[Case]) -> None:
    names = [f"budgets/bureau-{number}/2024.yaml" for number in range(len(drawn))]
    base, ours, theirs = (
        dict(zip(names, texts, strict=True))
        for texts in zip(*(case.texts() for case in drawn), strict=True)
    )
    with TemporaryDirectory() as folder:
        repository = Repository(Path(folder), base)
        repository.branch("theirs", theirs)
        repository.commit(ours)
        ran = repository.run("merge", "--no-edit", "theirs")
        left = set(repository.git("diff", "--name-only", "--diff-filter=U").split())
        assert ran.code == (1 if left else 0), ran
        assert "by line" not in ran.err
        for name, case in zip(names, drawn, strict=True):
            case.judge(repository.read(name), conflicts=name in left)
