"""Programs from the npm registry, installed once for all tests of a machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_TOOLS = Path(__file__).parent / "tools"
SARIF = "@microsoft/sarif-multitool-linux/Sarif.Multitool"
_PROGRAMS = (SARIF,)
"""What has to be made executable: the packages would do that by a script, and none is run."""


def program(name: str) -> str:
    """Return a program, by its file under `node_modules`; it is installed if it is not there."""
    lock = (_TOOLS / "package-lock.json").read_bytes()
    key = hashlib.sha256(lock).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"budgetc-tools-{os.getuid()}-{key}"
    if not home.is_dir():
        _install(home)
    return str(home / "node_modules" / name)


def _install(home: Path) -> None:
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=f"{home.name}.") as folder:
        made = Path(folder) / "tools"
        shutil.copytree(_TOOLS, made)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for program in _PROGRAMS:
            (made / "node_modules" / program).chmod(0o755)
        try:
            made.rename(home)
        except OSError:
            assert home.is_dir()  # another test was faster
