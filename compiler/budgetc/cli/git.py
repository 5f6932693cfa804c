"""`budgetc git`: setting git up, and the commands that git calls then."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from budgetc.cli.declared import Command, argument, declared, flag
from budgetc.cli.speech import RefusedError, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.git import GitError
from budgetc.files.reasons import reason_of

if TYPE_CHECKING:
    from budgetc.files.data import Resources

T = TypeVar("T")

_PATH = click.Path(path_type=Path)
"""Of a file that git hands over."""


_ONE_FILE = ".pyz"
"""The suffix of a program that is one file, which has its libraries only while it runs."""


@declared(
    "setup",
    msg(
        "Set git up for this repository: which files are budgets is written to "
        ".gitattributes, to be committed for all; the commands that git runs are set for "
        "this clone alone. Done twice, it changes nothing more."
    ),
    flag("--undo", text=msg("Take away just what was set up.")),
    example=msg("Example: budgetc git setup --undo"),
    summary=msg("Set git up for this repository, or undo it."),
)
def setup(undo: bool) -> None:  # noqa: FBT001
    from budgetc.cli.inputs import find_workspace  # noqa: PLC0415
    from budgetc.merge.setup import SetupError  # noqa: PLC0415

    root = find_workspace().root
    try:
        _undo(root) if undo else _set_up(root)
    except (GitError, SetupError) as error:
        raise RefusedError(error.reason) from error


def _set_up(root: Path) -> None:
    from budgetc.merge import setup  # noqa: PLC0415

    if Path(sys.argv[0]).suffix == _ONE_FILE:
        raise RefusedError(
            msg(
                "git calls a program that is installed, and this is one file: install budgetc first"
            )
        )
    setup.in_repository(root)
    _change_attributes(root, setup.with_block)
    python = Path(sys.executable)
    setup.set_settings(root, python)
    for name, value in setup.settings(python).items():
        say(msg("set in this clone: {name} = {value}", name=name, value=value))
    if setup.overruled(root):
        say(
            msg(
                "other lines of .gitattributes or .git/info/attributes overrule these; "
                "look at: git check-attr -a budgets/department/2024.yaml"
            )
        )
    say(
        msg(
            "done. Commit {file}; everyone who clones this repository runs budgetc git setup "
            "once. Plain text and comments: git diff --no-textconv; lines as they stand in the "
            "file: git blame --no-textconv",
            file=setup.ATTRIBUTES,
        )
    )


def _undo(root: Path) -> None:
    from budgetc.merge import setup  # noqa: PLC0415

    setup.in_repository(root)
    _change_attributes(root, setup.without_block)
    for name in setup.unset_settings(root):
        say(msg("no longer set in this clone: {name}", name=name))
    say(msg("done. Git treats budgets as any other text"))


def _change_attributes(root: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the file of attributes; one that has nothing left in it goes."""
    from budgetc.files.writing import remove, write_file  # noqa: PLC0415
    from budgetc.merge.setup import ATTRIBUTES, attributes_path  # noqa: PLC0415

    path = attributes_path(root)
    try:
        old = path.read_bytes() if path.exists() else b""
        new = change(old)
        if new == old:
            say(msg("{file}: nothing to change", file=ATTRIBUTES))
            return
        write_file(path, new) if new else remove(path)
    except OSError as error:
        reason = reason_of(error)
        problem = msg("cannot write {file}: {reason}", file=ATTRIBUTES, reason=reason)
        raise RefusedError(problem) from error
    if change(b""):
        say(msg("{file}: lines for budgets added", file=ATTRIBUTES))
    else:
        say(msg("{file}: lines for budgets taken out", file=ATTRIBUTES))


@declared(
    "merge-driver",
    msg("Merge one file; git calls this."),
    argument("base", type=_PATH),
    argument("ours", type=_PATH),
    argument("theirs", type=_PATH),
    argument("size", type=click.IntRange(1, 1000)),
    argument("name"),
    argument("labels", nargs=-1),
    hidden=True,
)
def merge_driver(
    base: Path, ours: Path, theirs: Path, size: int, name: str, labels: tuple[str, ...]
) -> None:
    from budgetc.files.writing import write_file  # noqa: PLC0415
    from budgetc.jurisdiction.sources import schema_of_file  # noqa: PLC0415
    from budgetc.merge.driver import MergeFailedError, merge_files  # noqa: PLC0415
    from budgetc.merge.markers import labels_of  # noqa: PLC0415
    from budgetc.merge.setup import TOLD  # noqa: PLC0415
    from budgetc.source.read import read_bytes  # noqa: PLC0415

    file = printable(name)
    try:
        tree, _ = read_bytes(name, ours.read_bytes())
        shape = _with_resources(lambda resources: schema_of_file(resources, name, tree).shape)
        merged, reason = merge_files(base, ours, theirs, shape, labels_of(labels, size))
        write_file(ours, merged.content)
    except OSError as error:
        _fail(file, reason_of(error))
    except (GitError, MergeFailedError) as error:
        _fail(file, error.reason)
    if reason is not None:
        problem = msg(
            "{file}: merged by line, not by key and code: {reason}", file=file, reason=reason
        )
        say(problem, to_stderr=True)
    if merged.conflicts:
        problem = msg(
            "{file}: both sides changed the same, or one changed a code, a unit, a year or a fund "
            "that the other typed amounts under; look for the lines that begin with <<<<<<<, keep "
            "what holds, and then: budgetc check",
            file=file,
        )
        say(problem, to_stderr=True)
        raise SystemExit(TOLD)


def _fail(file: str, reason: Message | str) -> NoReturn:
    from budgetc.merge.setup import TOLD  # noqa: PLC0415

    problem = msg("{file}: not merged, ours was left as it was: {reason}", file=file, reason=reason)
    say(problem, to_stderr=True)
    raise SystemExit(TOLD)


def _with_resources(use: Callable[[Resources], T]) -> T:
    """Return what is made with the data files here, or with the shipped where those have faults."""
    from budgetc.cli.inputs import resources_here  # noqa: PLC0415
    from budgetc.files.data import DataFaultError, Resources  # noqa: PLC0415

    try:
        return use(resources_here())
    except DataFaultError:
        return use(Resources.of_workspace(None))


@declared(
    "textconv",
    msg("Print one file as the list of what it says; git calls this."),
    argument("file", type=_PATH),
    hidden=True,
)
def textconv(file: Path) -> None:
    from budgetc.merge.flat import readable  # noqa: PLC0415

    try:
        data = file.read_bytes()
    except OSError as error:
        problem = msg(
            "cannot read {file}: {reason}",
            file=printable(str(file)),
            reason=reason_of(error),
        )
        raise RefusedError(problem) from error
    shown = _with_resources(lambda resources: readable(file.name, data, resources))
    click.echo(shown, nl=False)


command = Command(
    "git",
    None,
    msg(
        "Have git merge budgets by key and code instead of by line, and show their changes "
        "by what they are about."
    ),
    example=msg("Example: budgetc git setup"),
    commands=(setup, merge_driver, textconv),
)
