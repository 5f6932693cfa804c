"""What git calls to merge one file: by key and code where that can be done, else by line."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics.messages import Message, ReasonedError, msg
from budgetc.files.git import ask
from budgetc.merge.markers import Labels
from budgetc.merge.merge import CannotMergeError, Merged, merge
from budgetc.source.shape import Shape

_MOST_CONFLICTS = 127
"""What git merge-file exits with at most when it did its work; more says that it did not."""


class MergeFailedError(ReasonedError):
    """Nothing could be merged; says why."""


def merge_files(
    base: Path, ours: Path, theirs: Path, shape: Shape, labels: Labels
) -> tuple[Merged, Message | None]:
    """Return the merged file, and, where it was merged by line, the reason.

    Args:
        base: the version that both come from, as git hands it over.
        ours: our version; git wants the result there.
        theirs: their version.
        shape: what the schema says of such a source.
        labels: what conflict markers say.

    Raises:
        OSError: a version cannot be read.
        GitError: git is gone.
        MergeFailedError: git cannot merge the lines.
    """
    was, here, there = (path.read_bytes() for path in (base, ours, theirs))
    try:
        return merge(was, here, there, shape, labels), None
    except CannotMergeError as error:
        return _by_line((ours, base, theirs), labels), error.reason


def _by_line(versions: tuple[Path, Path, Path], labels: Labels) -> Merged:
    names = (labels.ours, "base", labels.theirs)
    answer = ask(
        versions[0].absolute().parent,
        "merge-file",
        "-p",
        f"--marker-size={labels.size}",
        *(word for name in names for word in ("-L", name)),
        *(str(path.absolute()) for path in versions),
    )
    if answer.code < 0 or answer.code > _MOST_CONFLICTS:
        raise MergeFailedError(msg("git says: {error}", error=answer.problem))
    return Merged(answer.output, conflicts=answer.code > 0)
