"""A process that has made two documents, and becomes a run of budgetc whenever one is asked for.

Most of a short run is importing, and making what each run makes anew: patterns, the code of
templates, the methods of values. Here that is done once. Each run is a process of its own, with its
own folder, environment and streams; runs that begin with nothing are those on a terminal, in a
shell, and of the wheel.

It is asked by JSON, which comes with the three streams as open files, and answers with the exit
code.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import socket
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

import budgetc.cli
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.render.markdown import render_markdown
from tests.support import ROOT

SOURCES = ("korla-etdz-market-supervision/2024.yaml", "boston-parks-and-recreation/2019.yaml")


def serve(asked: socket.socket) -> None:
    """Answer until nobody asks any more."""
    _warm_up()
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


def _warm_up() -> None:
    """Read the commands, and make a Chinese document and an English one."""
    commands = pkgutil.iter_modules(budgetc.cli.__path__, f"{budgetc.cli.__name__}.")
    for name in (*(module.name for module in commands), "budgetc.publish.making"):
        import_module(name)
    for name in SOURCES:
        resources = Resources.of_workspace(None)
        source = Workspace.on_disk(ROOT).source(ROOT / "budgets" / name)
        document = compile_source(source, resources).document
        assert document is not None
        render_markdown(document, resources)
    gc.freeze()  # what was made stays where it is, for no run to look through


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
