"""What is made when the package is built is what a run would make."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from budgetc.budget.declarations import APPROVED
from budgetc.files.data import Resources
from budgetc.files.disk import Disk
from budgetc.files.memory import Memory
from budgetc.files.prepared import Prepared, prepared_in
from budgetc.files.workspace import Workspace
from budgetc.frozen import fields_of, is_frozen
from budgetc.jurisdiction.load import jurisdictions, load_layout
from budgetc.pipeline import compile_source
from budgetc.prepare import prepared_files
from budgetc.render.markdown import render_markdown
from budgetc.source.origin import Origin
from budgetc.templating.sandbox import TemplateEnvironment
from budgetc.templating.skeletons import SKELETON_DELIMITERS
from tests.support import ROOT

SHIPPED = Resources.of_workspace(None).roots
SOURCES = sorted((ROOT / "budgets").rglob("20*.yaml"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("data")
    for name, content in prepared_files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    found = prepared_in(folder)
    assert found is not None
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name + path.stem)
def test_a_source_comes_to_the_same(prepared: Prepared, path: Path) -> None:
    source = Workspace.on_disk(ROOT).source(path)
    ready, anew = Resources(SHIPPED, prepared), Resources(SHIPPED)
    one, other = compile_source(source, ready), compile_source(source, anew)
    assert one.findings == other.findings
    assert one.results == other.results
    assert one.inputs.record == other.inputs.record
    assert one.document is not None
    assert other.document is not None
    assert render_markdown(one.document, ready) == render_markdown(other.document, anew)


@pytest.mark.parametrize("name", jurisdictions(Resources(SHIPPED)))
def test_all_of_a_layout_knows_where_it_was_written(prepared: Prepared, name: str) -> None:
    ready, _ = load_layout(Resources(SHIPPED, prepared), name, APPROVED)
    anew, _ = load_layout(Resources(SHIPPED), name, APPROVED)
    assert ready is not None
    assert anew is not None
    assert [tree.root for tree in ready.trees] == [tree.root for tree in anew.trees]
    there, expected = [*_origins(ready)], [*_origins(anew)]
    assert len(expected) > 5
    assert [one.node for one in there] == [one.node for one in expected]
    assert [one.span() for one in there] == [one.span() for one in expected]
    shaped = replace(ready.trees[0], shape=anew.trees[0].shape)
    assert shaped.root == anew.trees[0].root


def _origins(value: Any) -> Iterator[Origin]:
    """Yield the origins of a value, and of all that it holds."""
    if isinstance(value, Origin):
        yield value
    elif is_frozen(value):
        for name in fields_of(value.__class__):
            yield from _origins(getattr(value, name))
    elif isinstance(value, tuple | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _origins(one)


def test_all_that_a_check_keeps_is_there(prepared: Prepared) -> None:
    resources = Resources(SHIPPED)
    compile_source(Workspace.on_disk(ROOT).source(SOURCES[-1]), resources)
    of_workspace = {"budgetc.inputs.control_totals._approved"}
    keys = {key for key in resources.all_kept() if key[0] not in of_workspace}
    assert keys <= prepared.places.keys()


def test_the_frames_of_all_formats_are_compiled() -> None:
    (code,) = (content for name, content in prepared_files().items() if "marshal" in name)
    compiled = marshal.loads(code[code.index(b"\n", code.index(b"jinja")) + 1 :])  # noqa: S302
    frames = {name for dialect, name, *_ in compiled if SKELETON_DELIMITERS[0] in dialect}
    formats = {path.name for path in (ROOT / "templates").iterdir() if list(path.glob("*.j2"))}
    formats -= set(jurisdictions(Resources(SHIPPED)))
    assert {"latex", "markdown", "typst"} < formats
    of_formats = (path for name in formats for path in (ROOT / "templates" / name).glob("*.j2"))
    assert {path.relative_to(ROOT).as_posix() for path in of_formats} <= frames


def test_the_shipped_sources_are_laid_out_with_compiled_templates_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (code,) = (content for name, content in prepared_files().items() if "marshal" in name)
    compiled = marshal.loads(code[code.index(b"\n", code.index(b"jinja")) + 1 :])  # noqa: S302
    asked: list[object] = []
    compile_anew = TemplateEnvironment.compile

    def compile_(self: TemplateEnvironment, source: str, name: str | None = None, *a: Any) -> Any:
        asked.append(self.text_of(source, name))
        return compile_anew(self, source, name, *a)

    monkeypatch.setattr(TemplateEnvironment, "compile", compile_)
    resources = Resources(SHIPPED)
    for path in SOURCES:
        document = compile_source(Workspace.on_disk(ROOT).source(path), resources).document
        assert document is not None
        render_markdown(document, resources)
    assert [text for text in asked if text not in compiled] == []


def test_a_file_in_front_of_one_that_was_asked_for_counts(prepared: Prepared) -> None:
    layout = "templates/xinjiang/layout.yaml"
    assert prepared.current(layout, SHIPPED)
    assert prepared.current(layout, (Memory({"budgets/a.yaml": b""}), *SHIPPED))
    assert not prepared.current(layout, (Memory({layout: b""}), *SHIPPED))
    assert not prepared.current("templates", (Memory({"templates/new.j2": b""}), *SHIPPED))


@pytest.mark.parametrize("name", ["schema/units.json", "templates/xinjiang/layout.yaml"])
@pytest.mark.parametrize("kind", ["a pipe", "a link", "an empty folder"])
def test_what_is_no_file_in_front_of_one_counts(
    prepared: Prepared, tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a link":
        path.symlink_to(ROOT / name)
    else:
        path.mkdir()
    assert not prepared.current(name, (Disk(tmp_path), *SHIPPED))


@pytest.mark.parametrize("name", ["templates", "templates/new"])
def test_a_folder_that_is_a_link_or_has_an_odd_name_counts(
    prepared: Prepared, tmp_path: Path, name: str
) -> None:
    linked, odd = tmp_path / "linked", tmp_path / "odd"
    (linked / name).parent.mkdir(parents=True)
    (linked / name).symlink_to(ROOT / "templates")
    assert not prepared.current("templates", (Disk(linked), *SHIPPED))
    (odd / name / "\udcff").mkdir(parents=True)
    assert not prepared.current("templates", (Disk(odd), *SHIPPED))


def test_a_file_that_was_changed_counts(prepared: Prepared) -> None:
    layout = "templates/xinjiang/layout.yaml"
    assert not prepared.current(layout, (Memory({layout: b"another"}),))
    assert not prepared.current(layout, (Memory({}),))
    assert not prepared.current("templates", (Memory({"templates/new.j2": b""}),))
