"""What a source depends on is what was read for it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from budgetc.files.data import DataFaultError, Resources
from budgetc.files.disk import Disk
from budgetc.files.memory import Memory
from budgetc.files.record import Recorder
from budgetc.files.workspace import Workspace
from budgetc.inputs import load
from budgetc.pipeline import compile_inputs
from budgetc.render.data import render_json
from tests.support import EXAMPLES, ROOT

TODAY = date(2024, 6, 1)


def test_names_that_were_asked_for_are_remembered_there_or_not() -> None:
    recorder = Recorder(Memory({"a/x": b"1"}))
    recorder.read("a/x")
    recorder.read("a/y")
    recorder.entries("b")
    record = recorder.record
    assert ({*record.files}, {*record.folders}) == ({"a/x", "a/y"}, {"b"})
    assert (record.files["a/x"] != "", record.files["a/y"]) == (True, "")
    for names, expected in (
        (("a/x",), True), (("a/y",), True), (("b/x",), True), (("c", "b/new"), False),
        ((), False),
    ):  # fmt: skip
        assert record.mentions(names) is expected, names


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


KORLA = "budgets/korla-etdz-market-supervision/2024.yaml"


PURE = """
import sys
from datetime import date
from pathlib import Path
from budgetc.files.workspace import Workspace
from budgetc.inputs import load
from budgetc.pipeline import compile_inputs
from budgetc.render.data import render_json
opened = []
watching = False
def hook(event, arguments):
    if watching and event in ("open", "os.listdir", "os.scandir", "subprocess.Popen"):
        opened.append((event, str(arguments[0])))
sys.addaudithook(hook)
workspace = Workspace.find(Path.cwd())
name, day = sys.argv[1], date(2024, 6, 1)
expected = compile_inputs(load(workspace.named(name), workspace.resources(), day))
inputs = load(workspace.named(name), workspace.resources(), day)  # nothing is kept of the first
watching = True
compiled = compile_inputs(inputs)
watching = False
assert render_json(compiled.document) == render_json(expected.document)
assert compiled.findings == expected.findings
print(opened)
"""


def test_a_budget_is_compiled_without_opening_a_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PURE, KORLA], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr


def test_what_was_read_is_all_that_is_needed() -> None:
    """A budget compiled from nothing but the files of its record is the same."""
    workspace = Workspace.on_disk(ROOT)
    inputs = load(workspace.named(KORLA), workspace.resources(), TODAY)
    disk = Disk(ROOT)
    names = {*inputs.record.files, *inputs.record.data}
    contents = {}
    for name in names:
        if not (ROOT / name).is_dir() and (content := disk.read(name)) is not None:
            contents[name] = content
    bundle = Memory(contents)
    again = load(Workspace(Path("/nowhere"), bundle).named(KORLA), Resources((bundle,)), TODAY)
    made, remade = compile_inputs(inputs).document, compile_inputs(again).document
    assert made is not None
    assert remade is not None
    assert render_json(remade) == render_json(made)
    assert len(contents) < 70


def test_a_record_names_no_other_department() -> None:
    workspace = Workspace.on_disk(EXAMPLES.parent.parent)
    for source in workspace.sources():
        record = load(source, workspace.resources(), TODAY).record
        home = f"budgets/{source.department.split('/')[0]}"
        named = {name for name in (*record.files, *record.folders) if name.count("/") > 1}
        assert named
        assert {name for name in named if not f"{name}/".startswith(f"{home}/")} == set()
