"""Real git, in repositories of their own that no setting of this machine reaches."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import budgetc
from budgetc.merge.setup import set_settings, with_block
from tests.support import write_files

_PACKAGES = Path(budgetc.__file__).parent.parent


class Ran(NamedTuple):
    """What a run of git came to."""

    code: int
    out: str
    err: str


class Repository:
    """A repository, in which git has been set up, that stands on the branch main."""

    def __init__(self, root: Path, files: Mapping[str, bytes | str], *, ready: bool = True) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        for name, value in (("user.name", "测试"), ("user.email", "t@example.invalid")):
            self.git("config", name, value)
        if ready:
            set_settings(root, Path(sys.executable))
            self.write({".gitattributes": with_block(b"")})
        self.commit(files)

    def run(self, *arguments: str) -> Ran:
        """Run git."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=_environment(), capture_output=True, check=False
        )
        # Git cuts what it quotes of a line in the head of a hunk, within a character if need be.
        out, err = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
        return Ran(done.returncode, out, err)

    def git(self, *arguments: str) -> str:
        """Run git, which has to do what it is asked."""
        ran = self.run(*arguments)
        assert ran.code == 0, ran
        return ran.out

    def write(self, files: Mapping[str, bytes | str]) -> None:
        """Write files."""
        write_files(self.root, files)

    def read(self, name: str) -> str:
        """Return what a file holds."""
        return (self.root / name).read_bytes().decode()

    def commit(self, files: Mapping[str, bytes | str]) -> None:
        """Write files, and commit everything."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change")

    def branch(self, name: str, files: Mapping[str, bytes | str], at: str = "main") -> None:
        """Commit files on a branch of its own, and come back to main."""
        self.git("checkout", "--quiet", "-b", name, at)
        self.commit(files)
        self.git("checkout", "--quiet", "main")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        "PYTHONPATH": str(_PACKAGES),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "BUDGETC_LANG": "en",
    }
