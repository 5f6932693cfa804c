"""Repositories of an office that publishes, and the command run in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.run import Ran, call
from tests.diff.repository import BUREAU, commit, git, repository
from tests.support import EXAMPLES, MINIMAL

LIGHT = ("-f", "json", "-f", "markdown")
"""Formats that nothing has to be installed for."""

PUBLISHED = Path("published/bureau/2024")


def office(folder: Path) -> Path:
    """Return a repository with one small budget, whose people git knows."""
    names = ("everything.j2", "tiny/document.j2", "tiny/layout.yaml")
    files = {f"templates/{name}": (EXAMPLES / "templates" / name).read_text(encoding="utf-8")
             for name in names}  # fmt: skip
    home = repository(folder, {BUREAU: MINIMAL, **files})
    git(home, "config", "user.name", "李四")
    git(home, "config", "user.email", "l@example.org")
    return home


def publish(*more: str, language: str = "en") -> Ran:
    """Publish the budget in formats that are made fast."""
    return call("release", "bureau", "2024", *LIGHT, *more, language=language)


def correct(text: str, *more: str) -> Ran:
    """Commit another text of the budget, and publish it as a correction."""
    commit(Path.cwd(), {BUREAU: text})
    return publish("--correction", "培训费少列", *more)


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder as plain data."""
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def told(ran: Ran) -> str:
    """Return what a run that refused says, without how to use it."""
    assert ran.code != 0, ran
    return ran.err.removeprefix("Error: ").strip()
