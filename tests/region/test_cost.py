"""A department costs its region the same, however many there are; counted, for no clock is even."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from budgetc.files.workspace import Workspace
from budgetc.region import Submission, compile_region
from budgetc.region.cube import RegionCube
from budgetc.region.department import Department
from budgetc.region.submission import Counted
from budgetc.render.formats import render_document
from tests.support import RESOURCES

from .book import compiled, document, submissions, write
from .generate import region

COUNTED = ((Counted, "unpacked"), (Counted, "projects_in"), (Department, "having"),
           (RegionCube, "both"), (RegionCube, "total"), (RegionCube, "_having"))  # fmt: skip
"""What is done for departments, their projects and their sums."""


def _many(few: tuple[Submission, ...], number: int) -> tuple[Submission, ...]:
    """Return so many departments, made of a few under other names."""
    named = ((few[at % len(few)], f"{few[at % len(few)].folder}-{at}") for at in range(number))
    return tuple(
        replace(one, folder=folder, file=f"budgets/{folder}/2024.yaml") for one, folder in named
    )


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is done for departments."""
    counter: Counter[str] = Counter()
    for home, name in COUNTED:
        done = getattr(home, name)

        def once(*given: Any, _done: Callable[..., Any] = done, _name: str = name) -> Any:
            counter[_name] += 1
            return _done(*given)

        monkeypatch.setattr(home, name, once)
    return counter


def _done(
    few: tuple[Submission, ...], number: int, home: Path, counted: Counter[str]
) -> Mapping[str, int]:
    counted.clear()
    (made,) = compile_region(_many(few, number), Workspace.find(home), RESOURCES)
    content, _ = render_document("markdown", document(made), RESOURCES)
    assert content is not None
    assert content.count("（生成）".encode()) > number
    return dict(counted)


def test_every_further_department_costs_the_same(tmp_path: Path, counted: Counter[str]) -> None:
    home = write(tmp_path, region(4))
    few = submissions(compiled(home), Workspace.find(home))
    first, second, third = (_done(few, number, home, counted) for number in (12, 24, 48))
    assert {name: third[name] - second[name] for name in third} == {
        name: 2 * (second[name] - first[name]) for name in second
    }
    assert third["unpacked"] <= 4 * 48
    assert third["projects_in"] <= 2 * 48
