"""Which two states of a repository are meant by the words that git uses for them."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from budgetc.diagnostics.messages import Message, msg
from budgetc.files.git import GitError, commit_of, is_shallow, main_branch, merge_base, prefix
from budgetc.frozen import frozen

_HEAD = "HEAD"
_SHORT = 10
"""Characters of a commit that are shown."""

_SINCE, _RANGE = "...", ".."
_MOST = 2


@frozen()
class Revision:
    """A commit, or the files as they are now.

    Attributes:
        commit: its id; `None` for the files as they are now.
        label: what reports call it.
    """

    commit: str | None
    label: Message


def leading_revisions(words: Sequence[str], root: Path) -> int:
    """Return how many words at the beginning are revisions; what is a file is none.

    Raises:
        GitError: git is not there, or there is no repository.
    """
    prefix(root)  # where there is no repository, no word is wrong
    count = 0
    for word in words[:_MOST]:
        if is_there(word) or not _is_revision(word, root):
            break
        count += 1
        if _RANGE in word:
            break
    return count


def is_there(word: str) -> bool:
    """Tell whether a word names something on the disk; no file has so long a name as a word may."""
    try:
        return Path(word).exists()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def _is_revision(word: str, root: Path) -> bool:
    ends = word.split(_SINCE if _SINCE in word else _RANGE)
    return len(ends) <= _MOST and all(commit_of(root, end or _HEAD) for end in ends)


def two_revisions(words: Sequence[str], root: Path) -> tuple[Revision, Revision]:
    """Return the two states that are meant.

    Args:
        words: `A`, `A B`, `A..B`, `A...B` (from where A and B went apart, to B), or nothing: from
            where HEAD left the main branch, to the files as they are now.
        root: of the workspace.

    Raises:
        GitError: git fails, or one of the states does not exist.
    """
    now = Revision(None, msg("the files as they are now"))
    if not words:
        return _left_main(root), now
    first, *rest = words
    if _SINCE in first:
        names = [end or _HEAD for end in first.split(_SINCE, 1)]
        one, other = (_commit(root, name) for name in names)
        return _named(names[0], _base(root, one, other, names)), _named(names[1], other)
    names = [end or _HEAD for end in first.split(_RANGE, 1)] if _RANGE in first else [first, *rest]
    before, *after = (_named(name, _commit(root, name)) for name in names)
    return before, after[0] if after else now


def _named(name: str, commit: str) -> Revision:
    return Revision(commit, msg("{name} ({commit})", name=name, commit=commit[:_SHORT]))


def _commit(root: Path, name: str) -> str:
    commit = commit_of(root, name)
    if commit is None:
        raise GitError(in_shallow(name) if is_shallow(root) else
                       msg("there is no revision {name}", name=name))  # fmt: skip
    return commit


def in_shallow(name: str) -> Message:
    """Return that a word names nothing, which a shallow clone may not have."""
    return msg(
        "{name} is not here, and this clone is shallow: it has the last commits alone; if it is a "
        "revision, fetch the rest with git fetch --unshallow, or in a pipeline check out more "
        "commits (fetch-depth: 2, GIT_DEPTH: 0)",
        name=name,
    )


def _left_main(root: Path) -> Revision:
    head = commit_of(root, _HEAD)
    if head is None:
        raise GitError(msg("nothing is committed yet, so there is nothing to compare with"))
    main = main_branch(root)
    if main is None:
        raise GitError(
            msg("the main branch is not known; name the revision to compare with, such as HEAD")
        )
    base = _base(root, main, head, ("main", _HEAD))
    return Revision(base, msg("the main branch ({commit})", commit=base[:_SHORT]))


def _base(root: Path, one: str, other: str, names: Sequence[str]) -> str:
    base = merge_base(root, one, other)
    if base is None:
        raise GitError(
            msg(
                "{one} and {other} have no commit in common; if this is a shallow clone, fetch the "
                "rest: git fetch --unshallow",
                one=names[0],
                other=names[1],
            )
        )
    return base
