"""Real repositories of budgets, and the command run in them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.cli.run import Ran, call
from tests.support import write_files

_WHO = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in {"NAME": "张三", "EMAIL": "z@example.org"}.items()
}
_NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

BUREAU = "budgets/bureau/2024.yaml"


def git(folder: Path, *arguments: str) -> str:
    """Run git without anybody's settings; return what it prints."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**kept, **_WHO, **_NO_SETTINGS},
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def commit(folder: Path, files: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write files and commit everything; return the commit."""
    write_files(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "改")
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, files: Mapping[str, str]) -> Path:
    """Return a new repository whose branch main has the files."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "-b", "main")
    commit(folder, files)
    return folder


def diff(*arguments: str, language: str = "en") -> Ran:
    """Run the command in the folder this process stands in; it must not fail."""
    ran = call("diff", *arguments, language=language)
    assert ran.code == 0, ran
    return ran


def data(*arguments: str) -> dict[str, Any]:
    """Return what the command says, as data."""
    found = json.loads(diff(*arguments, "--format", "json").out)
    assert isinstance(found, dict)
    return found


def changes(found: dict[str, Any]) -> list[tuple[str, str, str | None, str | None]]:
    """Return what was changed: how, where, from what and to what."""
    return [
        (
            change["act"],
            change["path"],
            change["before"] and change["before"]["written"],
            change["after"] and change["after"]["written"],
        )
        for change in found["changes"]
    ]


def codes(found: dict[str, Any], what: str) -> list[str]:
    """Return the codes of findings that are new, fixed or still there."""
    return [one["code"] for source in found["sources"] for one in source["findings"][what]]
