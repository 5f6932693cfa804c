"""`budgetc jurisdictions`: the list, and `show`, `copy` and `override`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Workspace
from tests.cli.run import call, run
from tests.support import EXAMPLES, KORLA, MINIMAL, ROOT

SHIPPED = sorted(path.parent.name for path in ROOT.glob("templates/*/layout.yaml"))
OWN = sorted(path.parent.name for path in EXAMPLES.glob("templates/*/layout.yaml"))
TABLE = "templates/xinjiang/layout.yaml#tables.6"
BLOCK = "templates/xinjiang/explanation.j2#revenue"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_list(workspace: Workspace) -> None:
    workspace({})
    done = call("jurisdictions")
    assert done.code == 0
    assert [line.partition(":")[0] for line in done.out.splitlines()] == sorted([*SHIPPED, *OWN])
    assert "新疆维吾尔自治区; documents of departments with 14 tables" in done.out
    assert "tiny: 小地; documents of departments with 1 tables" in done.out
    assert done.out.count("shipped") == len(SHIPPED)
    assert done.out.count("of this workspace") == len(OWN)


def test_the_list_without_a_workspace(tmp_path: Path) -> None:
    done = run("jurisdictions", cwd=tmp_path)
    assert done.code == 0
    assert len(done.out.splitlines()) == len(SHIPPED)


def test_the_list_in_chinese(workspace: Workspace) -> None:
    workspace({})
    done = call("jurisdictions", language="zh")
    assert "张表" in done.out
    assert "tables" not in done.out


def test_the_list_for_programs(workspace: Workspace) -> None:
    workspace({"templates/xinjiang/overview.j2": "# 一\n"})
    found = {one["name"]: one for one in json.loads(call("jurisdictions", "--format", "json").out)}
    assert found.keys() == {*SHIPPED, *OWN}
    assert found["xinjiang"]["overrides"] == ["templates/xinjiang/overview.j2"]
    assert found["xinjiang"]["tables"] == {"department": 14, "unit": 13}
    assert found["tiny"]["shipped"] is False


def test_a_jurisdiction_with_errors_is_listed(workspace: Workspace) -> None:
    workspace({"templates/broken/layout.yaml": "name: [\n"})
    done = call("jurisdictions")
    assert "broken: ?; its layout has errors" in done.out


def test_show_lists_what_can_be_overridden(workspace: Workspace) -> None:
    workspace({"templates/xinjiang/overrides/explanation.revenue.j2": "# 一\n"})
    lines = call("jurisdictions", "show", "xinjiang").out.splitlines()
    assert TABLE in lines
    assert "templates/xinjiang/layout.yaml#numbers.prose" in lines
    assert "templates/xinjiang/overview.j2" in lines
    assert f"{BLOCK} (overridden here)" in lines
    assert call("jurisdictions", "show", "latex").out.strip() == "templates/latex/document.tex.j2"


def test_copy_brings_every_file_and_remembers_the_originals(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": KORLA})
    done = call("jurisdictions", "copy", "xinjiang")
    assert done.code == 0
    assert _files(root / "templates/xinjiang") == _files(ROOT / "templates/xinjiang")
    assert done.out.splitlines() == sorted(
        f"templates/xinjiang/{name}" for name in _files(ROOT / "templates/xinjiang")
    )
    lock = (root / "templates/overrides.lock").read_text(encoding="utf-8")
    assert len(lock.splitlines()) == 1 + len(done.out.splitlines())
    before = _files(root)
    again = call("jurisdictions", "copy", "xinjiang")
    assert again.code != 0
    assert "is there already" in again.err
    assert _files(root) == before


def test_a_copy_under_another_name_builds_the_same_document(workspace: Workspace) -> None:
    root = workspace(
        {
            "budgets/old/2024.yaml": KORLA,
            "budgets/new/2024.yaml": KORLA.replace("xinjiang", "my-county", 1),
        }
    )
    done = call("jurisdictions", "copy", "xinjiang", "--as", "my-county")
    assert done.code == 0
    assert "jurisdiction: my-county" in done.err
    assert not (root / "templates/overrides.lock").exists()
    built = run("build", cwd=root)
    assert built.code == 0, built
    assert "LAY" not in built.err
    documents = [(root / f"build/{name}/2024.md").read_bytes() for name in ("old", "new")]
    assert documents[0] == documents[1]


@pytest.mark.parametrize("name", ["../out", "Big", "a/b", "", "a b", "x\n"])
def test_a_new_name_that_is_none(workspace: Workspace, name: str) -> None:
    root = workspace({})
    before = _files(root)
    done = call("jurisdictions", "copy", "tiny", "--as", name)
    assert done.code != 0
    assert _files(root) == before


def test_override_of_parts_and_its_renewal(workspace: Workspace) -> None:
    root = workspace({"budgets/a/2024.yaml": MINIMAL})
    done = call("jurisdictions", "override", TABLE, BLOCK, "schema/units.json")
    assert done.out.splitlines() == [
        "templates/xinjiang/overrides/tables.6.yaml",
        "templates/xinjiang/overrides/explanation.revenue.j2",
        "schema/units.json",
    ]
    lock = root / "templates/overrides.lock"
    assert all(name in lock.read_text(encoding="utf-8") for name in (TABLE, BLOCK))
    lock.unlink()
    assert call("jurisdictions", "override", "--renew", BLOCK).code == 0
    text = lock.read_text(encoding="utf-8")
    assert BLOCK in text
    assert TABLE not in text
    (root / "templates/xinjiang/overrides/explanation.revenue.j2").unlink()
    assert call("jurisdictions", "override", "--renew", TABLE).code == 0
    assert BLOCK not in lock.read_text(encoding="utf-8")


def test_the_original_of_an_override(workspace: Workspace) -> None:
    root = workspace({})
    before = _files(root)
    done = call("jurisdictions", "override", "--original", BLOCK)
    assert done.out.startswith("## 二、")
    assert "{{ figures.revenue }}" in done.out
    assert "endblock" not in done.out
    assert _files(root) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("copy", "nowhere"), "there is no nowhere"),
        (("copy", "latex"), "there is no latex"),
        (("show", "nowhere"), "there is no nowhere"),
        (("override", "templates/xinjiang/layout.yaml#tables.66"), "did you mean"),
        (("override", "templates/xinjiang/layout.yaml#tables"), "there is no"),
        (("override", "/etc/passwd"), "there is no"),
        (("override", "templates/../../etc/passwd"), "there is no"),
        (("override", "pyproject.toml"), "there is no"),
        (("override", "--renew", TABLE), "is not overridden here"),
        (("override",), "Missing argument"),
    ],
)
def test_what_is_not_there_is_refused(
    workspace: Workspace, arguments: tuple[str, ...], said: str
) -> None:
    root = workspace({})
    before = _files(root)
    done = call("jurisdictions", *arguments)
    assert done.code != 0
    assert said in done.err
    assert _files(root) == before


def test_nothing_is_written_outside_of_the_workspace(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = workspace({})
    outside = tmp_path_factory.mktemp("outside")
    (root / "templates/xinjiang").symlink_to(outside)
    done = call("jurisdictions", "override", TABLE)
    assert done.code != 0
    assert "templates/xinjiang is a link, and no folder" in done.err
    assert list(outside.iterdir()) == []


def test_copy_without_a_workspace(tmp_path: Path) -> None:
    done = run("jurisdictions", "copy", "xinjiang", cwd=tmp_path)
    assert done.code != 0
    assert "no folder budgets" in done.err
