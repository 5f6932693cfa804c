"""A process that has imported budgetc, and becomes a run of it whenever one is asked for.

Most of a short run is importing. Here that is done once: what is forked off has the modules, and
none of them was used before. Each run is a process of its own, with its own folder, environment
and streams.

It is asked by JSON, which comes with the three streams as open files, and answers with the exit
code.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import socket
import sys
import traceback
from collections.abc import Mapping
from typing import Any, NoReturn

MODULES = ("budgetc.cli.app", "budgetc.cli.check", "budgetc.cli.build", "budgetc.pipeline")


def serve(asked: socket.socket) -> None:
    """Answer until nobody asks any more."""
    for name in MODULES:
        __import__(name)
    while True:
        message, files, _flags, _address = socket.recv_fds(asked, 1 << 20, 3)
        if not message:
            return
        child = os.fork()
        if not child:
            asked.close()
            _become(json.loads(message), files)
        for file in files:
            os.close(file)
        _, status = os.waitpid(child, 0)
        asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _become(run: Mapping[str, Any], files: list[int]) -> NoReturn:
    """Be a run of budgetc, and never return."""
    code = 1
    try:
        for stream, file in enumerate(files):
            os.dup2(file, stream)
            os.close(file)
        os.chdir(run["cwd"])
        os.environ.clear()
        os.environ.update(run["env"])
        sys.argv = ["budgetc", *run["arguments"]]
        runpy.run_module("budgetc", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # as Python ends a program
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
