"""What was found before is found again only where no rule came, changed or went."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.run import call
from tests.local.test_judged import RULE
from tests.support import EXAMPLES, MINIMAL, with_change


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a source and a jurisdiction of its own, and stand in it."""
    root = tmp_path / "office"
    (root / "budgets/bureau").mkdir(parents=True)
    (root / "budgets/bureau/2024.yaml").write_text(MINIMAL, encoding="utf-8")
    shutil.copytree(EXAMPLES / "templates", root / "templates")
    monkeypatch.chdir(root)
    return root


def _found(*options: str) -> list[tuple[str, str]]:
    ran = call("check", "--jobs", "1", "--format", "json", *options)
    return [(one["code"], one["message"]) for one in json.loads(ran.out)]


def test_a_rule_that_comes_changes_or_goes_is_noticed(workspace: Path) -> None:
    path = workspace / "rules/LOC001.yaml"
    path.parent.mkdir()
    assert _found() == []
    path.write_text(RULE, encoding="utf-8")
    assert _found() == [("LOC001", "venue 2 万元 of 1.2 万元")]
    path.write_text(with_change(RULE, "venue {venue}", "rooms {venue}"), encoding="utf-8")
    assert _found() == [("LOC001", "rooms 2 万元 of 1.2 万元")]
    path.write_text(with_change(RULE, "venue <= limit", "venue <= limits"), encoding="utf-8")
    assert [code for code, _ in _found()] == ["RUL001"]
    path.rename(path.with_name("LOC002.yaml"))
    path.with_name("LOC002.yaml").write_text(with_change(RULE, "LOC001", "LOC002"), "utf-8")
    assert [code for code, _ in _found()] == ["LOC002"]
    path.with_name("LOC002.yaml").unlink()
    assert _found() == []


def test_what_was_kept_is_what_a_fresh_check_finds(workspace: Path) -> None:
    (workspace / "rules").mkdir()
    (workspace / "rules/LOC001.yaml").write_text(RULE, encoding="utf-8")
    assert _found() == _found() == _found("--fresh") == _found("--jobs", "2")
