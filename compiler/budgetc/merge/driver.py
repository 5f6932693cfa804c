"""What git calls to merge one file: by key and code where that can be done, else by line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from budgetc.diagnostics.messages import Message, ReasonedError, msg
from budgetc.files.git import ask
from budgetc.merge.markers import Labels
from budgetc.merge.merge import CannotMergeError, Merged, merge
from budgetc.source.shape import Shape


class MergeFailedError(ReasonedError):
    """Nothing could be merged; says why."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The files that git hands over; ours is where the result is to be written."""

    base: Path
    ours: Path
    theirs: Path


def merge_files(versions: Versions, shape: Shape, labels: Labels) -> tuple[Merged, Message | None]:
    """Return the merged file, and, where it was merged by line, the reason.

    Raises:
        OSError: a version cannot be read.
        GitError: git is gone.
        MergeFailedError: git cannot merge the lines.
    """
    base, ours, theirs = (p.read_bytes() for p in (versions.base, versions.ours, versions.theirs))
    try:
        return merge(base, ours, theirs, shape, labels), None
    except CannotMergeError as error:
        return _by_line(versions, labels), error.reason


def _by_line(versions: Versions, labels: Labels) -> Merged:
    names = (labels.ours, "base", labels.theirs)
    answer = ask(
        versions.ours.absolute().parent,
        "merge-file",
        "-p",
        f"--marker-size={labels.size}",
        *(word for name in names for word in ("-L", name)),
        *(str(p.absolute()) for p in (versions.ours, versions.base, versions.theirs)),
    )
    if answer.code < 0 or answer.code > _MOST_CONFLICTS:
        raise MergeFailedError(msg("git says: {error}", error=answer.first_error))
    return Merged(answer.output, conflicts=answer.code > 0)


_MOST_CONFLICTS = 127
"""What git merge-file exits with at most when it did its work; more says that it did not."""
