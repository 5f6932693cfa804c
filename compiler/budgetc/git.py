"""Running git: nothing that a repository sets up runs, and nothing waits for a person."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from budgetc.messages import Message, msg

_PLAIN = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
)
_SECONDS = 60


@dataclass(frozen=True)
class GitError(Exception):
    """Git is not there, or did not do what was asked; says why."""

    reason: Message


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said.

    Attributes:
        code: 0 if it did what was asked.
    """

    code: int
    output: bytes
    errors: str

    @property
    def first_error(self) -> str:
        """The first line of what went wrong."""
        return next(iter(self.errors.splitlines()), "")


def ask(folder: Path, *arguments: str) -> Answer:
    """Run git in a folder, free of what the environment says about repositories and pagers.

    Raises:
        GitError: it is not installed, or takes longer than a minute.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603  # a list of words, no shell
            (*_PLAIN, *arguments),
            cwd=folder,
            env={**kept, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError(msg("git is not installed")) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(msg("git takes too long")) from error
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", errors="replace"))


def told(folder: Path, *arguments: str) -> bytes:
    """Return what git prints.

    Raises:
        GitError: it is not installed, or says that something went wrong.
    """
    answer = ask(folder, *arguments)
    if answer.code != 0:
        raise GitError(msg("git says: {error}", error=answer.first_error))
    return answer.output
