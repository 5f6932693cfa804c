"""Having git use this program: shared attributes, and settings of one clone alone."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path, PurePath

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.files.git import ask, told
from budgetc.files.workspace import BUDGETS, SUFFIXES

ATTRIBUTES = ".gitattributes"
TOLD = 3
"""What the program exits with where it has written a file with conflicts, or said why not: Python
itself exits with 1 and 2 where it does not find the program."""
_BY_LINE = (
    "git merge-file --marker-size=%L -L %X -L base -L %Y %A %O %B; s=$?; "
    "echo budgetc does not run here: merged by line: %P; "
    "echo then run: budgetc git setup; exit $s"
)
"""What the shell does where the program is gone: without it git would keep ours, unmarked."""
_BEGIN, _END = "# >>> budgetc git setup >>>", "# <<< budgetc git setup <<<"


class SetupError(ReasonedError):
    """Git cannot be set up here; says why."""


def settings(python: PurePath) -> Mapping[str, str]:
    """Return what git is to be told, for one clone.

    Git hands commands to a POSIX shell, on Windows as well.

    Args:
        python: the interpreter that has this program. It runs with -P: without it, it would look
            for modules in the folder it stands in, which is that of the branch.
    """
    program = f"{shlex.quote(python.as_posix())} -P -m budgetc git"
    merge = program.replace("%", "%%")
    return {
        "diff.budgetc.textconv": f"{program} textconv --",
        "merge.budgetc.name": "budgetc: merge budgets by key and code",
        "merge.budgetc.driver": (
            f"{merge} merge-driver -- %O %A %B %L %P %X %Y; s=$?; "
            f"case $s in 0|{TOLD}) exit $s;; esac; {{ {_BY_LINE}; }} >&2"
        ),
    }


def attributes_path(root: Path) -> Path:
    """Return the file of attributes of a workspace.

    Raises:
        SetupError: it is a link, or no file; git would not read it.
    """
    path = root / ATTRIBUTES
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise SetupError(
            msg(
                "{file} is a link or a folder, and git reads neither; make it a file",
                file=ATTRIBUTES,
            )
        )
    return path


def with_block(content: bytes) -> bytes:
    """Return the content of a file of attributes with our lines, at its end unless it has them."""
    lines = (
        _BEGIN,
        *(f"{BUDGETS}/**/*{suffix} diff=budgetc merge=budgetc" for suffix in SUFFIXES),
        _END,
    )
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    block = line_end.join(line.encode() for line in lines)
    if block in content:
        return content
    bare = without_block(content)
    if bare and not bare.endswith(b"\n"):
        return bare + line_end + block
    return bare + block + line_end


def without_block(content: bytes) -> bytes:
    """Return the content of a file of attributes without our lines; nothing else is changed."""
    lines = content.splitlines(keepends=True)
    words = [line.strip() for line in lines]
    begin, end = _BEGIN.encode(), _END.encode()
    if begin not in words or end not in words[words.index(begin) :]:
        return content
    first = words.index(begin)
    last = words.index(end, first)
    before, after = b"".join(lines[:first]), b"".join(lines[last + 1 :])
    if not lines[last].endswith(b"\n"):  # the line break before the block came with it
        before = before.removesuffix(b"\n").removesuffix(b"\r")
    return before + after


def set_settings(root: Path, python: PurePath) -> None:
    """Tell git; what was said of these before is replaced.

    Raises:
        GitError: git is not there, or refuses.
    """
    for name, value in settings(python).items():
        told(root, "config", "--local", "--replace-all", name, value)


def unset_settings(root: Path) -> tuple[str, ...]:
    """Have git forget what it was told; return the names of the settings that there were.

    Raises:
        GitError: git is not there, or refuses.
    """
    there = tuple(
        name
        for name in settings(PurePath())
        if ask(root, "config", "--local", "--get-all", name).code == 0
    )
    for name in there:
        told(root, "config", "--local", "--unset-all", name)
    return there


def in_repository(root: Path) -> None:
    """Make sure that a folder is in a repository with a working tree.

    Raises:
        GitError: it is not, or git is not there.
    """
    told(root, "rev-parse", "--show-toplevel")


def overruled(root: Path) -> bool:
    """Tell whether other attributes keep git from using ours.

    Raises:
        GitError: git is not there, or refuses.
    """
    sample = f"{BUDGETS}/department/2024.yaml"
    answer = told(root, "check-attr", "-z", "diff", "merge", "--", sample)
    return answer.split(b"\0")[2::3] != [b"budgetc", b"budgetc"]
