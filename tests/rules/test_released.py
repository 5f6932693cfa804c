"""What rules look at is let go of with the compilation, without a search for garbage."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetc import pipeline
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.rules import RuleContext, RuleResult, check_rules
from tests.support import ROOT, TODAY

BUDGETS = sorted(ROOT.glob("budgets/*/*.yaml"))
RESOURCES = Resources.of_workspace(ROOT)


class Looked:
    """Something that a rule looks at."""


@pytest.fixture
def unswept() -> Iterator[None]:
    """Never look for garbage."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("unswept")
@pytest.mark.parametrize("path", BUDGETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_of_a_context_is_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left: weakref.WeakSet[Looked] = weakref.WeakSet()

    def checked(context: RuleContext) -> tuple[RuleResult, ...]:
        results = check_rules(context)
        left.add(context.look(lambda _: Looked()))
        assert len(left) == 1
        return results

    monkeypatch.setattr(pipeline, "check_rules", checked)
    compiled = pipeline.compile_source(Workspace.on_disk(ROOT).source(path), RESOURCES, TODAY)
    assert {"CLS010", "NAR102"} <= {result.rule for result in compiled.results}
    del compiled
    assert not left
