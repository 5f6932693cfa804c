"""Running the command line: as a process, on a terminal, and inside this process."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

import budgetc
from budgetc.cli.app import make_group
from budgetc.diagnostics.messages import Translator

_PACKAGES = Path(budgetc.__file__).parent.parent
"""Where this process found budgetc, for processes that stand elsewhere."""

_SETTINGS = ("NO_COLOR", "BUDGETC_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR")


class Ran(NamedTuple):
    """What a run came to; on a terminal both outputs are one."""

    code: int
    out: str
    err: str = ""


def run(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run budgetc as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "budgetc", *arguments],
        cwd=cwd,
        env=_environment(env),
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_on_terminal(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run budgetc on a terminal."""
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "budgetc", *arguments],
        cwd=cwd,
        env=_environment(env),
        stdin=end,
        stdout=end,
        stderr=end,
    ) as process:
        os.close(end)
        output = b""
        while block := _read(terminal):
            output += block
        code = process.wait()
    os.close(terminal)
    return Ran(code, output.decode().replace("\r\n", "\n"))


def call(*arguments: str, language: str = "en") -> Ran:
    """Run budgetc inside this process, in the folder it stands in."""
    result = CliRunner().invoke(make_group(Translator(language)), list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    here = {"PYTHONPATH": str(_PACKAGES), "LANG": "C.UTF-8", "TERM": "xterm"}
    return {**kept, **here, **(more or {})}


def _read(terminal: int) -> bytes:
    """Return what a terminal shows next; Linux ends it with an error, others with nothing."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
