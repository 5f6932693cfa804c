"""Running the command line: as a process, on a terminal, and inside this process."""

from __future__ import annotations

import json
import os
import pty
import shlex
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from click.testing import CliRunner

import budgetc
from budgetc.cli.app import make_group
from budgetc.diagnostics.messages import Translator
from tests.support import ROOT

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
    asked = {"arguments": arguments, "cwd": str(cwd), "env": _environment(env)}
    with TemporaryFile() as out, TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        streams = [file.fileno() for file in (nothing, out, err)]
        way = _zygote().way
        socket.send_fds(way, [json.dumps(asked).encode()], streams)
        code = int(way.recv(16))
        out.seek(0)
        err.seek(0)
        return Ran(code, out.read().decode(), err.read().decode())


class _Zygote(NamedTuple):
    process: subprocess.Popen[bytes]
    way: socket.socket


@cache
def _zygote() -> _Zygote:
    """Return a process that becomes runs, and the way to it; it ends when this one does."""
    ours, its = socket.socketpair()
    program = [sys.executable, "-m", "tests.cli.zygote", str(its.fileno())]
    env = _environment({"PYTHONPATH": os.pathsep.join((str(_PACKAGES), str(ROOT)))})
    process = subprocess.Popen(program, env=env, pass_fds=[its.fileno()])
    its.close()
    return _Zygote(process, ours)


_BOUND_BY_RIGHTS = """
import ctypes, os, sys
for capability in (1, 2):  # to write, and to read, whatever the rights are
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "budgetc", *sys.argv[1:]])
"""
"""Gives up what root may do against access rights, if it is root who runs the tests."""


def run_bound_by_rights(*arguments: str, cwd: Path) -> Ran:
    """Run budgetc as a process of somebody who may do what the access rights say."""
    done = subprocess.run(
        [sys.executable, "-c", _BOUND_BY_RIGHTS, *arguments],
        cwd=cwd,
        env=_environment(None),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_in_shell(line: str, *, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run a line of shell in which `$budgetc` is the program, with streams of its own."""
    program = shlex.join([sys.executable, "-m", "budgetc"])
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=cwd,
        env={**_environment(env), "budgetc": program},
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
