"""Showing findings on a terminal."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Sequence
from functools import partial

import click

from budgetc.cli.speech import say, translator
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.text import LineReader, Palette, TextReport, summary
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.reports.checked_source import Lines, lines_of
from budgetc.source.nodes import SourceTree

COLOURS = Palette(
    error=partial(click.style, fg="red", bold=True),
    warning=partial(click.style, fg="yellow", bold=True),
    note=partial(click.style, fg="cyan", bold=True),
    place=partial(click.style, bold=True),
    faint=partial(click.style, dim=True),
)
"""How reports are marked on a terminal."""


def report(
    findings: Sequence[Diagnostic], lines: Iterable[Lines], sources: int, *, to_stderr: bool
) -> None:
    """Print findings as text, with a closing line that counts the sources.

    Args:
        findings: in the order of the report.
        lines: those that the findings stand on.
        sources: how many were looked at.
        to_stderr: whether the output is for something else.
    """
    show(findings, lines, to_stderr=to_stderr)
    say(summary(findings, sources), to_stderr=to_stderr)


def show(findings: Iterable[Diagnostic], lines: Iterable[Lines], *, to_stderr: bool) -> None:
    """Print findings as text, as `report` does, and no closing line."""
    text = TextReport(translator(), line_reader(lines), COLOURS)
    for found in findings:
        for line in (*text.lines(found), ""):
            say(line, to_stderr=to_stderr)


def report_on(
    findings: Sequence[Diagnostic],
    source: Source,
    resources: Resources,
    trees: Iterable[SourceTree] = (),
) -> None:
    """Print what was found in one source on the error output."""
    lines = lines_of(findings, source, resources, trees)
    report(findings, (lines,), 1, to_stderr=True)


def line_reader(lines: Iterable[Lines]) -> LineReader:
    """Return a function that gives the lines that findings stand on."""
    known = ChainMap(*map(dict, lines))
    return lambda file, number: known.get((file, number))
