"""An installed wheel, and how its programs are run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

SOURCE = "budgets/korla-etdz-market-supervision/2024.yaml"


class Installed(NamedTuple):
    """A wheel, the programs of the environment it is installed in, and a workspace of budgets."""

    wheel: Path
    programs: Path
    workspace: Path


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that sees nothing of this process's packages."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**env, "BUDGETC_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
