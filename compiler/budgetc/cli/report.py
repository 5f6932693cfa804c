"""Showing findings on a terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import click

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.diagnostics.text import LineReader, Palette, TextReport
from budgetc.files.workspace import BUDGETS, Workspace
from budgetc.pipeline import Compiled

COLOURS = Palette(
    error=partial(click.style, fg="red", bold=True),
    warning=partial(click.style, fg="yellow", bold=True),
    note=partial(click.style, fg="cyan", bold=True),
    place=partial(click.style, bold=True),
    faint=partial(click.style, dim=True),
)
"""How reports are marked on a terminal."""


def report(
    findings: Sequence[Diagnostic],
    compiled: Sequence[Compiled],
    workspace: Workspace,
    translator: Translator,
    *,
    to_stderr: bool,
    books: Sequence[Compiled] = (),
) -> None:
    """Print findings as text, with a closing line that counts the sources but no region books."""
    lines = line_reader((*compiled, *books), workspace)
    text = TextReport(translator, lines, COLOURS)
    for found in findings:
        for line in text.lines(found):
            say(line, to_stderr=to_stderr)
        say("", to_stderr=to_stderr)
    say(text.summary(findings, len(compiled)), to_stderr=to_stderr)


def say(text: str, *, to_stderr: bool = False) -> None:
    """Print a line; in colour only on a terminal whose user has not set NO_COLOR."""
    click.echo(text, err=to_stderr, color=False if os.environ.get("NO_COLOR") else None)


def line_reader(compiled: Sequence[Compiled], workspace: Workspace) -> LineReader:
    """Return a function that gives lines of sources, templates and layouts by their names."""
    texts = {c.tree.file: c.tree.text.split("\n") for c in compiled if c.tree is not None}
    unread = {c.source.name: c.source.path for c in compiled if c.tree is None}

    @cache
    def lines_of(file: str) -> list[str]:
        return texts.get(file) or _read(unread.get(file) or _named_file(file, workspace))

    def line(file: str, number: int) -> str | None:
        lines = lines_of(file)
        return lines[number - 1] if number <= len(lines) else None

    return line


def _named_file(name: str, workspace: Workspace) -> Path | None:
    """Return the data file, or the further file of budgets, that a finding names."""
    if name.startswith(("templates/", "schema/")):
        return workspace.resources().find(name)
    path = workspace.root / name
    return path if name.startswith(f"{BUDGETS}/") and path.is_file() else None


def _read(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        return path.read_bytes().decode("utf-8", errors="replace").splitlines()
    except OSError:
        return []
