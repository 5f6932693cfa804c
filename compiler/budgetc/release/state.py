"""What git knows of a workspace that is to be released: its commit, and what was released of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from budgetc.files.git import changed, commit_of
from budgetc.files.tags import tags
from budgetc.files.workspace import FOLDERS, Source
from budgetc.frozen import frozen

_FIRST = 1


@frozen()
class Version:
    """What a release of a source is called.

    Attributes:
        base: the same for all releases of the source.
        revision: from 1.
    """

    base: str
    revision: int

    @property
    def name(self) -> str:
        """The name of the tag."""
        return f"{self.base}{self.suffix}"

    @property
    def suffix(self) -> str:
        """What tells it from the first: nothing, or `.2`."""
        return "" if self.revision == _FIRST else f".{self.revision}"


@frozen()
class State:
    """What git knows.

    Attributes:
        commit: that is checked out; nothing where there is none yet.
        changed: what is not as it has it.
        released: the releases of the source by their revision, each with its commit.
    """

    commit: str | None
    changed: tuple[str, ...]
    released: Mapping[int, str]

    @property
    def next_revision(self) -> int:
        """The revision of what is released next."""
        return max(self.released, default=_FIRST - 1) + 1


def base_of(source: Source) -> str:
    """Return what the releases of a source are called after: its department and its year."""
    return f"{source.department}-{source.stem}"


def state_of(root: Path, base: str) -> State:
    """Return what git knows of a workspace.

    Args:
        root: of the workspace.
        base: of the releases that are looked for.

    Raises:
        NoRepositoryError: it is in no repository.
        GitError: git fails.
    """
    commit = commit_of(root, "HEAD")
    released = {
        revision: at for name, at in tags(root).items() if (revision := _revision_of(name, base))
    }
    return State(commit, changed(root, FOLDERS) if commit else (), released)


def _revision_of(name: str, base: str) -> int | None:
    """Return which release of a source a tag is of, if it is of one."""
    if name == base:
        return _FIRST
    number = name.removeprefix(f"{base}.")
    is_one = number != name and re.fullmatch(r"[1-9][0-9]{0,5}", number) is not None
    return int(number) if is_one and int(number) > _FIRST else None
