"""What a source depends on is what was read for it."""

from __future__ import annotations

from datetime import date

import pytest

from budgetc.files.data import DataFaultError, Resources
from budgetc.files.memory import Memory
from budgetc.files.record import Recorder
from budgetc.files.workspace import Workspace
from budgetc.inputs import load
from tests.support import EXAMPLES

TODAY = date(2024, 6, 1)


def test_names_that_were_asked_for_are_remembered_there_or_not() -> None:
    recorder = Recorder(Memory({"a/x": b"1"}))
    recorder.read("a/x")
    recorder.read("a/y")
    recorder.entries("b")
    record = recorder.record
    assert record.files["a/y"] == "absent"
    assert record.files["a/x"] != Recorder(Memory({"a/x": b"2"})).record.files.get("a/x")
    for names, expected in (
        (("a/x",), True), (("a/y",), True), (("b/x",), True), (("c", "b/new"), False),
        ((), False),
    ):  # fmt: skip
        assert record.mentions(names) is expected, names


def test_the_same_content_has_the_same_digest() -> None:
    one, other = Recorder(Memory({"x": b"1"})), Recorder(Memory({"x": b"2"}))
    one.read("x"), other.read("x")
    assert one.record.files != other.record.files


def test_what_is_kept_hands_on_what_it_was_made_of() -> None:
    resources = Resources((Memory({"schema/a": b"1", "schema/b": b"2"}),))
    made = []

    def inner(data: Resources) -> str:
        made.append("inner")
        return data.text("schema/b")

    def outer(data: Resources) -> str:
        return data.text("schema/a") + data.kept(inner)

    for _ in range(2):
        with resources.noting() as names:
            assert resources.kept(outer) == "12"
        assert names == {"schema/a", "schema/b"}
    with resources.noting() as names:
        resources.kept(inner)
    assert names == {"schema/b"}
    assert made == ["inner"]


def test_what_fails_is_asked_for_all_the_same() -> None:
    resources = Resources((Memory({}),))

    def make(data: Resources) -> str:
        return data.text("schema/none")

    with resources.noting() as names, pytest.raises(DataFaultError):
        resources.kept(make)
    assert names == {"schema/none"}


def test_a_record_names_no_other_department() -> None:
    workspace = Workspace.on_disk(EXAMPLES.parent.parent)
    for source in workspace.sources():
        record = load(source, workspace.resources(), TODAY).record
        home = f"budgets/{source.department.split('/')[0]}"
        named = {name for name in (*record.files, *record.folders) if name.count("/") > 1}
        assert named
        assert {name for name in named if not f"{name}/".startswith(f"{home}/")} == set()
