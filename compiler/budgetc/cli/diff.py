"""`budgetc diff`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from budgetc.cli.declared import argument, choice, declared, flag
from budgetc.cli.inputs import find_workspace
from budgetc.cli.report import COLOURS
from budgetc.cli.speech import in_words, say, translator
from budgetc.diagnostics.characters import printable, shortened
from budgetc.diagnostics.messages import Message, msg
from budgetc.diff import Diff, Snapshot, committed, diff_snapshots, diff_sources, on_disk
from budgetc.diff.data import diff_json
from budgetc.diff.markdown import diff_markdown
from budgetc.diff.revisions import (
    Revision,
    in_shallow,
    is_there,
    leading_revisions,
    two_revisions,
)
from budgetc.diff.snapshots import sources_of
from budgetc.diff.text import SHORT, WHOLE, DiffReport
from budgetc.files.git import GitError, NoRepositoryError, is_shallow
from budgetc.files.workspace import SUFFIXES, Workspace

FORMATS = ("text", "markdown", "json")

_TWO = 2


@declared(
    "diff",
    msg(
        "Say what changed in meaning between two revisions: the amounts and texts that were "
        "changed, every cell, figure and sentence that follows, and the findings that are new "
        "or fixed. Without revisions, from where this branch left the main branch to the files "
        "as they are now; A...B is from where A and B went apart to B. Two files, such as two "
        "years of one department, are compared with each other."
    ),
    argument("words", msg("[A] [B] [SOURCE]..."), nargs=-1),
    choice(
        "--format",
        "output_format",
        choices=FORMATS,
        text=msg("Form of the report; markdown is made for a comment on a pull request."),
    ),
    flag("--all", "everything", text=msg("Leave nothing out of the text.")),
    flag("--exit-code", "code", text=msg("Exit with 1 if anything differs.")),
    example=msg("Example: budgetc diff main...HEAD --format markdown"),
)
def command(words: tuple[str, ...], output_format: str, *, everything: bool, code: bool) -> None:
    found = _compared(words)
    if output_format == "json":
        say(diff_json(found, translator()))
    elif output_format == "markdown":
        say(diff_markdown(found, translator()).rstrip("\n"))
    else:
        bounds = WHOLE if everything else SHORT
        for line in DiffReport(translator(), COLOURS, bounds).lines(found):
            say(line)
    if code and found.differs:
        raise SystemExit(1)


def _compared(words: Sequence[str]) -> Diff:
    """Return the comparison that is asked for.

    Raises:
        click.UsageError: the words name no states or sources, or git fails.
    """
    files = [Path(word) for word in words if is_there(word)]
    are_sources = all(path.is_file() and path.suffix in SUFFIXES for path in files)
    if len(files) == len(words) == _TWO and are_sources:
        return _two_files(files)
    workspace = find_workspace(files)
    root = workspace.root
    try:
        count = leading_revisions(words, root)
        before, after = _snapshots(two_revisions(words[:count], root), root)
        chooses = _chooses(words[count:], workspace, (before, after))
        return diff_snapshots(before, after, chooses)
    except NoRepositoryError as error:
        way = "budgetc diff budgets/my-bureau/2024.yaml budgets/my-bureau/2025.yaml"
        problem = msg(
            "{reason}; two files are compared without git: {command}",
            reason=error.reason,
            command=way,
        )
        raise _wrong(problem) from error
    except GitError as error:
        raise _wrong(error.reason) from error


def _two_files(files: Sequence[Path]) -> Diff:
    workspaces = [find_workspace([path]) for path in files]
    before, after = (w.source(path) for w, path in zip(workspaces, files, strict=True))
    olds, news = (workspace.resources() for workspace in workspaces)
    return diff_sources(before, after, (olds, news))


def _snapshots(revisions: tuple[Revision, Revision], root: Path) -> tuple[Snapshot, Snapshot]:
    id_length = max(len(revision.commit or "") for revision in revisions)

    def snapshot(revision: Revision) -> Snapshot:
        label = in_words(revision.label)
        if revision.commit is None:
            return on_disk(root, label, id_length)
        return committed(root, revision.commit, label)

    return snapshot(revisions[0]), snapshot(revisions[1])


def _chooses(
    words: Sequence[str], workspace: Workspace, snapshots: tuple[Snapshot, Snapshot]
) -> Callable[[str], bool]:
    """Return what tells whether a source is asked for: by its file, or a folder above it."""
    if not words:
        return lambda _: True
    known = {name for snapshot in snapshots for name in sources_of(snapshot)}
    chosen: set[str] = set()
    for word in words:
        path = Path(os.path.realpath(word))
        inside = path.is_relative_to(workspace.root)
        name = path.relative_to(workspace.root).as_posix() if inside else ""
        found = {one for one in known if name in (one, ".") or one.startswith(f"{name}/")}
        if not inside or not found:
            problem = msg(
                "{word} is neither a revision nor a source of one of the two", word=printable(word)
            )
            is_cut_off = is_shallow(workspace.root) and not os.path.lexists(path)
            raise _wrong(in_shallow(printable(word)) if is_cut_off else problem)
        chosen |= found
    return chosen.__contains__


def _wrong(problem: Message) -> click.UsageError:
    return click.UsageError(shortened(in_words(problem)))
