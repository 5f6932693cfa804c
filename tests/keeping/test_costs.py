"""What keeping costs, counted: looks at folders, and compilations that are alive at once."""

from __future__ import annotations

import gc
import os
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from budgetc.files.workspace import Workspace
from budgetc.ledger import Cube
from budgetc.publish import making
from budgetc.publish.work import Work
from tests.support import MINIMAL, RESOURCES

from .house import NAMES, build, populate, write

MANY = 5


@pytest.fixture
def unswept() -> Iterator[None]:
    """Never look for garbage."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("unswept")
def test_one_process_holds_the_compilation_of_one_source_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MANY):
        write(tmp_path, f"budgets/d{number}/2024.yaml", MINIMAL)
    alive: weakref.WeakSet[Cube] = weakref.WeakSet()
    most = 0
    begin = Cube.__init__

    def counted(self: Cube, *given: Any, **named: Any) -> None:
        nonlocal most
        begin(self, *given, **named)
        alive.add(self)
        most = max(most, len(alive))

    monkeypatch.setattr(Cube, "__init__", counted)
    workspace = Workspace.find(tmp_path)
    work = Work((), tmp_path / "build", "", date(2024, 1, 1))
    for _ in making.make_each(workspace.sources(), work, RESOURCES):
        pass
    assert most == 1


def test_an_unchanged_build_looks_at_no_folder_for_each_department(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    populate(tmp_path)
    build()
    looks: Counter[str] = Counter()

    def counted(look: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def looked(path: Any = ".") -> Any:
            is_open = isinstance(path, int)
            looks["?" if is_open else os.path.relpath(os.fspath(path), tmp_path)] += 1
            return look(path)

        return looked

    monkeypatch.setattr(os, "scandir", counted(os.scandir))
    monkeypatch.setattr(os, "listdir", counted(os.listdir))
    assert build().made == ()
    assert looks["budgets"] == 2  # for the names of its departments, and for their signs
    assert {looks[f"budgets/{name}"] for name in NAMES} == {1}
    assert {looks[f"build/{name}"] for name in NAMES} == {0}
    write(tmp_path, f"budgets/{NAMES[0]}/2024.yaml", "nothing")
    assert build().ran.code == 1
    assert {looks[f"build/{name}"] for name in NAMES} == {0}
    populate(tmp_path)
    assert build().ran.code == 0
    # What did not come to a good end may have been killed, and have left something anywhere.
    assert {looks[f"build/{name}"] for name in NAMES} == {1}
