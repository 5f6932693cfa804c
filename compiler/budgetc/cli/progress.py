"""A bar on the terminal while work is long; nothing in a pipe, in a log, on a bare terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator, msg
from budgetc.files.data import Resources
from budgetc.pipeline import Compiled

SLOW = frozenset({"pdf"})
"""The formats that take seconds for each document."""

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


def render_with_bar(
    compiled: Sequence[Compiled],
    formats: Iterable[str],
    folder: Path,
    resources: Resources,
    translator: Translator,
) -> tuple[Mapping[Path, bytes], tuple[Diagnostic, ...]]:
    """Render documents as `output.render_all` does, behind a bar where that takes seconds."""
    from budgetc.publish.write import render_all  # noqa: PLC0415  # brings all formats along

    files: dict[Path, bytes] = {}
    findings: tuple[Diagnostic, ...] = ()
    label = translator(msg("typesetting"))
    for name in dict.fromkeys(formats):
        documents = [one for one in compiled if one.document is not None]
        turn = with_bar(documents, label) if name in SLOW and documents else documents
        made, problems = render_all(turn, (name,), folder, resources)
        files.update(made)
        findings += problems
    return files, findings
