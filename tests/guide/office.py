"""An office: people with a clone each, a forge that is a bare repository, and a real git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import budgetc

_PACKAGES = Path(budgetc.__file__).parent.parent
_DATE = "2024-01-15T09:00:00+0800"


class Ran(NamedTuple):
    """What commands came to: their exit code, and both outputs as a terminal shows them."""

    code: int
    shown: str


class Office:
    """A folder in which commands are typed, one shell after another."""

    def __init__(self, folder: Path, language: str) -> None:
        """Make a home without anybody's settings, and `budgetc` to call.

        Args:
            folder: is empty; holds all that the commands make.
            language: of budgetc, `en` or `zh`; git speaks English.
        """
        self._home = folder / "home"
        self._place = self._home / "place"
        programs = self._home / "bin"
        programs.mkdir(parents=True)
        program = programs / "budgetc"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m budgetc "$@"\n')
        program.chmod(0o755)
        self.folder = folder / "desk"
        self.folder.mkdir()
        self._environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(_PACKAGES),
            "HOME": str(self._home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": _DATE,
            "GIT_COMMITTER_DATE": _DATE,
            "GIT_EDITOR": "true",
            "BUDGETC_LANG": language,
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
        }

    def run(self, commands: str) -> Ran:
        """Type commands; the first that fails is the last that runs."""
        done = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\ntrap 'pwd > \"{self._place}\"' EXIT\n{commands}"],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.folder = Path(self._place.read_text(encoding="utf-8").rstrip("\n"))
        return Ran(done.returncode, done.stdout.decode())

    def hand(self, commands: str) -> str:
        """Type commands that are to succeed; return what they printed."""
        ran = self.run(commands)
        assert ran.code == 0, ran.shown
        return ran.shown

    def read(self, name: str) -> str:
        """Return a file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
