"""What access rights keep from a command is told with a code of exit, and never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.run import Ran, run, run_bound_by_rights
from tests.support import KORLA, ROOT, with_change

SOURCE = "budgets/bureau/2024.yaml"
UNIT = "budgets/bureau/station/2024.yaml"
NEW = "new department other --name N --year 2025"
LAYOUT = "templates/mine/layout.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Path]:
    """Yield a workspace with a department, a unit and a layout of its own."""
    files = {
        SOURCE: with_change(KORLA, "year: 2024", "year:   2024"),
        UNIT: KORLA,
        LAYOUT: (ROOT / "templates/xinjiang/layout.yaml").read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    yield tmp_path
    for path in tmp_path.rglob("*"):
        path.chmod(0o755)


def _told(ran: Ran) -> str:
    assert "Traceback" not in ran.err
    return ran.out + ran.err


def _refused(file: str) -> str:
    return f"error[SYN012]: cannot read {file}: Permission denied"


def _unusable(file: str) -> str:
    return f"{file} cannot be used: cannot read {file}: Permission denied"


@pytest.mark.parametrize(
    ("command", "shut", "code", "told"),
    [
        ("check", "templates", 1, _unusable("templates")),
        ("build", LAYOUT, 1, _unusable(LAYOUT)),
        ("jurisdictions", LAYOUT, 1, _unusable(LAYOUT)),
        ("schema --jurisdiction mine", LAYOUT, 2, _unusable(LAYOUT)),
        (f"{NEW} --jurisdiction xinjiang", LAYOUT, 1, _unusable(LAYOUT)),
        ("fmt", "budgets", 1, _refused("budgets")),
        ("build --region", "budgets", 1, _refused("budgets")),
        ("schema -o budgets/x.json", "budgets", 1, "write budgets/x.json: Permission denied"),
        ("check --write-baseline", "budgets", 1, _refused("budgets")),
        ("check", "budgets/bureau/station", 1, _refused("budgets/bureau/station")),
        ("build --region", "budgets/bureau/station", 1, _refused("budgets/bureau/station")),
        ("fmt", "budgets/bureau/station", 1, _refused("budgets/bureau/station")),
        ("check", SOURCE, 1, _refused(SOURCE)),
        (f"diff {SOURCE} {UNIT}", "budgets/bureau/station", 1, f"{UNIT}: Permission denied"),
    ],
)
def test_what_may_not_be_looked_at(
    workspace: Path, command: str, shut: str, code: int, told: str
) -> None:
    (workspace / shut).chmod(0)
    ran = run_bound_by_rights(*command.split(), cwd=workspace)
    assert ran.code == code
    assert told in _told(ran)


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("fmt", SOURCE),
        ("schema -o budgets/x.json", "budgets/x.json"),
        ("build -o budgets/out --region", "budgets/out/region/2024.md"),
        ("check --write-baseline", "budgets/baseline.json"),
        (f"new project {UNIT} training --name N --function 2013805 --economic 30216", UNIT),
    ],
)
def test_what_may_not_be_written(workspace: Path, command: str, file: str) -> None:
    for folder in ("budgets", "budgets/bureau", "budgets/bureau/station"):
        (workspace / folder).chmod(0o555)
    before = (workspace / SOURCE).read_bytes()
    ran = run_bound_by_rights(*command.split(), cwd=workspace)
    assert ran.code == 1
    assert f"{file}: Permission denied" in _told(ran)
    assert (workspace / SOURCE).read_bytes() == before


def test_with_the_rights_it_goes_on(workspace: Path) -> None:
    assert run_bound_by_rights("fmt", cwd=workspace).code == 0
    assert run("fmt", "--check", cwd=workspace).code == 0
