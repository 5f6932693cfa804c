"""What a command changes in a file, shown as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import click

from budgetc.cli.speech import say
from budgetc.diagnostics.characters import printable

_COLOURS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "+": partial(click.style, fg="green"),
        "-": partial(click.style, fg="red"),
        "@": partial(click.style, fg="cyan"),
    }
)


def show_changes(name: str, before: str, after: str, *, to_stderr: bool = False) -> None:
    """Print what is changed in a file, coloured on a terminal.

    Args:
        name: of the file.
        before: its text as it was.
        after: as it is, or would be.
        to_stderr: whether the standard output is for something else.
    """
    file = printable(name)
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{file}", f"b/{file}", lineterm=""
    )
    for line in lines:
        say(_COLOURS.get(line[:1], str)(line), to_stderr=to_stderr)
