"""`budgetc upgrade`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span

from .conftest import Workspace
from .run import call, run

SOURCE, OTHER = "budgets/档案局/2024.yaml", "budgets/b/2024.yaml"
OLD = "format: 0  # old\njurisdiction: tiny\nyear: 2024\ndepartment: {name: 市档案局}\n"
NEW = OLD.replace("0", "1", 1)
PRESENT = NEW.replace("市档案局", "乙局")
LAYOUT = "templates/own/layout.yaml"
OLD_LAYOUT = "name: 甲\nfigures:\n  cost: {margin: economic, types: [institution]}  # ours\n"
NEW_LAYOUT = OLD_LAYOUT.replace("types", "type")
TEMPLATE = "templates/own/document.j2"


def _workspace(workspace: Workspace, files: dict[str, str] | None = None) -> Path:
    return workspace(
        {
            SOURCE: OLD,
            OTHER: PRESENT,
            LAYOUT: OLD_LAYOUT,
            TEMPLATE: "{{ this_year(a.b) }}\n",
            **(files or {}),
        }
    )


DONE = [
    f"{SOURCE}:1: 0 → 1",
    f"{TEMPLATE}:1: this_year(a.b) → a.b",
    f"{LAYOUT}:3: types → type",
]


def test_all_of_a_workspace_is_brought_forward_and_told(workspace: Workspace) -> None:
    root = _workspace(workspace)
    ran = call("upgrade")
    assert (ran.code, ran.out.splitlines()) == (0, DONE)
    assert ran.err.startswith("of an earlier format: 3; as they should be: ")
    assert (root / SOURCE).read_text() == NEW
    assert (root / LAYOUT).read_text() == NEW_LAYOUT
    assert (root / TEMPLATE).read_text() == "{{ a.b }}\n"
    again = call("upgrade")
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(workspace: Workspace, option: str) -> None:
    root = _workspace(workspace)
    ran = call("upgrade", option)
    assert ran.code == 1
    if option == "--check":
        assert ran.out.splitlines() == DONE
    else:
        assert "-format: 0  # old\n+format: 1  # old\n" in ran.out
        assert "-  cost: {margin: economic, types:" in ran.out
    assert (root / SOURCE).read_text() == OLD
    assert (root / LAYOUT).read_text() == OLD_LAYOUT
    assert call("upgrade", option, OTHER).code == 0


def test_files_that_are_named_and_departments_by_their_names(workspace: Workspace) -> None:
    root = _workspace(workspace)
    assert call("upgrade", LAYOUT).out.splitlines() == DONE[2:]
    assert call("upgrade", "市档案局/2024").out.splitlines() == DONE[:1]
    assert (root / SOURCE).read_text() == NEW


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        (OTHER, "a: [\n", "SYN001"),
        (OTHER, "format: 9\n", "SCH009"),
        (LAYOUT, "figures: {a: {types: [institution], type: [institution]}}\n", "SCH010"),
    ],
)
def test_with_one_that_cannot_be_read_nothing_is_written(
    workspace: Workspace, name: str, text: str, code: str
) -> None:
    root = _workspace(workspace, {name: text})
    ran = call("upgrade")
    assert ran.code == 1
    assert f"error[{code}]" in ran.err
    assert "nothing was written\n" in ran.err
    assert "left alone: 1\n" in ran.err
    assert (root / SOURCE).read_text() == OLD
    assert (root / TEMPLATE).read_text() == "{{ this_year(a.b) }}\n"


@pytest.mark.parametrize(("name", "code"), [(OTHER, "SYN012"), (LAYOUT, "DAT001")])
def test_no_link_is_written_through(workspace: Workspace, name: str, code: str) -> None:
    root = _workspace(workspace)
    outside = root / "outside.yaml"
    outside.write_text(OLD, encoding="utf-8")
    (root / name).unlink()
    os.symlink(outside, root / name)  # noqa: PTH211
    ran = call("upgrade")
    assert ran.code == 1
    assert f"error[{code}]" in ran.err
    assert outside.read_text() == (root / SOURCE).read_text() == OLD


def test_what_was_written_is_put_back_if_the_rest_cannot_be(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _workspace(workspace)
    from budgetc.cli import upgrade  # noqa: PLC0415
    from budgetc.files.writing import write_all  # noqa: PLC0415

    def full(files: dict[Path, bytes], within: Path) -> object:
        if root / LAYOUT in files:
            return (finding("OUT001", msg("the disk is full"), Span.point(LAYOUT)),)
        return write_all(files, within)

    monkeypatch.setattr(upgrade, "write_all", full)
    ran = call("upgrade")
    assert ran.code == 1
    assert "the disk is full" in ran.err
    assert (root / SOURCE).read_text() == OLD
    assert (root / TEMPLATE).read_text() == "{{ this_year(a.b) }}\n"


def test_a_check_names_the_command(workspace: Workspace) -> None:
    root = _workspace(workspace)
    ran = run("check", "--lang=zh", SOURCE, cwd=root)
    assert f"运行 budgetc upgrade {SOURCE} 转为现行格式" in ran.out
