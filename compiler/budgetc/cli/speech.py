"""What a command says, and refuses, in the language of its run.

The language is settled before a command runs, and every word of the run is in it: so it stands in
click's context, and no function hands it on.
"""

from __future__ import annotations

import os
from typing import cast

import click

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg


def translator() -> Translator:
    """Return the translator to the language of this run."""
    return cast("Translator", click.get_current_context().find_root().obj)


def in_words(message: Message) -> str:
    """Return a message in the language of this run, on one line and fit for a terminal."""
    return printable(translator()(message))


def say(text: str | Message, *, to_stderr: bool = False) -> None:
    """Print a line; in colour only on a terminal whose user has not set NO_COLOR."""
    words = text if isinstance(text, str) else in_words(text)
    click.echo(words, err=to_stderr, color=False if os.environ.get("NO_COLOR") else None)


class UsageError(click.UsageError):
    """A command line that means nothing; how it is used is shown too."""

    def __init__(self, problem: Message) -> None:
        """Say what is wrong with it."""
        super().__init__(in_words(problem))


class RefusedError(click.ClickException):
    """Something that is not done, and why."""

    def __init__(self, problem: Message, hint: Message | None = None) -> None:
        """Say why, and on a line of its own what to do."""
        said = (problem, *(msg("hint: {hint}", hint=one) for one in (hint,) if one))
        super().__init__("\n".join(map(in_words, said)))
