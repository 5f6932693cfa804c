"""Tags of git: names that stay with a commit, each with a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from budgetc.diagnostics.messages import msg
from budgetc.files.git import GitError, ask, told
from budgetc.frozen import frozen

_CONFIGURED = ("-c", "user.useConfigOnly=true")
"""Has git take nobody's name from that of the machine."""

_TAGS = "refs/tags/"


@frozen()
class Tag:
    """A tag.

    Attributes:
        commit: that it stays with.
        message: empty where it has none.
    """

    commit: str
    message: str


def tags(folder: Path) -> Mapping[str, str]:
    """Return all tags of a repository, each with the commit that it stays with.

    Raises:
        GitError: git fails.
    """
    form = "%(refname)%00%(*objectname)%00%(objectname)"
    lines = told(folder, "for-each-ref", f"--format={form}", _TAGS).decode(
        "utf-8", "surrogateescape"
    )
    parts = (line.split("\0") for line in lines.splitlines())
    return {name.removeprefix(_TAGS): peeled or own for name, peeled, own in parts}


def read_tag(folder: Path, name: str) -> Tag | None:
    """Return a tag that has a message, if there is one of that name.

    Raises:
        GitError: git fails.
    """
    answer = ask(folder, "cat-file", "tag", f"{_TAGS}{name}")
    if answer.code != 0:
        return None
    head, _, message = answer.output.decode("utf-8", "replace").partition("\n\n")
    return Tag(head.partition("\n")[0].removeprefix("object "), message)


def may_be_a_tag(folder: Path, name: str) -> bool:
    """Tell whether git allows a tag to be called so.

    Raises:
        GitError: git is not there.
    """
    is_option = name.startswith("-")
    return not is_option and ask(folder, "check-ref-format", f"{_TAGS}{name}").code == 0


def knows_who_commits(folder: Path) -> bool:
    """Tell whether git knows the name and the address of who works here.

    Raises:
        GitError: git is not there.
    """
    return ask(folder, *_CONFIGURED, "var", "GIT_COMMITTER_IDENT").code == 0


def put_tag(folder: Path, name: str, tag: Tag) -> None:
    """Make a tag; nothing that a repository sets up signs it.

    Raises:
        GitError: there is one of that name, or git fails.
    """
    words = ("tag", "--annotate", "--no-sign", "--cleanup=verbatim", "--file=-", "--", name)
    told(folder, *_CONFIGURED, *words, tag.commit, given=tag.message.encode())


def drop_tag(folder: Path, name: str) -> None:
    """Remove a tag; where there is none, nothing.

    Raises:
        GitError: git fails.
    """
    told(folder, "update-ref", "-d", f"{_TAGS}{name}")


def day_of(folder: Path, commit: str) -> date:
    """Return the day of a commit, by the clock of who made it.

    Raises:
        GitError: git fails.
    """
    said = told(folder, "show", "--no-patch", "--format=%cs", commit, "--").decode().strip()
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise GitError(msg("git says: {error}", error=said)) from error
