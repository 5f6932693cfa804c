"""A bar on the terminal while work is long; nothing in a pipe, in a log, on a bare terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

T = TypeVar("T")


def with_bar(items: Sequence[T], label: str) -> Iterator[T]:
    """Yield items; on a terminal, a bar on the error output tells how many are done."""
    if not _can_draw():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


def _can_draw() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
