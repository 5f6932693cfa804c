"""The options of commands that make many sources, and the results that they keep."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from budgetc.cli.declared import flag, option
from budgetc.cli.speech import say
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.packed import UnpackError
from budgetc.files.workspace import Workspace
from budgetc.keeping import Keeper, open_keeper
from budgetc.keeping.lost import BusyError, LostError
from budgetc.keeping.place import cache_folder
from budgetc.keeping.turn import alone

T = TypeVar("T")


def cores() -> int:
    """Return how many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


JOBS = option(
    "--jobs",
    "-j",
    text=msg("How many processes work at once. Default: as many as there are cores."),
    metavar=msg("NUMBER"),
    type=click.IntRange(min=1),
    default=cores,
)

FRESH = flag(
    "--fresh",
    text=msg(
        "Make everything anew, also what did not change since it was last made. What is kept of "
        "that is in your own cache folder, never in the workspace."
    ),
)


def with_kept(workspace: Workspace, today: date, run: Callable[[Keeper], T]) -> T:
    """Run with the results that are kept of a workspace; where they are lost, again without.

    Args:
        workspace: on the disk.
        today: the day of the run.
        run: what is done; it says nothing before all that is kept was read.
    """
    folder = cache_folder(workspace.root, os.environ)
    try:
        with closing(open_keeper(workspace.root, folder, today)) as keeper:
            return run(keeper)
    except (LostError, UnpackError) as error:
        if folder is not None and not isinstance(error, BusyError):
            from budgetc.keeping.store import drop_store  # noqa: PLC0415  # it is there already

            drop_store(folder)
        with closing(open_keeper(workspace.root, None, today)) as keeper:
            return run(keeper)


def one_at_a_time(workspace: Workspace, output: Path) -> AbstractContextManager[bool]:
    """Hold a workspace while it is built; say so where another build holds it.

    Tells whether an earlier build may have left something in the output folder.
    """
    waiting = msg("another build of this workspace is running; waiting for it")
    folder = cache_folder(workspace.root, os.environ)
    return alone(folder, output, lambda: say(waiting, to_stderr=True))
