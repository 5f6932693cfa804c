"""Published files that nothing can be read of."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import click

from budgetc.cli.speech import in_words
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.published.model import Unreadable

Read = TypeVar("Read")


class UnreadableError(click.UsageError):
    """A command was given a file that nothing can be read of."""

    def __init__(self, path: Path, unreadable: Unreadable) -> None:
        """Say which file, why, and what to do."""
        super().__init__(why_unreadable(path, unreadable))


def readable(path: Path, read: Read | Unreadable) -> Read:
    """Return what was read of a file.

    Raises:
        UnreadableError: nothing was.
    """
    if isinstance(read, Unreadable):
        raise UnreadableError(path, read)
    return read


def why_unreadable(path: Path, unreadable: Unreadable) -> str:
    """Return which file cannot be read, why, and on a line of its own what to do."""
    said = [msg("{file}: {reason}", file=printable(str(path)), reason=unreadable.reason)]
    if unreadable.hint is not None:
        said.append(msg("hint: {hint}", hint=unreadable.hint))
    return "\n".join(map(in_words, said))
