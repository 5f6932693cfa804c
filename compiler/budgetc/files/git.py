"""Running git: nothing that a repository sets up runs, and nothing waits for a person."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from budgetc.diagnostics.messages import ReasonedError, msg
from budgetc.frozen import frozen

_PLAIN = (
    *("git", "--no-pager"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
    # A blob that a partial clone lacks is not fetched: fetching runs what the repository names.
    *("-c", "protocol.allow=never", "-c", "blame.ignoreRevsFile="),
)
_ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }
)
_SECONDS = 60


class GitError(ReasonedError):
    """Git is not there, or did not do what was asked; says why."""


class NoRepositoryError(GitError):
    """A folder is in no repository of git."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(msg("this folder is not a git repository"))


@frozen()
class GitResult:
    """What git said.

    Attributes:
        code: 0 if it did what was asked.
    """

    code: int
    output: bytes
    errors: str

    @property
    def problem(self) -> str:
        """What went wrong: the first line, or all of them where they name a command to type."""
        lines = [line for line in self.errors.splitlines() if line.strip()]
        has_command = any(line.startswith("\t") for line in lines)
        return " ".join(line.strip() for line in (lines if has_command else lines[:1]))


def ask(folder: Path, *arguments: str, given: bytes = b"") -> GitResult:
    """Run git in a folder, free of what the environment says about repositories and pagers.

    Args:
        folder: where it runs.
        arguments: the words after `git`.
        given: what it reads.

    Raises:
        GitError: it is not installed, or takes longer than a minute.
    """
    return _run(folder, arguments, given, _without_filters(folder))


def _without_filters(folder: Path) -> Mapping[str, str]:
    """Return the environment that switches the filters of a repository off; each runs a program."""
    listing = ("config", "--name-only", "-z", "--get-regexp", r"^filter\.")
    names = _run(folder, listing, b"", {}).output.decode("utf-8", errors="surrogateescape")
    settings = {"GIT_CONFIG_COUNT": "0"}
    for number, name in enumerate(dict.fromkeys(names.split("\0")[:-1])):
        settings["GIT_CONFIG_COUNT"] = str(number + 1)
        settings[f"GIT_CONFIG_KEY_{number}"] = name
        settings[f"GIT_CONFIG_VALUE_{number}"] = "false" if name.endswith(".required") else ""
    return settings


def _run(
    folder: Path, arguments: Iterable[str], given: bytes, settings: Mapping[str, str]
) -> GitResult:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603  # a list of words, no shell
            (*_PLAIN, *arguments),
            cwd=folder,
            env={**kept, **_ENVIRONMENT, **_work_tree(folder), **settings},
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError(msg("git is not installed")) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(msg("git takes too long")) from error
    return GitResult(done.returncode, done.stdout, done.stderr.decode("utf-8", errors="replace"))


def _work_tree(folder: Path) -> Mapping[str, str]:
    """Return what has git look at the files beside its own, wherever a repository sends it."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100  # links stay
    top = next((one for one in (here, *here.parents) if (one / ".git").exists()), None)
    return {} if top is None else {"GIT_WORK_TREE": str(top)}


def told(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints.

    Raises:
        NoRepositoryError: the folder is in no repository.
        GitError: it is not installed, or says that something went wrong.
    """
    answer = ask(folder, *arguments, given=given)
    if answer.code != 0:
        if _NO_REPOSITORY in answer.errors:
            raise NoRepositoryError
        raise GitError(msg("git says: {error}", error=answer.problem))
    return answer.output


_NO_REPOSITORY = "not a git repository"
"""What git says of a folder outside, in English, which it is asked to speak."""


_MAIN = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
         "refs/heads/main", "refs/heads/master")  # fmt: skip
"""Where the branch that others are merged into may be, the likeliest first."""

_FILES = (b"100644", b"100755", b"100664")
"""Modes of what is a file, and no link and no other repository."""


def prefix(folder: Path) -> str:
    """Return the way from the top of a repository to a folder in it: `sub/folder/`, or nothing.

    Raises:
        GitError: it is in no repository.
    """
    return told(folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape")[:-1]


def commit_of(folder: Path, revision: str) -> str | None:
    """Return the commit that a revision names, as git writes revisions, if it names one."""
    name = f"{revision}^{{commit}}"
    answer = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return answer.output.decode().strip() if answer.code == 0 else None


def is_shallow(folder: Path) -> bool:
    """Tell whether a clone has only the last commits of what it was made of."""
    return ask(folder, "rev-parse", "--is-shallow-repository").output.strip() == b"true"


def main_branch(folder: Path) -> str | None:
    """Return the commit of the branch that others are merged into, if there is one."""
    return next((found for name in _MAIN if (found := commit_of(folder, name))), None)


def merge_base(folder: Path, one: str, other: str) -> str | None:
    """Return the commit from which two commits went apart, if they have one in common."""
    answer = ask(folder, "merge-base", one, other)
    return answer.output.decode().strip() if answer.code == 0 else None


@frozen()
class Blob:
    """A file of a commit.

    Attributes:
        path: from the top of the repository.
        id: of its content.
        size: in bytes; nought of what is no file.
        is_file: whether it is one, and no link and no other repository.
    """

    path: str
    id: str
    size: int
    is_file: bool


def files_of(folder: Path, commit: str, paths: Iterable[str]) -> Iterator[Blob]:
    """Yield what a commit has under some paths, named from the top of the repository.

    Raises:
        GitError: git fails.
    """
    listing = told(folder, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", *paths)
    for entry in listing.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, _, name, size = about.split()
        is_file = mode in _FILES
        yield Blob(path.decode("utf-8", "surrogateescape"), name.decode(),
                   int(size) if is_file else 0, is_file)  # fmt: skip


def contents(folder: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """Return the contents of blobs as they are stored; no filter of the repository runs.

    Raises:
        GitError: git fails, or does not have one of them.
    """
    wanted = tuple(dict.fromkeys(ids))
    given = "".join(f"{name}\n" for name in wanted).encode()
    answer = told(folder, "cat-file", "--batch", given=given)
    found, at = {}, 0
    for name in wanted:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if len(head) != len(("id", "type", "size")):
            raise GitError(msg("git does not have the object {name}", name=name))
        at = end + 1 + int(head[2])
        found[name] = answer[end + 1 : at]
        at += 1
    return found


def changed(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return what is not as the last commit has it, or not in it, among some files and folders.

    Args:
        folder: the names are names from here.
        names: of what is looked at, there or not.

    Raises:
        GitError: git fails.
    """
    listing = told(
        folder,
        *("--literal-pathspecs", "status", "--porcelain=v1", "-z", "--no-renames"),
        *("--untracked-files=all", "--ignore-submodules=none", "--", *names),
    )
    above = prefix(folder)
    found = (entry[3:].decode("utf-8", "surrogateescape") for entry in listing.split(b"\0")[:-1])
    return tuple(sorted(name.removeprefix(above) for name in found))
