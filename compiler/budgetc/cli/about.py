"""What a report of a fault needs to say of a machine: versions, libraries, programs, the place."""

from __future__ import annotations

import locale
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from budgetc import __version__
from budgetc.files.workspace import NoWorkspaceError, Workspace
from budgetc.render.suffixes import PROGRAMS

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_ABSENT = "-"


def about(language: str) -> Iterator[str]:
    """Yield lines of a name and what it is; what is not there has a dash.

    No path of the machine is told, and no name of a person.

    Args:
        language: of messages.
    """
    yield f"budgetc {__version__}"
    yield f"python {platform.python_version()} {platform.python_implementation()}"
    yield f"system {platform.system()} {platform.release()} {platform.machine()}"
    yield f"messages {language}"
    yield f"encoding {sys.stdout.encoding} {locale.getpreferredencoding(do_setlocale=False)}"
    yield f"workspace {_sources()}"
    for name in sorted(_libraries(), key=str.lower):
        yield f"library {name} {_version_of(name)}"
    for name in sorted({"git", *(one for programs in PROGRAMS.values() for one in programs)}):
        yield f"program {name} {'found' if shutil.which(name) else _ABSENT}"


def _libraries() -> set[str]:
    """Return the libraries that budgetc may use, those of the tests left out."""
    try:
        wanted = requires("budgetc") or []
    except PackageNotFoundError:  # run from its files, and not installed
        return set()
    used = (one for one in wanted if 'extra == "dev"' not in one.replace("'", '"'))
    names = {found[0] for one in used if (found := _NAME.match(one))}
    return names - {"budgetc"}


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _ABSENT


def _sources() -> str:
    try:
        count = len(Workspace.find(Path.cwd()).sources())
    except (NoWorkspaceError, OSError):
        return _ABSENT
    return f"with {count} sources"
